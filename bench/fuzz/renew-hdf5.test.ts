/** Tests that the HDF5 library works as before once a damaged file has harmed it. */
import { expect, test } from 'vitest';
import { nirFileParser, nirStructure } from '../../cli/testing/fuzz/nir.ts';
import { damagedBytes, diceOf } from '../../cli/testing/version-1/mutate.ts';
import { isHdf5Harmed } from '../../src/exchange/hdf5/open.ts';
import { type ReadNir, readNir } from '../../src/exchange/nir/read.ts';
import { writeNir } from '../../src/exchange/nir/write.ts';
import { classifying, network } from '../../src/exchange/testing/small-network.ts';
import { renewHdf5 } from './renew-hdf5.ts';

const file = await writeNir({ ...network, ...classifying });

/** Reads damaged copies of the file until one harms the library; returns how many. */
async function harm(first: number): Promise<number> {
  for (let seed = first; seed < first + 1000; seed++) {
    await readNir(damagedBytes(file, diceOf(seed))).catch(() => {});
    if (isHdf5Harmed()) return seed - first + 1;
  }
  throw new Error('no damage harms the library any more: the fuzz needs no new copies');
}

test('a new copy reads and writes whole files, as often as one is harmed', async () => {
  const { write, compared } = nirFileParser([file]);
  let seed = 1;
  for (let time = 0; time < 3; time++) {
    seed += await harm(seed);
    await renewHdf5();
    expect(isHdf5Harmed()).toBe(false);
    const read = await readNir(file);
    const again = await readNir((await write(read)) as Uint8Array);
    expect(compared!(again)).toEqual(nirStructure(read as ReadNir));
  }
});
