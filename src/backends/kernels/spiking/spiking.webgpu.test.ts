import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBackend } from '../../open.ts';
import { orderStatisticsName } from './contract.ts';
import { activations, convProblem, currentProblem, denseProblem } from './testing/problems.ts';
import { convResponse, currentResponse, packed } from './testing/reference.ts';
import {
  orderStatisticsSuite,
  outputsOf,
  runConv,
  runCurrent,
  runDense,
  spikingSuite,
} from './testing/suite.ts';
import { registerSpikingWebgpu } from './webgpu.ts';

async function open(): Promise<void> {
  const kernels = () => Promise.reject(new Error('webgpu needs no wasm'));
  await openBackend({ wanted: 'webgpu', wasm: '', kernels });
  registerSpikingWebgpu();
}

// A GPU may sum in another order: dyadic numbers only.
spikingSuite('webgpu', open, { fixedOrder: false, runs: 8 });
orderStatisticsSuite('webgpu', open, 8);

describe('WGSL programs', () => {
  beforeAll(open);

  const neuron = { seed: 11, numbers: 'dyadic', batch: 2, scope: 'channel', initialShare: 0.5 } as const;
  const image = { size: [5, 4], kernel: [3, 2], stride: [2, 1], padding: [1, 1], density: 0.3 } as const;

  // Every variant of the code: blocks of 4 and 8 steps, one and four inputs at once, one and four
  // channels.
  test.each([
    [1, 3, 5],
    [4, 4, 8],
    [7, 3, 8],
    [8, 8, 6],
    [32, 4, 4],
    [33, 4, 12],
    [40, 5, 3],
  ])(
    'T = %i with %i inputs and %i channels, shared threshold and one each',
    async (timeSteps, inputs, channels) => {
      for (const scope of ['layer', 'channel'] as const) {
        const settings = { ...neuron, ...image, scope, timeSteps, inputs, channels };
        const conv = convProblem(settings);
        const dense = denseProblem({ ...settings, inputs: inputs * 12 });
        for (const [outputs, wanted] of [
          [await runConv(conv), convResponse(conv)],
          [await runDense(dense), convResponse(dense)],
        ] as const) {
          expect(wanted.train).toContain(1);
          expect(outputs[0]!.values).toEqual(packed(wanted.train, timeSteps));
          expect(outputs[1]!.values).toEqual(wanted.counts);
          expect(outputs[2]!.values).toEqual(wanted.operations);
        }
      }
    },
  );

  test('membranes carry over the words of a long window', async () => {
    const settings = { ...neuron, timeSteps: 1000, channels: 4 };
    const current = currentProblem({ ...settings, drivenSteps: 1000 });
    const [spikes, counts] = await runCurrent(current);
    const wanted = currentResponse(current);
    expect(spikes!.values).toEqual(packed(wanted.train, 1000));
    expect(counts!.values).toEqual(wanted.counts);
    const dense = denseProblem({ ...settings, inputs: 8, density: 0.2 });
    expect((await runDense(dense))[0]!.values).toEqual(packed(convResponse(dense).train, 1000));
  });

  test('a zero with a sign ranks as zero', async () => {
    const inputs = () => ({ values: tf.tensor2d([1, -0, 2, 0, -0, 3], [3, 2]) });
    const [layer] = await outputsOf(orderStatisticsName, inputs, { ranks: [2, 3, 5], scope: 'layer' });
    expect([...layer!.values]).toEqual([0, 1, 3]);
    const [columns] = await outputsOf(orderStatisticsName, inputs, { ranks: [0, 2], scope: 'channel' });
    expect(columns!.shape).toEqual([2, 2]);
    expect([...columns!.values]).toEqual([0, 2, 0, 3]);
  });

  test('ranks need no order, and repeat', async () => {
    const values = activations(5, 300, 3);
    const sorted = values.slice().sort();
    const ranks = [899, 0, 890, 891, 890, 700, 899];
    const inputs = () => ({ values: tf.tensor2d(values, [300, 3]) });
    const [result] = await outputsOf(orderStatisticsName, inputs, { ranks, scope: 'layer' });
    expect([...result!.values]).toEqual(ranks.map((rank) => sorted[rank]!));
  });

  test('nothing is left on the device', async () => {
    const conv = convProblem({ ...neuron, ...image, timeSteps: 8, inputs: 4, channels: 4 });
    const values = () => ({ values: tf.tensor2d(activations(3, 50, 4), [50, 4]) });
    const work = async () => {
      await runConv(conv);
      await outputsOf(orderStatisticsName, values, { ranks: [3, 49], scope: 'channel' });
    };
    await work();
    const held = () => [tf.backend().numDataIds(), (tf.memory() as unknown as GpuMemory).numBytesInGPU];
    const before = held();
    await work();
    expect(held()).toEqual(before);
  });
});

interface GpuMemory {
  readonly numBytesInGPU: number;
}
