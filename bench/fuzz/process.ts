/**
 * The program of a process that `apart.ts` starts: it reads damaged inputs of one parser until one
 * harms its reader, and sends what it found.
 */
import type { Finding } from '../../cli/testing/fuzz/findings.ts';
import { type Amount, fuzz } from '../../cli/testing/fuzz/fuzz.ts';
import { kerasH5Parser, kerasZipParser } from '../../cli/testing/fuzz/keras.ts';
import { nirFileParser } from '../../cli/testing/fuzz/nir.ts';

export interface Work {
  readonly name: string;
  /** The files that inputs are damaged copies of. */
  readonly whole: readonly Uint8Array[];
  readonly amount: Amount;
}

const makers = [nirFileParser, kerasH5Parser, kerasZipParser];

async function found({ name, whole, amount }: Work): Promise<Finding> {
  const parser = makers.map((make) => make(whole)).find((made) => made.name === name)!;
  return fuzz(parser, amount, () => {}, { untilHarmed: true });
}

process.once('message', async (work: Work) => {
  const finding = await found(work);
  process.send!(finding, () => process.exit());
});
