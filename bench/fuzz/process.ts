/**
 * The program of a process that `apart.ts` starts: it reads damaged inputs of one parser, with
 * new copies of the reader's library, which some harm, and sends what it found. Before each input
 * it notes in a file how many are done, so that one that ends or holds up the process is known.
 */
import { openSync, writeSync } from 'node:fs';
import type { Finding } from '../../cli/testing/fuzz/findings.ts';
import { type Amount, fuzz } from '../../cli/testing/fuzz/fuzz.ts';
import { kerasH5Parser, kerasZipParser } from '../../cli/testing/fuzz/keras.ts';
import { nirFileParser } from '../../cli/testing/fuzz/nir.ts';
import { renewHdf5 } from './renew-hdf5.ts';

export interface Work {
  readonly name: string;
  /** The files that inputs are damaged copies of. */
  readonly whole: readonly Uint8Array[];
  readonly amount: Amount;
  /** The path of the file that holds the number of inputs done, as a 32-bit whole number. */
  readonly place: string;
}

const makers = [nirFileParser, kerasH5Parser, kerasZipParser];

async function found({ name, whole, amount, place }: Work): Promise<Finding> {
  const parser = makers.map((make) => make(whole)).find((made) => made.name === name)!;
  const file = openSync(place, 'w');
  const tell = (done: number) => writeSync(file, Int32Array.of(done), 0, 4, 0);
  tell(0);
  return fuzz(parser, amount, tell, { renew: renewHdf5 });
}

process.once('message', async (work: Work) => {
  const finding = await found(work);
  process.send!(finding, () => process.exit());
});
