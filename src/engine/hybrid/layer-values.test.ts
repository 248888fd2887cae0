/**
 * Tests that a layer's values give the same percentiles, thresholds and diagnostics in one array
 * and in passes over blocks of any size.
 */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { diagnose } from '../diagnosis/diagnostics.ts';
import { lossChain } from '../diagnosis/loss-chain.ts';
import { inputExamples } from '../examples/examples.ts';
import { tellingThreshold } from '../methods/surrogate/surrogate-threshold.ts';
import { denseLayer } from '../testing/layers.ts';
import { noWatch, toyImages } from '../testing/toy.ts';
import { createRandom } from '../work/random.ts';
import { percentilesOf } from './layer-percentiles.ts';
import { collect } from './layer-values.ts';
import { streamedOrderStatistics } from './streamed-order-statistics.ts';
import { thresholdLayerNorm } from './threshold-layer-norm.ts';
import { eachBlock, heldValues, type LayerValuesOf } from './value-blocks.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

/** Returns the same values as they are read when they are not held, in blocks of `blockSize`. */
function streamed(values: Float32Array, channels: number, images: number, blockSize: number): LayerValuesOf {
  return { ...heldValues(values, channels, images), held: null, blockSize };
}

/** Half of them zeros, as behind a ReLU; some equal, some apart in the last bit only. */
function activations(seed: number, count: number): Float32Array {
  const random = createRandom(seed, 'activations');
  return Float32Array.from({ length: count }, () => {
    const value = random.normal();
    if (value < 0) return value < -1 ? -0 : 0;
    return random.next() < 0.3 ? 1 + Math.floor(random.next() * 4) * 2 ** -23 : value ** 3;
  });
}

const shape = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  images: fc.integer({ min: 1, max: 40 }),
  positions: fc.integer({ min: 1, max: 30 }),
  channels: fc.integer({ min: 1, max: 9 }),
  blockSize: fc.integer({ min: 1, max: 50 }),
});

describe('passes over blocks of any size', () => {
  test('find the percentiles of one array, for the layer and for each channel', async () => {
    const anyPercentile = fc.oneof(
      fc.constantFrom(0, 50, 99, 99.9, 100),
      fc.double({ min: 0, max: 100, noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(
        shape,
        fc.array(anyPercentile, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('layer' as const, 'channel' as const),
        async ({ seed, images, positions, channels, blockSize }, qs, scope) => {
          const values = activations(seed, images * positions * channels);
          const inOneArray = await percentilesOf(heldValues(values, channels, images), qs, scope);
          const inPasses = await percentilesOf(streamed(values, channels, images, blockSize), qs, scope);
          expect(inPasses).toEqual(inOneArray);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('find the values of a sort with short digits too', async () => {
    await fc.assert(
      fc.asyncProperty(
        shape,
        fc.integer({ min: 1, max: 20 }),
        async ({ seed, images, positions, channels, blockSize }, exponent) => {
          const values = activations(seed, images * positions * channels);
          const column = (c: number) => values.filter((_, i) => i % channels === c).map(Math.abs);
          const last = images * positions - 1;
          const ranks = [0, last, Math.floor(last / 2), last];
          const found = await streamedOrderStatistics(
            streamed(values, channels, images, blockSize),
            ranks,
            channels,
            2 ** exponent,
          );
          const sorted = Array.from({ length: channels }, (_, c) => column(c).sort());
          expect([...found]).toEqual(sorted.flatMap((own) => ranks.map((rank) => own[rank]!)));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('find the diagnostics, the loss chain and the thresholds of one array', async () => {
    await fc.assert(
      fc.asyncProperty(shape, async ({ seed, images, positions, channels, blockSize }) => {
        const size = images * positions * channels;
        const settings = { percentile: 97, scope: 'layer' } as const;
        const sets = [1, 2, 3].map((k) => activations(seed + k, size));
        const counts = activations(seed, size).map((value) => Math.min(4, Math.floor(value)));
        const measured = async (read: (values: Float32Array) => LayerValuesOf) => {
          const [ideal, arrived, limited] = sets.map(read) as [LayerValuesOf, LayerValuesOf, LayerValuesOf];
          const threshold = await thresholdLayerNorm(arrived, settings, {
            timeSteps: 4,
            initialPotential: 'half',
          });
          const window = { timeSteps: 4, initialPotential: 'half' } as const;
          const neurons = { ...window, leak: 0.9, reset: 'soft' } as const;
          const surrogate = { surrogateShape: 'rectangle', surrogateWidth: 1 } as const;
          return {
            threshold,
            telling: await tellingThreshold(arrived, settings, { ...neurons, ...surrogate }),
            diagnostics: await diagnose(
              ...([arrived, read(counts), threshold, 4] as const),
              denseLayer(positions * channels, 3),
            ),
            chain: await lossChain({ ideal, arrived, limited, counts: read(counts) }, threshold, window),
          };
        };
        const inOneArray = await measured((values) => heldValues(values, channels, images));
        const inPasses = await measured((values) => streamed(values, channels, images, blockSize));
        expect(inPasses).toEqual(inOneArray);
      }),
      { numRuns: 20 },
    );
  });

  test('a rank past the values is refused', async () => {
    const values = streamed(Float32Array.of(1, 2, 3), 1, 3, 2);
    await expect(streamedOrderStatistics(values, [3], 1)).rejects.toThrow('rank 3 is past the values');
  });
});

describe('values of examples', () => {
  const images = toyImages({ count: 23, inputShape: [4, 4, 2], classes: 2, seed: 1 });
  const examples = inputExamples(images);
  const doubled = ({ value }: { readonly value: tf.Tensor }) => tf.mul(value, 2);

  async function joined(values: LayerValuesOf): Promise<number[]> {
    const all: number[] = [];
    await eachBlock([values], ([block]) => {
      all.push(...block!);
    });
    return all;
  }

  test('are the same held and computed in every pass, and so is the mean of the input', async () => {
    const held = await collect(examples, 5, noWatch, doubled);
    const computed = await collect(examples, 5, noWatch, doubled, 23 * 32 * 4 - 1);
    expect(held.held).toHaveLength(23 * 32);
    expect(computed.held).toBeNull();
    expect(computed.blockSize).toBe(5);
    const { channels, perImage, arrived } = held;
    expect(computed).toMatchObject({ channels: 2, images: 23, perImage: 32, arrived });
    expect({ channels, perImage }).toEqual({ channels: 2, perImage: 32 });
    expect(await joined(computed)).toEqual(await joined(held));
    expect(await joined(computed)).toEqual([...held.held!]);
  });

  test('leave no tensor behind, and call the watch in every block of every pass', async () => {
    const before = tf.memory().numTensors;
    const seen: number[] = [];
    const watch = async ({ batch, batches }: { readonly batch: number; readonly batches: number }) => {
      seen.push(batch / batches);
    };
    const computed = await collect(examples, 10, watch, doubled, 0);
    await joined(computed);
    expect(seen).toEqual([1 / 3, 2 / 3, 1, 1 / 3, 2 / 3, 1]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
