/** What keeps a command from keeping its results: a message that says which file and what to do. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** Where a folder is there and takes no file; `code` is the system's. */
export function unwritable(folder: string, code: string | undefined): OutputError {
  return new OutputError(`nothing can be written in ${folder} (${code}); give another --out`);
}
