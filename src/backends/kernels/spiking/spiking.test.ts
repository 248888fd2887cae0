import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../testing/backend.ts';
import { windowPieceName } from './contract.ts';
import { convProblem, currentProblem, denseProblem } from './testing/problems.ts';
import { convResponse } from './testing/reference.ts';
import { openMilliseconds, outputsOf } from './testing/runs.ts';
import { orderStatisticsSuite, runConv, runCurrent, runDense, spikingSuite } from './testing/suite.ts';

for (const backend of ['cpu', 'wasm'] as const) {
  spikingSuite(backend, () => openNodeBackend(backend));
  orderStatisticsSuite(backend, () => openNodeBackend(backend));

  test.each([
    [1, 'soft', 0],
    [0.9, 'hard', 0.5],
    [0.75, 'soft', 0.5],
  ] as const)(
    `a window of 70 steps in pieces on ${backend}: leak %s, %s reset, V₀ = %s ϑ`,
    async (leak, reset, initialShare) => {
      await openNodeBackend(backend);
      const shape = { channels: 5, batch: 3, scope: 'channel', numbers: 'any', seed: 4 } as const;
      const problem = currentProblem({
        ...{ ...shape, timeSteps: 70, drivenSteps: 70, leak, reset, initialShare },
      });
      const [words, counts] = await runCurrent(problem);
      const { current, threshold, injected } = problem;
      const plane = 15;
      let potential = Float32Array.from({ length: plane }, (_, i) => initialShare * threshold[i % 5]!);
      const sums = new Float32Array(plane);
      for (let from = 0; from < 70; from += 32) {
        const timeSteps = Math.min(32, 70 - from);
        const piece = current.subarray(from * plane, (from + timeSteps) * plane);
        const inputs = () => ({
          current: tf.tensor3d(piece, [timeSteps, 3, 5]),
          injected: tf.tensor1d(injected),
          threshold: tf.tensor1d(threshold),
          potential: tf.tensor2d(potential, [3, 5]),
        });
        const found = await outputsOf(windowPieceName, inputs, { timeSteps, leak, reset });
        const word = (from / 32) * plane;
        expect(found[0]!.values).toEqual(words!.values.slice(word, word + plane));
        found[1]!.values.forEach((count, i) => {
          sums[i]! += count;
        });
        potential = Float32Array.from(found[2]!.values);
      }
      expect(sums).toEqual(counts!.values);
      expect(Math.max(...sums)).toBeGreaterThan(2);
    },
    openMilliseconds,
  );
}

describe('spiking kernels on wasm', () => {
  const any = { seed: 3, numbers: 'any', timeSteps: 40, initialShare: 0.5, scope: 'channel' } as const;

  test(
    'equal the plain loops bit for bit on numbers whose sums depend on their order',
    async () => {
      const geometry = { size: [14, 14], kernel: [3, 3], stride: [2, 2], padding: [1, 1] } as const;
      const conv = convProblem({ ...any, ...geometry, inputs: 24, channels: 52, batch: 4, density: 0.15 });
      const dense = denseProblem({ ...any, inputs: 1568, channels: 100, batch: 4, density: 0.15 });
      await openNodeBackend('wasm');
      const fast = [await runConv(conv), await runDense(dense)];
      await openNodeBackend('cpu');
      expect(fast).toEqual([await runConv(conv), await runDense(dense)]);
    },
    openMilliseconds,
  );

  describe('at their limits', () => {
    beforeAll(async () => {
      await openNodeBackend('wasm');
    }, openMilliseconds);

    const wide = { ...any, timeSteps: 2, inputs: 65_535, channels: 1, density: 0.001 } as const;

    test('a batch whose lists need more memory than is held at a time', async () => {
      const problem = denseProblem({ ...wide, batch: 17 });
      const wanted = convResponse(problem);
      const [, counts, operations] = await runDense(problem);
      expect(counts!.values).toEqual(wanted.counts);
      expect(operations!.values).toEqual(wanted.operations);
    });

    test('more inputs to a neuron than can be counted are refused in words', async () => {
      const problem = denseProblem({ ...wide, inputs: 65_536, batch: 1 });
      await expect(runDense(problem)).rejects.toThrow('at most 65,535 inputs');
    });
  });
});
