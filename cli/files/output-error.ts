/** Thrown when a command cannot keep its results: the message says which file and what to do. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** Returns the error for a folder that exists but takes no file; `code` is the system's. */
export function unwritable(folder: string, code: string | undefined): OutputError {
  return new OutputError(`nothing can be written in ${folder} (${code}); give another --out`);
}
