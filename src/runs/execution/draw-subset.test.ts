import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diskReader } from '../../../cli/read-disk.ts';
import type { Split } from '../../datasets/dataset.ts';
import { presetSpec } from '../spec/spec.ts';
import { drawSubset } from './draw-subset.ts';
import { loadExamples } from './materials.ts';

/** Examples whose values, label and array all tell their place. */
function numbered(count: number, size: number): Split {
  return {
    count,
    inputs: Float32Array.from({ length: count * size }, (_, k) => Math.floor(k / size)),
    labels: Uint16Array.from({ length: count }, (_, i) => i),
    arrays: Float32Array.from({ length: 2 * count }, (_, k) => Math.floor(k / 2)),
  };
}

test('any subset has each example whole and once, and a smaller one is the start of a larger', () => {
  const some = fc.record({
    count: fc.integer({ min: 1, max: 60 }),
    size: fc.integer({ min: 1, max: 5 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  });
  fc.assert(
    fc.property(some, ({ count, size, share, seed }) => {
      const split = numbered(count, size);
      const wanted = Math.ceil(share * count);
      const drawn = drawSubset(split, wanted, seed);
      expect(drawn.count).toBe(wanted);
      expect(new Set(drawn.labels).size).toBe(wanted);
      drawn.labels.forEach((place, i) => {
        expect(drawn.inputs.subarray(i * size, (i + 1) * size).every((value) => value === place)).toBe(true);
        expect([...drawn.arrays!.subarray(2 * i, 2 * i + 2)]).toEqual([place, place]);
      });
      expect([...drawSubset(split, count, seed).labels.subarray(0, wanted)]).toEqual([...drawn.labels]);
    }),
  );
});

test('a data set without classes stays without', () => {
  const { arrays: _, ...plain } = { ...numbered(5, 1), labels: new Uint16Array(0) };
  expect(drawSubset(plain, 3, 1)).toMatchObject({ count: 3, labels: new Uint16Array(0) });
});

test('seeds draw other training images where the spec asks for it, and the same otherwise', async () => {
  const spec = { ...presetSpec('first-look@2'), trainCount: 64, validationCount: 32 };
  const of = async (change: Partial<typeof spec>) => {
    const { train, validation } = await loadExamples({ ...spec, ...change }, diskReader());
    return {
      train: Buffer.from(train.inputs as Uint8Array),
      validation: validation.inputs,
      count: train.count,
    };
  };
  const [one, two] = [await of({ seed: 1 }), await of({ seed: 2 })];
  expect(one.train.equals(two.train)).toBe(true);
  const [drawn, other] = [
    await of({ seed: 1, seedVaries: 'images' }),
    await of({ seed: 2, seedVaries: 'images' }),
  ];
  expect(drawn.count).toBe(64);
  expect(drawn.train.equals(other.train)).toBe(false);
  expect(drawn.train.equals(one.train)).toBe(false);
  expect(drawn.train.equals((await of({ seed: 1, seedVaries: 'images' })).train)).toBe(true);
  // The calibration images are the first ones, whatever the number of training images.
  const few = await of({ seed: 1, seedVaries: 'images', trainCount: 32 });
  expect(few.train.equals(drawn.train.subarray(0, few.train.length))).toBe(true);
  expect(other.validation).toEqual(one.validation);
});
