/**
 * Tests the spiking kernels of the current backend against the reference; the suite is the same for
 * every backend.
 */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { spikeCountsName, unpackSpikesName } from '../contract.ts';
import { convProblem, currentProblem, denseProblem } from './problems.ts';
import { convResponse, currentResponse, packed } from './reference.ts';
import { chunks, openMilliseconds, outputsOf, runConv, runCurrent, runDense } from './runs.ts';

export { orderStatisticsSuite } from '../../statistics/testing/suite.ts';
export { outputsOf, runConv, runCurrent, runDense };

export interface SuiteOptions {
  /**
   * Whether the kernels sum in the order of the contract, so that they agree on any numbers and not
   * only on dyadic ones.
   */
  readonly fixedOrder: boolean;
  /** Number of random problems per property. */
  readonly runs: number;
}

function expectResponse(
  outputs: Awaited<ReturnType<typeof runConv>>,
  wanted: ReturnType<typeof convResponse>,
  timeSteps: number,
  rest: number[],
): void {
  const words = packed(wanted.train, timeSteps);
  expect(outputs.map(({ shape }) => shape)).toEqual([[chunks(words, rest), ...rest], rest, [rest[0]]]);
  expect(outputs[0]!.values).toEqual(words);
  expect(outputs[1]!.values).toEqual(wanted.counts);
  expect(outputs[2]!.values).toEqual(wanted.operations);
}

