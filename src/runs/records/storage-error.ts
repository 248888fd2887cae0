/**
 * An error about a run that the browser would not keep or hand out. The message tells a person what
 * happened and what to do.
 */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/**
 * The meanings of the names of storage errors. Dexie keeps the browser's names, and wraps some in
 * an abort.
 */
const meanings: readonly (readonly [names: readonly string[], words: string])[] = [
  [
    ['QuotaExceededError'],
    'the browser’s storage for this site is full; delete runs or data of your own that are no longer needed, or export them first',
  ],
  [
    ['MissingAPIError', 'MissingApiError', 'InvalidStateError', 'SecurityError', 'NotAllowedError'],
    'the browser keeps nothing here (a private window, or storage is switched off); runs last until the page is closed',
  ],
  [
    ['NewerDatabaseError'],
    'a newer Spikewise has moved them to where this one does not look; open that one to see them, and here runs last until the page is closed',
  ],
  [
    ['NoAnswerError'],
    'the browser’s storage does not answer; runs last until the page is closed, or reload it to try again',
  ],
  [['DatabaseClosedError'], 'another tab has changed the storage; reload the page'],
];

/** Returns the names of an error and of the errors inside it. */
function namesOf(error: unknown): string[] {
  const names: string[] = [];
  let at = error as { name?: unknown; inner?: unknown } | null | undefined;
  for (let depth = 0; at && depth < 5; depth++) {
    if (typeof at.name === 'string') names.push(at.name);
    at = at.inner as typeof at;
  }
  return names;
}

/** Returns any failure of the storage as a StorageError; `doing` completes "Could not …". */
export function storageError(doing: string, error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const names = namesOf(error);
  const meaning = meanings.find(([known]) => known.some((name) => names.includes(name)));
  const words = meaning?.[1] ?? (error instanceof Error ? error.message : String(error));
  return new StorageError(`Could not ${doing}: ${words}.`, { cause: error });
}
