/** The parsers of what is exported, as they are fuzzed: NIR files, the graphs in them, and zips. */
import { bytesFile } from '../../../src/datasets/archives/named-file.ts';
import { writeCheckpoint } from '../../../src/exchange/checkpoint.ts';
import { ExchangeError } from '../../../src/exchange/error.ts';
import { modelHash } from '../../../src/exchange/model-hash.ts';
import { networkIn, type ReadNir } from '../../../src/exchange/nir/read.ts';
import { type Hdf5Data, type Hdf5Group, isGroup } from '../../../src/exchange/nir/tree.ts';
import { nirTree, writeNir } from '../../../src/exchange/nir/write.ts';
import { ownId } from '../../../src/exchange/own-shelf.ts';
import {
  classifying,
  dynamic,
  network,
  bytes as networkFile,
} from '../../../src/exchange/testing/small-network.ts';
import { RunZipError, readRunZip } from '../../../src/runs/archive/read-run-zip.ts';
import { runZip, type ZippedRun } from '../../../src/runs/archive/run-zip.ts';
import { finishedRecord } from '../../../src/runs/testing/stored-run.ts';
import { type Dice, damaged, damagedBytes } from '../version-1/mutate.ts';
import { atFixedTime } from './fixed-time.ts';
import { nirFileParser, nirStructure, writtenNir } from './nir.ts';
import { parser } from './parser.ts';

const networks = [network, dynamic].map((of) => ({ ...of, ...classifying }));
const files = await atFixedTime(() => Promise.all(networks.map((of) => writeNir(of))));
const graphs = networks.map((of) => plainOf(nirTree(of)));
const weights = { weight: new Float32Array(40), bias: new Float32Array(10), batchNorm: null };
const model = writeCheckpoint({ notation: '2x2-10', layers: [{ name: 'output', ...weights }], note: {} });
const started = { start: 'checkpoint', model: ownId(modelHash(model)) } as const;
const zips = [
  runZip({ ...finishedRecord({ pairs: 4 }), network: networkFile } as ZippedRun),
  runZip({ ...finishedRecord({ pairs: 4, spec: started }), network: networkFile } as ZippedRun, model),
];

/** A graph as plain values, which can be damaged at any place. */
interface Plain {
  readonly [name: string]: unknown;
}

function plainOf(group: Hdf5Group): Plain {
  return Object.fromEntries(
    [...group].map(([name, entry]) => [
      name,
      isGroup(entry)
        ? plainOf(entry)
        : {
            shape: [...entry.shape],
            values: plainValues(entry),
          },
    ]),
  );
}

/** JSON, which damaged values are made like, has no 64-bit whole numbers. */
function plainValues({ values }: Hdf5Data): unknown[] {
  return values instanceof BigInt64Array ? Array.from(values, Number) : [...values];
}

/** Returns the graph as a file would have held it: arrays of numbers or of texts, in groups. */
function treeOf(plain: unknown): Hdf5Group {
  const entries = Object.entries(Object(plain) as Plain).flatMap(([name, entry]) => {
    const made = entryOf(entry);
    return made ? [[name, made] as const] : [];
  });
  return new Map(entries);
}

function entryOf(entry: unknown): Hdf5Group | Hdf5Data | null {
  const { shape, values } = Object(entry) as { shape?: unknown; values?: unknown };
  if (!Array.isArray(shape) || !Array.isArray(values))
    return typeof entry === 'object' ? treeOf(entry) : null;
  // HDF5 gives as many values as the shape says.
  if (shape.reduce((size: number, n) => size * Number(n), 1) !== values.length) return null;
  const sizes = shape.map(Number);
  if (values.every((value) => typeof value === 'string')) return { shape: sizes, values };
  return { shape: sizes, values: Float64Array.from(values, Number) };
}

export const exportParsers = [
  nirFileParser(files),
  parser({
    name: 'NIR graph',
    input: (dice: Dice) => treeOf(damaged(structuredClone(dice.pick(graphs)), dice)),
    read: (tree: Hdf5Group) => networkIn(tree),
    write: async (value: ReadNir) => {
      await writtenNir(value);
      return nirTree(value.network);
    },
    refusals: [ExchangeError],
    compared: nirStructure,
  }),
  parser({
    name: 'zip of a run',
    input: (dice: Dice) => damagedBytes(dice.pick(zips), dice),
    read: (bytes: Uint8Array) => readRunZip(bytesFile('run.zip', bytes)),
    write: ({ record, model: own }) => runZip(record as ZippedRun, own),
    refusals: [RunZipError],
  }),
];
