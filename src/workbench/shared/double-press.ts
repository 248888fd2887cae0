/**
 * Tells a second press of a button from an intended one. A button that starts, pauses and resumes
 * would undo with the second half of a double click what the first half did.
 */

/** Milliseconds within which two presses are a double click. */
export const doublePress = 500;

/** Returns a function that tells, at each press, whether it follows another one too soon. */
export function createPressGuard(now: () => number = () => performance.now()): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const at = now();
    const tooSoon = at - last < doublePress;
    if (!tooSoon) last = at;
    return tooSoon;
  };
}
