/** The parser of NIR files, as it is fuzzed; it needs no tensors, so that it is loaded quickly. */
import { ExchangeError } from '../../../src/exchange/error.ts';
import { isHdf5Harmed } from '../../../src/exchange/hdf5/open.ts';
import { type ReadNir, readNir } from '../../../src/exchange/nir/read.ts';
import { writeNir } from '../../../src/exchange/nir/write.ts';
import { type Dice, damagedBytes } from '../version-1/mutate.ts';
import { Unwritten } from './findings.ts';
import { parser } from './parser.ts';

/** Writing divides by thresholds and steps once more, so that only the structure is the same. */
export function nirStructure({ network: { layers, ...settings } }: ReadNir): unknown {
  return [settings, layers.map(({ layer, threshold }) => [layer, threshold !== null])];
}

export async function writtenNir({ network }: ReadNir): Promise<Uint8Array> {
  const undilated = network.layers.every(
    ({ layer: { synapse } }) => synapse.kind === 'dense' || even(synapse),
  );
  if (!undilated) throw new Unwritten();
  return writeNir(network);
}

/** Unequal paddings are written as a larger kernel. */
function even({
  padding: { before, after },
}: {
  padding: { before: readonly number[]; after: readonly number[] };
}) {
  return before[0] === after[0] && before[1] === after[1];
}

/** Returns the parser, whose inputs are damaged copies of these files. */
export const nirFileParser = (whole: readonly Uint8Array[]) =>
  parser({
    name: 'NIR file',
    whole,
    isHarmed: isHdf5Harmed,
    // A whole file now and then: the library must still work after all the damaged ones.
    input: (dice: Dice) => (dice.roll(20) === 0 ? dice.pick(whole) : damagedBytes(dice.pick(whole), dice)),
    read: (bytes: Uint8Array) => readNir(bytes),
    write: writtenNir,
    refusals: [ExchangeError],
    compared: nirStructure,
  });
