/** Tests example sets: scaling in one place, targets of every kind, and parts that share memory. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import {
  type ExampleSet,
  examplesFrom,
  firstExamples,
  inputsAt,
  type SetTargets,
  scaledInputs,
  targetsAt,
} from './example-set.ts';
import { byteScaling, noScaling } from './scaling.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

/** Returns five examples of 2×1 values in two channels: example n stores 4n … 4n + 3. */
function made(changes: Partial<ExampleSet> = {}): ExampleSet {
  return {
    count: 5,
    inputShape: [2, 1, 2],
    inputs: Uint8Array.from({ length: 20 }, (_, i) => i),
    scaling: noScaling,
    targets: { kind: 'input' },
    ...changes,
  };
}

describe('scaling', () => {
  test('bytes become 0 to 1', () => {
    const set = made({ scaling: byteScaling, inputs: Uint8Array.of(0, 51, 102, 255), count: 1 });
    expect([...scaledInputs(set, [0])]).toEqual([...Float32Array.of(0, 0.2, 0.4, 1)]);
  });

  test('each channel has its own mean and deviation', () => {
    const perChannel = { mean: [0.5, 1], deviation: [0.25, 2] };
    const set = made({ scaling: { divisor: 10, perChannel } });
    const plain = [4, 5, 6, 7].map(
      (stored, i) => (stored / 10 - perChannel.mean[i % 2]!) / perChannel.deviation[i % 2]!,
    );
    const scaled = scaledInputs(set, [1]);
    expect(scaled).toHaveLength(4);
    for (const [i, value] of plain.entries()) expect(scaled[i]).toBeCloseTo(value, 6);
  });

  test('numbers that are no bytes, in the order asked for and as often', async () => {
    const set = made({ inputs: Float32Array.from({ length: 20 }, (_, i) => i - 0.5) });
    const x = inputsAt(set, [4, 0, 4]);
    expect(x.shape).toEqual([3, 2, 1, 2]);
    expect([...(await x.data())]).toEqual(
      [16, 17, 18, 19, 0, 1, 2, 3, 16, 17, 18, 19].map((stored) => stored - 0.5),
    );
    x.dispose();
  });
});

describe('targets', () => {
  test('classes above 255 keep their number', () => {
    const labels = Uint16Array.of(0, 255, 256, 999, 65_535);
    const set = made({ targets: { kind: 'class', labels, classes: 65_536 } });
    const found = targetsAt(set, [4, 2, 3, 1]);
    expect(found).toEqual({ kind: 'class', labels: Int32Array.of(65_535, 256, 999, 255) });
  });

  test('the input itself, as scaled', () => {
    const set = made({ scaling: { divisor: 4 } });
    expect(targetsAt(set, [1, 0])).toEqual({
      kind: 'values',
      values: Float32Array.of(1, 1.25, 1.5, 1.75, 0, 0.25, 0.5, 0.75),
    });
  });

  test('arrays of another size than the input', () => {
    const values = Float32Array.from({ length: 15 }, (_, i) => 10 * i);
    const set = made({ targets: { kind: 'array', values, size: 3 } });
    const found = targetsAt(set, [2, 0]);
    expect(found).toEqual({ kind: 'values', values: Float32Array.of(60, 70, 80, 0, 10, 20) });
  });

  test('a kind that nobody knows is named', () => {
    const set = made({ targets: { kind: 'smell' } as unknown as SetTargets });
    expect(() => targetsAt(set, [0])).toThrow('unknown targets “smell”');
    expect(() => examplesFrom(set, 1, 2)).toThrow('unknown targets “smell”');
  });
});

describe('parts', () => {
  const sets: [string, SetTargets][] = [
    ['class', { kind: 'class', labels: Uint16Array.of(9, 8, 7, 6, 5), classes: 10 }],
    ['input', { kind: 'input' }],
    ['array', { kind: 'array', values: Float32Array.from({ length: 10 }, (_, i) => i), size: 2 }],
  ];

  test.each(sets)('of %s targets are the examples themselves, and share their memory', (_, targets) => {
    const set = made({ targets });
    const part = examplesFrom(set, 1, 3);
    expect(part.count).toBe(3);
    expect(scaledInputs(part, [0, 1, 2])).toEqual(scaledInputs(set, [1, 2, 3]));
    expect(targetsAt(part, [2, 0])).toEqual(targetsAt(set, [3, 1]));
    expect(part.inputs.buffer).toBe(set.inputs.buffer);
    const memory = (of: SetTargets) =>
      of.kind === 'class' ? of.labels.buffer : of.kind === 'array' ? of.values.buffer : null;
    expect(memory(part.targets)).toBe(memory(targets));
  });

  test('a part of a part, and one that goes beyond the end', () => {
    const set = made({ targets: sets[0]![1] });
    const inner = examplesFrom(examplesFrom(set, 1, 4), 2, 9);
    expect(inner.count).toBe(2);
    expect(targetsAt(inner, [0, 1])).toEqual({ kind: 'class', labels: Int32Array.of(6, 5) });
    expect(firstExamples(set, 2).inputs).toHaveLength(8);
    expect(firstExamples(set, 99).count).toBe(5);
  });
});
