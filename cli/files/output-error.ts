/** What keeps a command from keeping its results: a message that says which file and what to do. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}
