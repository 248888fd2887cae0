/** Tests the memory plan against what a training step really holds, and its refusals. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { toLayers } from '../../../networks/chain.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { sizeOf } from '../../../networks/shape.ts';
import { trainable } from '../../layers/parameters.ts';
import { trainingPass } from '../../layers/training-pass.ts';
import { crossEntropy } from '../../objectives/cross-entropy.ts';
import { batchFrom, toyAnn, toyImages, toyValues } from '../../testing/toy.ts';
import { surrogateOverflow, surrogatePlan } from './surrogate-memory.ts';
import { type SurrogateNetwork, surrogatePotentials } from './surrogate-network.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

test.each([
  ['16x16-c8s2-c16s2-64-10', 8, 32],
  ['16x16-c8s1-a2-c16s1-a2-32-10', 4, 16],
  ['12x12-c4s1-c8s1-c8s1-10', 16, 8],
])(
  '%s, T %s, batch %s: a step makes what was planned, within a tenth',
  async (network, timeSteps, batchSize) => {
    const layers = toLayers(parseNotation(network));
    const [height, width] = network.split('-')[0]!.split('x').map(Number) as [number, number];
    const images = toyImages({ count: batchSize, inputShape: [height, width, 1], classes: 10, seed: 1 });
    const ann = toyAnn(layers, toyValues(layers, 2));
    const surrogate: SurrogateNetwork = {
      ...ann,
      thresholds: layers.slice(1).map(() => tf.tensor1d([1])),
      neurons: {
        timeSteps,
        initialPotential: 'zero',
        leak: 1,
        reset: 'soft',
        surrogateShape: 'rectangle',
        surrogateWidth: 1,
      },
    };
    const { x, labels } = batchFrom(images, 0, batchSize);
    const { kernels } = await tf.profile(() => {
      const { value, grads } = tf.variableGrads(
        () => crossEntropy(surrogatePotentials(surrogate, x, trainingPass([batchSize])), labels),
        ann.parameters.flatMap(trainable),
      );
      tf.dispose([value, grads]);
    });
    // These hand on the memory of their input.
    const sharing = ['Identity', 'Reshape', 'forward'];
    const made = kernels
      .filter(({ name }) => !sharing.includes(name))
      .flatMap(({ outputShapes }) => outputShapes as number[][])
      .reduce((sum, shape) => sum + 4 * sizeOf(shape), 0);
    const planned = surrogatePlan(layers, { timeSteps, batchSize, groups: 1 }).bytes;
    expect(made / planned).toBeGreaterThan(0.9);
    expect(made / planned).toBeLessThan(1.1);
  },
);

test('the numbers of a plan, by hand', () => {
  // 4·4·2 neurons, held currents and normalised ones once, 5 steps of spikes; then 6 neurons with
  // all of it 5 times.
  const layers = toLayers(parseNotation('4x4-c2s1-6-3'));
  const plan = surrogatePlan(layers, { timeSteps: 5, batchSize: 10, groups: 1 });
  const first = 80 * (2 * 32 + 5 * 32);
  expect(plan).toEqual({ bytes: first + 80 * (15 * 6), layer: 'conv1', layerBytes: first });
  // The dense layer sees one value an example, so no group may have fewer than 16 examples.
  const largest = (batchSize: number, groups: number) =>
    surrogatePlan(layers, { timeSteps: 5, batchSize, groups }).bytes / (plan.bytes / 10);
  expect([largest(10, 4), largest(50, 4), largest(66, 4), largest(66, 8)]).toEqual([10, 17, 17, 17]);
});

test('a readout alone holds no steps', () => {
  const layers = toLayers(parseNotation('4x4-3'));
  expect(surrogatePlan(layers, { timeSteps: 1024, batchSize: 1000, groups: 4 }).bytes).toBe(0);
});

test('what does not fit is refused with the numbers', () => {
  const plan = { bytes: 3 * 2 ** 30, layer: 'conv2', layerBytes: 2 ** 30 };
  expect(surrogateOverflow(plan, 2 ** 31)).toBe(
    'training through time would hold 3,072 MiB in each worker, 1,024 MiB of it the steps of layer conv2, and there are 2,048 MiB',
  );
  expect(surrogateOverflow(plan, plan.bytes)).toBeNull();
});
