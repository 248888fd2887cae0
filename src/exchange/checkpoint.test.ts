import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNotation } from '../networks/notation.ts';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { CheckpointLayer } from './checkpoint-layers.ts';
import { ExchangeError } from './error.ts';
import { readSafetensors, type WrittenTensor, writeSafetensors } from './safetensors.ts';

const notation = '4x4-c2s2-3-2';
const network = parseNotation(notation);

/** Returns values that a half holds exactly. */
const values = (length: number, first = 0) => Float32Array.from({ length }, (_, i) => first + i / 8);
const norm = (channels: number) => ({
  gamma: values(channels, 1),
  beta: values(channels),
  mean: values(channels),
  variance: values(channels, 1),
});

const checkpoint: Checkpoint = {
  notation,
  layers: [
    { name: 'conv1', weight: values(18), bias: values(2), batchNorm: norm(2) },
    { name: 'fc2', weight: values(24), bias: values(3), batchNorm: norm(3) },
    { name: 'output', weight: values(6), bias: values(2), batchNorm: null },
  ],
  note: { command: 'npm run ptl -- train', seed: '1', testAccuracy: '0.99' },
};

const changed = (name: string, change: Partial<CheckpointLayer>): Checkpoint => ({
  ...checkpoint,
  layers: checkpoint.layers.map((layer) => (layer.name === name ? { ...layer, ...change } : layer)),
});

/** Returns the bytes of the checkpoint with its tensors changed past all checks. */
function tampered(change: (tensors: Map<string, WrittenTensor>) => void): Uint8Array {
  const file = readSafetensors(writeCheckpoint(checkpoint));
  const tensors = new Map(file.tensors as ReadonlyMap<string, WrittenTensor>);
  change(tensors);
  return writeSafetensors(tensors, file.metadata);
}

test('what is written is read, in F32 and in F16', () => {
  expect(readCheckpoint(writeCheckpoint(checkpoint), network)).toEqual(checkpoint);
  const half = writeCheckpoint(checkpoint, { half: true });
  expect(readCheckpoint(half, network)).toEqual(checkpoint);
  expect(half.length).toBeLessThan(writeCheckpoint(checkpoint).length - 2 * (18 + 24 + 6) + 16);
  expect(readSafetensors(half).tensors.get('conv1.variance')?.type).toBe('F32');
});

test('what is read and written again is the same bytes', () => {
  const bytes = writeCheckpoint(checkpoint);
  expect(writeCheckpoint(readCheckpoint(bytes, network))).toEqual(bytes);
});

test('a network with max pooling has a checkpoint of its weighted layers', () => {
  const pooled = { ...checkpoint, notation: '8x8-c2s2-m2-3-2' };
  const expected = parseNotation(pooled.notation);
  expect(readCheckpoint(writeCheckpoint(pooled), expected)).toEqual(pooled);
  expect(() => readCheckpoint(writeCheckpoint(pooled), parseNotation('8x8-c2s2-a2-3-2'))).toThrow(
    /network “8x8-c2s2-m2-3-2”, not “8x8-c2s2-a2-3-2”/,
  );
});

test('F16 rounds weights to the nearest half', () => {
  const bytes = writeCheckpoint(changed('output', { weight: new Float32Array(6).fill(0.1) }), { half: true });
  expect(readCheckpoint(bytes, network).layers[2]?.weight[0]).toBe(0.0999755859375);
});

test('a checkpoint of another network is refused with layer and both shapes', () => {
  const bytes = writeCheckpoint(checkpoint);
  expect(() => readCheckpoint(bytes, parseNotation('4x4-c5s2-3-2'))).toThrow(
    /layer “conv1”: weight must be 3×3×1×5 \(got 3×3×1×2\)/,
  );
  expect(() => readCheckpoint(bytes, parseNotation('4x4-c2s2-3-4-2'))).toThrow(
    /layer “fc3”: weight of 3×4 is missing/,
  );
  expect(() => readCheckpoint(bytes, parseNotation('4x4-c2s2-2'))).toThrow(
    /“output”: weight must be 8×2 \(got 3×2\)/,
  );
});

test('same shapes, other strides: the notation decides', () => {
  const bytes = writeCheckpoint({ ...checkpoint, notation: '3x3-c2s2-3-2' });
  expect(() => readCheckpoint(bytes, network)).toThrow(/network “3x3-c2s2-3-2”, not “4x4-c2s2-3-2”/);
});

test.each<[string, (tensors: Map<string, WrittenTensor>) => void, RegExp]>([
  ['a missing tensor', (t) => t.delete('fc2.mean'), /layer “fc2”: mean of 3 is missing/],
  ['a tensor too many', (t) => t.set('x', t.get('fc2.mean')!), /tensor “x” belongs to no layer/],
  [
    'negative variance',
    (t) => t.get('conv1.variance')!.values.fill(-1, 1),
    /“conv1”: variance must be at least 0 \(entry 1 is -1\)/,
  ],
  [
    'a weight that is no number',
    (t) => t.get('fc2.weight')!.values.fill(Number.NaN, 5, 6),
    /“fc2”: weight must be finite \(entry 5 is NaN\)/,
  ],
  [
    'an infinite mean',
    (t) => t.get('fc2.mean')!.values.fill(Number.POSITIVE_INFINITY),
    /“fc2”: mean must be finite/,
  ],
])('%s is refused', (_, change, words) => {
  expect(() => readCheckpoint(tampered(change), network)).toThrow(words);
});

test('a file without our metadata, or of another format or version, is refused', () => {
  const { tensors } = readSafetensors(writeCheckpoint(checkpoint));
  const withRecord = (metadata: Record<string, string>) =>
    writeSafetensors(tensors as ReadonlyMap<string, WrittenTensor>, metadata);
  const record = { format: 'spikewise-checkpoint', version: 1, notation, note: {} };
  const read = (metadata: Record<string, string>) => () => readCheckpoint(withRecord(metadata), network);
  expect(read({ spikewise: JSON.stringify(record) })).not.toThrow();
  expect(read({})).toThrow(/not a Spikewise checkpoint/);
  expect(read({ spikewise: '{' })).toThrow(/not valid JSON/);
  expect(read({ spikewise: JSON.stringify({ ...record, version: 2 }) })).toThrow(/version: .*1.*\(got “2”\)/);
  expect(read({ spikewise: JSON.stringify({ ...record, format: 'x' }) })).toThrow(/format: .*\(got “x”\)/);
});

test('writing what does not fit its notation is refused', () => {
  expect(() => writeCheckpoint(changed('fc2', { weight: values(23) }))).toThrow(/fc2\.weight.*8×3.*23/);
  expect(() => writeCheckpoint(changed('fc2', { batchNorm: null }))).toThrow(/“fc2”: gamma of 3 is missing/);
  expect(() => writeCheckpoint({ ...checkpoint, notation: 'nonsense' })).toThrow(ExchangeError);
});

test('cut short or with any byte changed, it is read or refused, never worse', () => {
  const bytes = writeCheckpoint(checkpoint);
  const attempt = (input: Uint8Array) => {
    try {
      readCheckpoint(input, network);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(ExchangeError);
      return false;
    }
  };
  for (let length = 0; length < bytes.length; length += 3)
    expect(attempt(bytes.subarray(0, length))).toBe(false);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (index, value) => {
      attempt(bytes.slice().fill(value, index, index + 1));
    }),
    { numRuns: 1000 },
  );
});
