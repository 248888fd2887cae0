/**
 * An error about a sweep that cannot be run, or a file or folder that holds none. It has every
 * reason in words, for form, link and command line.
 */
export class SweepError extends Error {
  override readonly name = 'SweepError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}
