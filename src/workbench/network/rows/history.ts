/** Undo and redo: the states before and after the present one. */

export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last step changed: another step with the same tag is part of it. */
  readonly tag: string | null;
}

/** Number of steps that can be undone. */
const mostSteps = 200;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], tag: null };
}

/**
 * Goes on to another state. Steps in a row with the same tag, as the letters typed into one field,
 * are undone together.
 */
export function step<T>(history: History<T>, next: T, tag: string | null = null): History<T> {
  const { past, present } = history;
  if (Object.is(next, present)) return history;
  if (tag !== null && tag === history.tag) return { past, present: next, future: [], tag };
  return { past: [...past, present].slice(-mostSteps), present: next, future: [], tag };
}

export function undo<T>({ past, present, future, tag }: History<T>): History<T> {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, tag };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], tag: null };
}

export function redo<T>({ past, present, future, tag }: History<T>): History<T> {
  const [after, ...later] = future;
  if (after === undefined) return { past, present, future, tag };
  return { past: [...past, present], present: after, future: later, tag: null };
}
