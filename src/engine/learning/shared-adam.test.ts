/**
 * Tests that a crew's Adam takes the very step of one worker's, whichever passes the groups go in,
 * and that all members end with the same numbers.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { createParameters } from '../layers/parameters.ts';
import { crewsOf } from '../testing/crew.ts';
import { denseLayer } from '../testing/layers.ts';
import { alone, type Crew } from '../work/crew.ts';
import { divide, passesOf, type Range } from '../work/groups.ts';
import { createRandom } from '../work/random.ts';
import { createOptimiser } from './create-optimiser.ts';
import { addNodes } from './group-tree.ts';
import type { PassResult } from './optimiser.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const shapes = [[3, 5], [7], [1], [2, 2, 3]];
const random = createRandom(1, 'shared adam');
const some = (size: number) => Float32Array.from({ length: size }, () => random.normal());
const sizeOf = (shape: number[]) => shape.reduce((a, b) => a * b, 1);
const add = (left: Float32Array, right: Float32Array) => left.map((value, i) => value + right[i]!);

interface GroupFound {
  readonly gradients: readonly Float32Array[];
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  readonly sums: Float64Array;
}

const channels = 2;
const normed = { ...denseLayer(3, channels), batchNorm: { epsilon: 1e-5, momentum: 0.1 } };

test.each([1, 2, 3, 4, 5, 7, 8])('%s groups', async (count) => {
  const start = shapes.map((shape) => some(sizeOf(shape)));
  const division = divide(64, 32, count);
  const steps = Array.from({ length: 3 }, () =>
    division.groups.map(
      (): GroupFound => ({
        gradients: shapes.map((shape) => some(sizeOf(shape))),
        mean: some(channels),
        variance: some(channels),
        sums: Float64Array.of(random.normal(), random.normal()),
      }),
    ),
  );

  const run = async (crew: Crew, together: boolean) => {
    const variables = shapes.map((shape, i) => tf.variable(tf.tensor(start[i]!, shape)));
    const parameters = createParameters(normed, {
      weight: new Float32Array(3 * channels),
      bias: Float32Array.of(0.5, -1),
      batchNorm: {
        gamma: new Float32Array(channels),
        beta: new Float32Array(channels),
        mean: Float32Array.of(1, 2),
        variance: Float32Array.of(3, 4),
      },
    });
    const optimiser = createOptimiser(variables, division, together, crew);
    const sums: Float64Array[][] = [];
    for (const groups of steps) {
      const passes = passesOf(division, crew, together).map((range): PassResult => {
        const whole = (of: (group: GroupFound) => Float32Array) => sumOf(range, groups.map(of));
        const gradients = variables.map((variable, i) => [
          variable.name,
          tf.tensor(
            whole((group) => group.gradients[i]!),
            variable.shape,
          ),
        ]);
        return {
          range,
          gradients: Object.fromEntries(gradients),
          seen: [
            {
              parameters,
              settings: normed.batchNorm,
              mean: tf.tensor1d(whole(({ mean }) => mean)),
              variance: tf.tensor1d(whole(({ variance }) => variance)),
            },
          ],
          sums: groups.slice(range.from, range.from + range.count).map((group) => group.sums),
        };
      });
      sums.push([...(await optimiser.update(passes, 0.01))]);
    }
    optimiser.dispose();
    const { mean, variance } = parameters.batchNorm!;
    return { values: [...variables, mean, variance].map((variable) => [...variable.dataSync()]), sums };
  };

  const one = await run(alone, true);
  expect(one.sums).toEqual(steps.map((groups) => groups.map(({ sums }) => sums)));
  for (const [i, values] of one.values.slice(0, shapes.length).entries())
    expect(values).not.toEqual([...start[i]!]);
  // running = 0.9 · old + 0.1 · (mean over the groups + bias), step by step.
  const running = steps.reduce(
    (old, groups) => 0.9 * old + 0.1 * (groups.reduce((sum, { mean }) => sum + mean[0]!, 0) / count + 0.5),
    1,
  );
  expect(one.values.at(-2)![0]).toBeCloseTo(running, 5);
  for (const together of [true, false])
    for (const size of [1, 2, 3, 4, 5, 8].filter((members) => members <= count)) {
      const members = size === 1 ? [alone] : crewsOf(size);
      for (const member of await Promise.all(members.map((crew) => run(crew, together))))
        expect(member).toEqual(one);
    }
});

/** Returns the sum of a node of the tree, in single precision. */
function sumOf(range: Range, groups: readonly Float32Array[]): Float32Array {
  const leaves = groups.map((value, from) => ({ range: { from, count: 1 }, value }));
  return addNodes(range, leaves, add);
}
