/** Compares network files of different runs of one experiment, for tests. */

/**
 * Returns a network file with zeros in place of the id of the run that made it, which is all in
 * which the files of two equal runs differ.
 */
export function withoutRunId(file: Uint8Array): Buffer {
  const text = Buffer.from(file).toString('latin1');
  const zeros = text.replace(/(\\"runId\\":\\")([^"\\]*)/, (_, key, id) => key + '0'.repeat(id.length));
  return Buffer.from(zeros, 'latin1');
}
