/** The files of a separator, as they are fuzzed: its network file and its checkpoint. */
import { readCheckpoint, writeCheckpoint } from '../../../src/exchange/checkpoint.ts';
import { ExchangeError } from '../../../src/exchange/error.ts';
import { readNetworkFile, writeNetworkFile } from '../../../src/exchange/network-file.ts';
import {
  checkpoint,
  notation,
  separating,
  separator,
} from '../../../src/exchange/testing/small-separator.ts';
import { parseNotation } from '../../../src/networks/notation.ts';
import { type Dice, damagedBytes, withDamagedHeader } from '../version-1/mutate.ts';
import { parser } from './parser.ts';

const record = parseNotation(notation);
const networkFile = writeNetworkFile(separator, separating);
const checkpoints = [false, true].map((half) => writeCheckpoint(checkpoint, { half }));

const damagedFile = (whole: Uint8Array, dice: Dice) =>
  dice.roll(2) === 0 ? damagedBytes(whole, dice) : withDamagedHeader(whole, dice);

export const separatorParsers = [
  parser({
    name: 'network file of a separator',
    input: (dice) => damagedFile(networkFile, dice),
    read: readNetworkFile,
    write: (network) => writeNetworkFile(network, network),
    refusals: [ExchangeError],
  }),
  parser({
    name: 'checkpoint of a separator',
    input: (dice) => damagedFile(dice.pick(checkpoints), dice),
    read: (file: Uint8Array) => readCheckpoint(file, record),
    write: (read) => writeCheckpoint(read),
    refusals: [ExchangeError],
  }),
];
