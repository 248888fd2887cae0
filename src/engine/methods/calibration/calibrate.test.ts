/** Tests calibration: its bounds, what a bias pass mends, and that it needs no label. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { toLayers } from '../../../networks/chain.ts';
import { outputChannels } from '../../../networks/layer.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { inputExamples } from '../../examples/examples.ts';
import { annThresholds } from '../../hybrid/ann-thresholds.ts';
import type { ThresholdSettings } from '../../hybrid/threshold-layer-norm.ts';
import { runLayers } from '../../layers/ann.ts';
import { disposeParameters } from '../../layers/parameters.ts';
import { classificationObjective } from '../../objectives/cross-entropy.ts';
import { createSimulator, disposeSimulator, presented, simulate } from '../../simulation/simulate.ts';
import type { SpikingNetwork } from '../../spiking/spiking-network.ts';
import { everyKind, toys } from '../../testing/dynamic-networks.ts';
import { batchFrom, classLabels, noWatch, toyAnn, toyValues } from '../../testing/toy.ts';
import { type CalibrationSettings, calibrate } from './calibrate.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation(everyKind));
const hidden = layers.length - 1;

const usual: CalibrationSettings = {
  timeSteps: 2,
  threshold: { rule: 'leastSquares', percentile: 100, scope: 'channel' },
  firing: 'window',
  correctBias: true,
  calibrationCount: 43,
  batchSize: 16,
};

const dataOf = (train: typeof toys) => ({ train, validation: toys, objective: classificationObjective });

async function calibrated(change: Partial<CalibrationSettings> = {}, train = toys): Promise<SpikingNetwork> {
  const ann = toyAnn(layers, toyValues(layers, 6));
  try {
    return await calibrate(ann, dataOf(train), { ...usual, ...change }, noWatch);
  } finally {
    disposeParameters(ann.parameters);
  }
}

/** Returns the original activations of every hidden layer on all toys. */
function originals(): Float32Array[] {
  const ann = toyAnn(layers, toyValues(layers, 6));
  const { x } = batchFrom(toys, 0, toys.count);
  const found = layers
    .slice(0, -1)
    .map((_, l) => tf.tidy(() => runLayers(ann, x, 0, 'infer', l + 1).dataSync() as Float32Array));
  x.dispose();
  disposeParameters(ann.parameters);
  return found;
}

/** Returns ϑ · count of every hidden layer on all toys. */
async function represented(network: SpikingNetwork): Promise<Float32Array[]> {
  const simulator = createSimulator(network);
  const { x } = batchFrom(toys, 0, toys.count);
  const input = await presented(network, x, 0);
  const { values } = tf.tidy(() => {
    const found = simulate(simulator, input);
    return { values: found.values.map((value) => value.dataSync() as Float32Array) } as never;
  }) as { values: Float32Array[] };
  tf.dispose([x, input]);
  disposeSimulator(simulator);
  return values.map((counts, l) => {
    const threshold = network.layers[l]!.threshold!;
    return counts.map((count, i) => count * threshold[i % threshold.length]!);
  });
}

/** Returns the largest |mean of original − represented| of a channel. */
function largestMiss(original: Float32Array, found: Float32Array, channels: number): number {
  const sums = new Float64Array(channels);
  original.forEach((a, i) => {
    sums[i % channels]! += a - found[i]!;
  });
  return Math.max(...sums.map((sum) => Math.abs((channels * sum) / original.length)));
}

describe('without the bias pass', () => {
  test.each<[NonNullable<ThresholdSettings['rule']>, ThresholdSettings['scope']]>([
    ['leastSquares', 'layer'],
    ['leastSquares', 'channel'],
    ['percentile', 'layer'],
    ['percentile', 'channel'],
  ])('thresholds are those of the ANN by %s per %s', async (rule, scope) => {
    const threshold = { rule, percentile: 97, scope };
    const network = await calibrated({ threshold, correctBias: false });
    const ann = toyAnn(layers, toyValues(layers, 6));
    const window = { timeSteps: 2, initialPotential: 'half' } as const;
    const wanted = await annThresholds(
      ann,
      inputExamples(toys),
      { ...window, threshold, batchSize: 16 },
      noWatch,
    );
    disposeParameters(ann.parameters);
    expect(network.layers.slice(0, hidden).map((layer) => layer.threshold)).toEqual(
      wanted.map((found) => found.threshold),
    );
    expect(network).toMatchObject({ timeSteps: 2, initialPotential: 'half', firing: 'window' });
  });
});

describe('the bias pass', () => {
  test.each([1, 2, 4])(
    'brings mean counts nearer to the original activations in %s steps',
    async (timeSteps) => {
      const wanted = originals();
      const before = await represented(await calibrated({ timeSteps, correctBias: false }));
      const after = await represented(await calibrated({ timeSteps }));
      const total = (found: Float32Array[]) =>
        found.reduce((sum, values, l) => {
          return sum + largestMiss(wanted[l]!, values, outputChannels(layers[l]!.synapse));
        }, 0);
      expect(total(after)).toBeLessThan(total(before));
    },
  );

  test('moves the first bias by what the spikes of the plain conversion miss', async () => {
    const [wanted] = originals();
    const plain = await calibrated({ correctBias: false });
    const moved = await calibrated();
    const [found] = await represented(plain);
    const channels = plain.layers[0]!.bias.length;
    const sums = new Float64Array(channels);
    wanted!.forEach((a, i) => {
      sums[i % channels]! += a - found![i]!;
    });
    sums.forEach((sum, c) => {
      const miss = (channels * sum) / wanted!.length;
      expect(moved.layers[0]!.bias[c]! - plain.layers[0]!.bias[c]!).toBeCloseTo(miss, 5);
    });
    expect(moved.layers[0]!.weight).toEqual(plain.layers[0]!.weight);
    expect(moved.layers.at(-1)!.bias).toEqual(plain.layers.at(-1)!.bias);
  });

  test('works where neurons fire at once too', async () => {
    const network = await calibrated({ firing: 'immediate' });
    expect(network.firing).toBeUndefined();
    expect(network.layers[1]!.bias).not.toEqual((await calibrated()).layers[1]!.bias);
  });
});

test('no label changes anything', async () => {
  const labels = classLabels(toys).map((label) => (label + 1) % 3);
  const others = { ...toys, targets: { kind: 'class', labels, classes: 3 } as const };
  expect(await calibrated({}, others)).toEqual(await calibrated());
});

test('passes of another size lead to the same thresholds, and nothing is left behind', async () => {
  const before = tf.memory().numTensors;
  const one = await calibrated({ batchSize: 43 });
  const other = await calibrated({ batchSize: 7 });
  one.layers.forEach(({ threshold, bias }, l) => {
    expect(other.layers[l]!.threshold).toEqual(threshold);
    expect(other.layers[l]!.bias).toEqual(bias);
  });
  const ann = toyAnn(layers, toyValues(layers, 6));
  const ended = calibrate(ann, dataOf(toys), usual, async () => {
    throw new Error('enough');
  });
  await expect(ended).rejects.toThrow('enough');
  disposeParameters(ann.parameters);
  expect(tf.memory().numTensors).toBe(before);
});
