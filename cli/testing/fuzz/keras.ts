/** The parsers of Keras models, as they are fuzzed; they need no tensors, so they load quickly. */
import { ExchangeError } from '../../../src/exchange/error.ts';
import { isHdf5Harmed } from '../../../src/exchange/hdf5/open.ts';
import { readKerasH5 } from '../../../src/exchange/models/keras/read-h5.ts';
import { readKerasZip } from '../../../src/exchange/models/keras/read-keras.ts';
import { type Dice, damagedBytes } from '../version-1/mutate.ts';
import { judged, onlyRead } from './judged.ts';
import { parser } from './parser.ts';

/** Returns the parser of HDF5 models, whose inputs are damaged copies of these files. */
export const kerasH5Parser = (whole: readonly Uint8Array[]) =>
  parser({
    ...damagedOf(whole),
    name: 'Keras HDF5 model',
    read: async (bytes: Uint8Array) => judged(await readKerasH5(bytes)),
  });

/** Returns the parser of `.keras` zips, whose inputs are damaged copies of these files. */
export const kerasZipParser = (whole: readonly Uint8Array[]) =>
  parser({
    ...damagedOf(whole),
    name: 'Keras zip',
    read: async (bytes: Uint8Array) => judged(await readKerasZip(bytes)),
  });

const damagedOf = (whole: readonly Uint8Array[]) => ({
  whole,
  isHarmed: isHdf5Harmed,
  input: (dice: Dice) => damagedBytes(dice.pick(whole), dice),
  write: onlyRead,
  refusals: [ExchangeError],
});
