/**
 * Tests that a crew's Adam takes the same step as one worker's with the mean gradient, and that all
 * members end with the same numbers.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { crewsOf } from '../testing/crew.ts';
import { createRandom } from '../work/random.ts';
import { createAdam } from './adam.ts';
import { createSharedAdam } from './shared-adam.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const shapes = [[3, 5], [7], [1], [2, 2, 3]];
const random = createRandom(1, 'shared adam');
const some = (size: number) => Float32Array.from({ length: size }, () => random.normal());
const sizeOf = (shape: number[]) => shape.reduce((a, b) => a * b, 1);

function variablesFrom(values: readonly Float32Array[]): tf.Variable[] {
  return shapes.map((shape, i) => tf.variable(tf.tensor(values[i]!, shape)));
}

test.each([2, 3, 5])('a crew of %s', async (size) => {
  const start = shapes.map((shape) => some(sizeOf(shape)));
  const shares = Array.from({ length: size }, (_, r) => (r + 1) / ((size * (size + 1)) / 2));
  const steps = Array.from({ length: 4 }, () => shares.map(() => shapes.map((shape) => some(sizeOf(shape)))));
  const alone = variablesFrom(start);
  const adam = createAdam();
  for (const members of steps) {
    const gradients = Object.fromEntries(
      alone.map((variable, i) => {
        const mean = Float32Array.from({ length: variable.size }, (_, at) =>
          members.reduce((sum, member, r) => sum + Math.fround(member[i]![at]! * shares[r]!), 0),
        );
        return [variable.name, tf.tensor(mean, variable.shape)];
      }),
    );
    adam.update(alone, gradients, 0.01);
  }
  const crews = crewsOf(size);
  const statistics = crews.map((_, rank) => tf.variable(tf.tensor1d([rank, 10 * rank]), false));
  const members = await Promise.all(
    crews.map(async (crew, rank) => {
      const variables = variablesFrom(start);
      const optimiser = createSharedAdam(variables, [statistics[rank]!], crew);
      for (const step of steps) {
        const gradients = Object.fromEntries(
          variables.map((v, i) => [v.name, tf.tensor(step[rank]![i]!, v.shape)]),
        );
        await optimiser.update(gradients, 0.01, shares[rank]!);
      }
      optimiser.dispose();
      return variables.map((variable) => [...variable.dataSync()]);
    }),
  );
  for (const values of members) expect(values).toEqual(members[0]);
  members[0]!.forEach((values, i) => {
    const wanted = alone[i]!.dataSync();
    values.forEach((value, at) => {
      expect(value).toBeCloseTo(wanted[at]!, 5);
    });
    expect(values).not.toEqual([...start[i]!]);
  });
  const mean = (size - 1) / 2;
  for (const variable of statistics) {
    expect(variable.dataSync()[0]).toBeCloseTo(mean, 5);
    expect(variable.dataSync()[1]).toBeCloseTo(10 * mean, 4);
  }
});
