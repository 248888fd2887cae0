/**
 * Tests augmentation: it is seeded, differs from pass to pass, and does not depend on the order in
 * which inputs are requested.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toyImages } from '../testing/toy.ts';
import { type Augmentation, type ExampleSet, examplesFrom, scaledInputs } from './example-set.ts';
import { createInputs, type Inputs, inputExamples, ownBlocks } from './examples.ts';
import { byteScaling } from './scaling.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const inputShape = [2, 3, 2] as const;
const plain = toyImages({ count: 9, inputShape, classes: 3, seed: 1 });

/** Returns an augmentation that adds noise and counts how often it was applied. */
function noise(seed: number): Augmentation & { readonly asked: number } {
  let asked = 0;
  return {
    seed,
    get asked() {
      return asked;
    },
    apply: (input, shape, random) => {
      asked++;
      expect(shape).toEqual(inputShape);
      expect(input).toHaveLength(12);
      for (let i = 0; i < input.length; i++) input[i]! += random.next();
    },
  };
}

const augmented = (seed = 1): ExampleSet => ({ ...plain, augmentation: noise(seed) });

/** Returns inputs as lists, one for each index. */
function read(inputs: Inputs, indices: readonly number[]): number[][] {
  return tf.tidy(() => tf.reshape(inputs.at(indices), [indices.length, -1]).arraySync() as number[][]);
}

describe('augmented inputs', () => {
  test('are the same for a seed, a pass and a number, whatever the order and the batch', () => {
    const inputs = createInputs(augmented());
    const all = read(inputs, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(read(inputs, [7, 2, 2])).toEqual([all[7], all[2], all[2]]);
    expect(read(createInputs(augmented()), [8])).toEqual([all[8]]);
  });

  test('change from pass to pass, and come back with them', () => {
    const inputs = createInputs(augmented());
    const passes = [0, 1, 2].map(() => {
      const found = read(inputs, [4, 0]);
      inputs.beginPass();
      return found;
    });
    for (const [a, b] of [
      [0, 1],
      [1, 2],
      [0, 2],
    ] as const)
      for (const row of [0, 1]) expect(passes[a]![row]).not.toEqual(passes[b]![row]);
    const again = createInputs(augmented());
    again.beginPass();
    expect(read(again, [0])).toEqual([passes[1]![1]]);
  });

  test('differ by seed and by number', () => {
    const same = { ...augmented(), inputs: new Uint8Array(plain.inputs.length) };
    const [first, second] = read(createInputs(same), [0, 1]);
    expect(first).not.toEqual(second);
    const other = { ...same, augmentation: noise(2) };
    expect(read(createInputs(other), [0])).not.toEqual([first]);
  });

  test('are the same in a part of the set and in a worker’s share', () => {
    const set = augmented();
    const whole = read(createInputs(set), [5, 6]);
    expect(read(createInputs(examplesFrom(examplesFrom(set, 2, 6), 3, 3)), [0, 1])).toEqual(whole);
    const exchange = async (parts: readonly Float32Array[]) => [...parts];
    const share = ownBlocks(set, 2, { rank: 1, size: 2, exchange });
    const own = tf.tidy(() => tf.reshape(share.arrivalAt([1, 2]).value, [2, -1]).arraySync());
    expect(own).toEqual(whole);
  });

  test('leave what is stored and the targets alone', () => {
    const set: ExampleSet = { ...augmented(), targets: { kind: 'input' } };
    const stored = plain.inputs.slice();
    const examples = inputExamples(set);
    const arrived = tf.tidy(() => examples.arrivalAt([3]).value.dataSync());
    expect(set.inputs).toEqual(stored);
    expect(examples.targetsAt([3])).toEqual({ kind: 'values', values: scaledInputs(plain, [3]) });
    expect(arrived).not.toEqual(scaledInputs(plain, [3]));
    arrived.forEach((value, i) => {
      const added = value - scaledInputs(plain, [3])[i]!;
      expect(added).toBeGreaterThanOrEqual(-1e-6);
      expect(added).toBeLessThan(1);
    });
  });

  test('are made after scaling, once for each example asked for', () => {
    const augmentation: Augmentation = {
      seed: 1,
      apply: (input) => {
        expect(Math.max(...input)).toBeLessThanOrEqual(1);
      },
    };
    expect(plain.scaling).toBe(byteScaling);
    const before = scaledInputs(plain, [0, 1]);
    const [x] = [
      tf.tidy(() =>
        createInputs({ ...plain, augmentation })
          .at([0, 1])
          .dataSync(),
      ),
    ];
    expect(x).toEqual(before);
    const counted = noise(1);
    read(createInputs({ ...plain, augmentation: counted }), [0, 4, 4]);
    expect(counted.asked).toBe(3);
  });
});

test('without augmentation a pass changes nothing', () => {
  const inputs = createInputs(plain);
  const before = read(inputs, [1, 2]);
  inputs.beginPass();
  expect(read(inputs, [1, 2])).toEqual(before);
  expect(before.flat()).toEqual([...scaledInputs(plain, [1, 2])]);
});
