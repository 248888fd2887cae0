import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { convProblem, denseProblem } from './testing/spiking-problems.ts';
import { convResponse } from './testing/spiking-reference.ts';
import { openMilliseconds } from './testing/spiking-runs.ts';
import { orderStatisticsSuite, runConv, runDense, spikingSuite } from './testing/spiking-suite.ts';

for (const backend of ['cpu', 'wasm'] as const) {
  spikingSuite(backend, () => openNodeBackend(backend));
  orderStatisticsSuite(backend, () => openNodeBackend(backend));
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
