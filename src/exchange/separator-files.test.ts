/**
 * Tests the files of a separator: network file and checkpoint hold its ends, say what is wrong with
 * them, and formats of other programs refuse it by name.
 */
import { describe, expect, test } from 'vitest';
import { toLayers } from '../networks/chain.ts';
import { parseNotation } from '../networks/notation.ts';
import { readAnyCheckpoint } from './any-checkpoint.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { ExchangeError } from './error.ts';
import { writeOnnx } from './models/onnx/write.ts';
import { writeTfjs } from './models/tfjs/write.ts';
import { readNetworkFile, writeNetworkFile } from './network-file.ts';
import { writeNir } from './nir/write.ts';
import { readSafetensors, type WrittenTensor, writeSafetensors } from './safetensors.ts';
import { classifying, network, values } from './testing/small-network.ts';
import { checkpoint, ends, notation, separating, separator } from './testing/small-separator.ts';

const file = writeNetworkFile(separator, separating);

/** Returns the file with its record or its tensors changed past all checks. */
function changed(change: (record: Record<string, unknown>, tensors: Map<string, WrittenTensor>) => void) {
  const { tensors, metadata } = readSafetensors(file);
  const record = JSON.parse(metadata.spikewise!);
  const written = new Map(tensors) as Map<string, WrittenTensor>;
  change(record, written);
  return writeSafetensors(written, { spikewise: JSON.stringify(record) });
}

describe('a network file', () => {
  test('holds the ends', () => {
    expect(readNetworkFile(file)).toEqual({ ...separator, ...separating });
    expect(writeNetworkFile(readNetworkFile(file), readNetworkFile(file))).toEqual(file);
    const names = [...readSafetensors(file).tensors.keys()].filter((name) => name.startsWith('ends.'));
    expect(names.sort()).toEqual(['ends.bias', 'ends.decoder', 'ends.encoder', 'ends.gain']);
  });

  const front = ends.front;
  test.each<[string, Uint8Array, string]>([
    [
      'no front',
      changed((r) => delete r.front),
      'front: the task separation has an encoder before the layers',
    ],
    [
      'another task',
      changed((r) => Object.assign(r, { task: 'reconstruction' })),
      'front: the task reconstruction has no encoder before the layers, this network has one',
    ],
    ['no gain', changed((_, tensors) => tensors.delete('ends.gain')), 'layer “ends”: gain of 2 is missing'],
    [
      'a short decoder',
      changed((_, tensors) => tensors.set('ends.decoder', { type: 'F32', shape: [3, 2], values: values(6) })),
      'layer “ends”: decoder must be 4×2 (got 3×2)',
    ],
    [
      'an endless encoder',
      changed((_, tensors) =>
        tensors.set('ends.encoder', { type: 'F32', shape: [4, 2], values: values(8).fill(Number.NaN) }),
      ),
      'encoder must be finite',
    ],
    [
      'a longer signal',
      changed((r) => Object.assign(r, { front: { ...front, samples: 22 } })),
      'front: of this encoder, the layers take',
    ],
    [
      'a stride past the filter',
      changed((r) => Object.assign(r, { front: { ...front, stride: 5 } })),
      'front: encoder: stride must be a whole number from 1 to 4',
    ],
    [
      'half a sample',
      changed((r) => Object.assign(r, { front: { ...front, samples: 20.5 } })),
      'front.samples',
    ],
  ])('with %s is refused by name', (_, bytes, words) => {
    expect(() => readNetworkFile(bytes)).toThrow(ExchangeError);
    expect(() => readNetworkFile(bytes)).toThrow(words);
  });

  test('of a classifier has no ends, and refuses them', () => {
    expect(readNetworkFile(writeNetworkFile(network, classifying)).ends).toBeUndefined();
    expect(() => writeNetworkFile(network, { ...classifying, ends })).toThrow(
      'front: the task classification has no encoder before the layers, this network has one',
    );
  });
});

test('a checkpoint holds the ends, and is refused without them', () => {
  const bytes = writeCheckpoint(checkpoint);
  expect(readCheckpoint(bytes, parseNotation(notation))).toEqual(checkpoint);
  expect(readAnyCheckpoint(bytes)).toMatchObject({ notation, ends });
  const { ends: _, ...without } = checkpoint;
  expect(() => writeCheckpoint(without)).toThrow('layer “ends”: encoder of 4×2 is missing');
});

test('formats of other programs refuse a separator by name', async () => {
  const words = (format: string) => `a separator cannot be written as ${format}: its encoder and its decoder`;
  await expect(writeNir({ ...separator, ...separating })).rejects.toThrow(words('NIR'));
  const record = parseNotation(notation);
  const ann = {
    inputShape: record.inputShape,
    front: record.front!,
    layers: toLayers(record),
    values: checkpoint.layers,
    back: [],
  };
  expect(() => writeOnnx(ann)).toThrow(words('ONNX'));
  expect(() => writeTfjs(ann)).toThrow(words('a layers model of TensorFlow.js'));
});