export function spikingSuite(
  name: string,
  open: () => Promise<unknown>,
  { fixedOrder, runs }: SuiteOptions = { fixedOrder: true, runs: 30 },
): void {
  describe(`spiking kernels on ${name}`, () => {
    beforeAll(async () => {
      await open();
    }, openMilliseconds);

    const neurons = {
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      numbers: fixedOrder
        ? fc.constantFrom('dyadic' as const, 'any' as const)
        : fc.constant('dyadic' as const),
      timeSteps: fc.oneof(fc.integer({ min: 1, max: 32 }), fc.constantFrom(33, 40, 64)),
      initialShare: fc.constantFrom(0 as const, 0.5 as const),
      // Half of a float is exact, so that a GPU may fuse the product with the sum after it.
      leak: fixedOrder ? fc.constantFrom(1, 0.5, 0.9) : fc.constantFrom(1, 0.5),
      reset: fc.constantFrom('soft' as const, 'hard' as const),
      channels: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(16, 20, 31, 32, 33, 44, 65)),
      scope: fc.constantFrom('layer' as const, 'channel' as const),
      batch: fc.integer({ min: 1, max: 3 }),
    };
    const spiking = {
      ...neurons,
      inputs: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(16, 19, 32)),
      density: fc.constantFrom(0, 0.05, 0.3, 1),
    };
    const side = fc.integer({ min: 1, max: 6 });
    const pair = (value: fc.Arbitrary<number>) => fc.tuple(value, value);
    const convolutions = fc.record({
      ...spiking,
      size: pair(side),
      kernel: pair(fc.integer({ min: 1, max: 4 })),
      stride: pair(fc.integer({ min: 1, max: 3 })),
      padding: pair(fc.integer({ min: 0, max: 2 })),
      after: pair(fc.integer({ min: 0, max: 2 })),
      dilation: fc.oneof(fc.constant<[number, number]>([1, 1]), pair(fc.integer({ min: 1, max: 4 }))),
    });
    type Geometry = Record<'size' | 'kernel' | 'padding' | 'after' | 'dilation', number[]>;
    const fits = (c: Geometry) =>
      [0, 1].every((a) => c.size[a]! + c.padding[a]! + c.after[a]! > (c.kernel[a]! - 1) * c.dilation[a]!);
    const check = <T>(settings: fc.Arbitrary<T>, body: (settings: T) => Promise<void>) =>
      fc.assert(fc.asyncProperty(settings, body), { numRuns: runs });

    test('integrate-and-fire neurons driven by a current answer as the equations say', () =>
      check(fc.record({ ...neurons, drivenSteps: fc.constantFrom(1, 2, 64, 'held') }), async (settings) => {
        const held = settings.drivenSteps === 'held';
        const drivenSteps = held ? 1 : Math.min(settings.drivenSteps as number, settings.timeSteps);
        const problem = currentProblem({ ...settings, drivenSteps, held });
        const wanted = currentResponse(problem);
        const [spikes, counts] = await runCurrent(problem);
        expect(spikes!.values).toEqual(packed(wanted.train, problem.timeSteps));
        expect(counts!.values).toEqual(wanted.counts);
        expect(counts!.shape).toEqual([problem.batch, problem.channels]);
      }));

    test('dense layers answer as the equations say', () =>
      check(fc.record({ ...spiking, inputs: fc.constantFrom(1, 7, 33, 64, 150) }), async (settings) => {
        const problem = denseProblem(settings);
        const rest = [problem.batch, problem.channels];
        expectResponse(await runDense(problem), convResponse(problem), problem.timeSteps, rest);
      }));

    test('convolutions answer as the equations say, whatever their geometry', () =>
      check(convolutions.filter(fits), async (settings) => {
        const problem = convProblem(settings);
        const rest = [problem.batch, ...problem.outputSize, problem.channels];
        expectResponse(await runConv(problem), convResponse(problem), problem.timeSteps, rest);
      }));

    test('a network-sized layer and one of many channels', async () => {
      const common = { seed: 7, timeSteps: 8, initialShare: 0.5, scope: 'channel', batch: 2 } as const;
      const settings = {
        ...common,
        numbers: 'dyadic',
        stride: [2, 2],
        padding: [1, 1],
        kernel: [3, 3],
      } as const;
      for (const shape of [
        { size: [14, 14], inputs: 32, channels: 64, density: 0.1 },
        { size: [4, 4], inputs: 96, channels: 40, density: 0.4 },
      ] as const) {
        const problem = convProblem({ ...settings, ...shape });
        const rest = [2, ...problem.outputSize, problem.channels];
        expectResponse(await runConv(problem), convResponse(problem), 8, rest);
      }
    });

    test('a dense layer of many inputs, its spikes few or many', async () => {
      const common = { seed: 11, numbers: 'dyadic', initialShare: 0, scope: 'layer', batch: 2 } as const;
      for (const density of [0.01, 0.2]) {
        const problem = denseProblem({ ...common, timeSteps: 12, inputs: 700, channels: 40, density });
        expectResponse(await runDense(problem), convResponse(problem), 12, [2, 40]);
      }
    });

    test('a padded position is no connection: 128 accumulates, not 648', async () => {
      // One channel on 6×6, all neurons spike once, kernel 3 stride 2 padding 1, two filters
      // (design §4.9).
      const geometry = { size: [6, 6], kernel: [3, 3], stride: [2, 2], padding: [1, 1] } as const;
      const neuron = { seed: 1, numbers: 'dyadic', timeSteps: 1, initialShare: 0, scope: 'layer' } as const;
      const problem = convProblem({ ...geometry, ...neuron, inputs: 1, channels: 2, batch: 1, density: 1 });
      expect((await runConv(problem))[2]!.values).toEqual(Int32Array.of(128));
    });

    test('an image fires the same alone and in a batch', () =>
      check(convolutions.filter(fits), async (settings) => {
        const together = convProblem({ ...settings, batch: 3 });
        const image = together.train.length / together.timeSteps / 3;
        const alone = Uint8Array.from({ length: image * together.timeSteps }, (_, i) => {
          const t = Math.floor(i / image);
          return together.train[(t * 3 + 2) * image + (i % image)]!;
        });
        const [, all, allOperations] = await runConv(together);
        const [, one, oneOperations] = await runConv({ ...together, batch: 1, train: alone });
        expect(one!.values).toEqual(all!.values.slice(2 * one!.values.length));
        expect(oneOperations!.values[0]).toBe(allOperations!.values[2]);
      }));

    test('counts and trains come back from the packed words', () =>
      check(
        fc.record({
          timeSteps: neurons.timeSteps,
          neurons: fc.integer({ min: 1, max: 41 }),
          seed: neurons.seed,
        }),
        async (settings) => {
          const { timeSteps } = settings;
          const shape = {
            inputs: settings.neurons,
            channels: 1,
            batch: 2,
            density: 0.4,
            seed: settings.seed,
          };
          const { train } = denseProblem({
            ...{ ...shape, timeSteps, numbers: 'dyadic', initialShare: 0, scope: 'layer' },
          });
          const words = packed(train, timeSteps);
          const rest = [2, settings.neurons];
          const spikes = () => ({ spikes: tf.tensor(words, [chunks(words, rest), ...rest], 'int32') });
          const counts = Float32Array.from({ length: 2 * settings.neurons }, (_, i) => {
            let count = 0;
            for (let t = 0; t < timeSteps; t++) count += train[t * 2 * settings.neurons + i]!;
            return count;
          });
          const [counted] = await outputsOf(spikeCountsName, spikes, {});
          expect(counted).toEqual({ shape: rest, values: counts });
          const [unpacked] = await outputsOf(unpackSpikesName, spikes, { timeSteps });
          expect(unpacked).toEqual({ shape: [timeSteps, ...rest], values: Float32Array.from(train) });
          if (timeSteps <= 32) return;
          const later = { timeSteps: timeSteps - 32, fromWord: 1 };
          const [rest32] = await outputsOf(unpackSpikesName, spikes, later);
          expect(rest32!.values).toEqual(unpacked!.values.slice(32 * 2 * settings.neurons));
        },
      ));
  });
}
