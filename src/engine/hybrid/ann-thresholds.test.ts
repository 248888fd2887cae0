/**
 * Tests thresholds of the original ANN against percentiles that are sorted out of its plain
 * activations.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { ConversionListener, ConversionSettings } from '../conversion/conversion.ts';
import { convert } from '../conversion/convert.ts';
import { convertUntuned } from '../conversion/convert-untuned.ts';
import { firstExamples } from '../examples/example-set.ts';
import { inferLayer } from '../layers/ann.ts';
import { disposeParameters } from '../layers/parameters.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { batchFrom, noWatch, silent, toyAnn, toyImages, toySettings, toyValues } from '../testing/toy.ts';
import { disposeHybrid } from './hybrid.ts';
import { percentileOfSorted, sortedCopy } from './percentile.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation('6x6-c3s2-c4s1-7-3'));
const values = toyValues(layers, 2);
const train = toyImages({ count: 128, inputShape: [6, 6, 1], classes: 3, seed: 1 });
const data = {
  train,
  validation: toyImages({ count: 32, inputShape: [6, 6, 1], classes: 3, seed: 2 }),
  objective: classificationObjective,
};
const percentile = 97;
const calibrationCount = 50;

/** Returns upper bounds of the untouched network's hidden layers. */
function expectedBounds(): number[] {
  return tf.tidy(() => {
    const ann = toyAnn(layers, values);
    let x: tf.Tensor = batchFrom(firstExamples(train, calibrationCount), 0, calibrationCount).x;
    const bounds = layers.slice(0, -1).map((layer, l) => {
      x = inferLayer(layer, ann.parameters[l]!, x, false);
      return percentileOfSorted(sortedCopy(x.dataSync() as Float32Array), percentile);
    });
    disposeParameters(ann.parameters);
    return bounds;
  });
}

async function converted(from: 'hybrid' | 'ann' | undefined) {
  const settings: ConversionSettings = {
    ...toySettings,
    threshold: { percentile, scope: 'layer', ...(from && { from }) },
    calibrationCount,
    learningRate: 0.02,
    maxEpochs: 3,
    patience: 3,
  };
  const bounds: number[] = [];
  const listener: ConversionListener = {
    ...silent,
    stageEnded: ({ threshold }) => {
      bounds.push(threshold!.upperBound[0]!);
    },
  };
  const ann = toyAnn(layers, values);
  const network = await convert(ann, data, settings, noWatch, listener);
  disposeParameters(ann.parameters);
  return { bounds, network };
}

test('every stage takes the bound of the ANN as it was given, however the fine-tuning went', async () => {
  const expected = expectedBounds();
  const before = tf.memory().numTensors;
  const { bounds, network } = await converted('ann');
  expect(tf.memory().numTensors).toBe(before);
  expect(bounds).toHaveLength(3);
  bounds.forEach((bound, l) => {
    expect(bound / expected[l]!).toBeCloseTo(1, 5);
    expect(network.layers[l]!.threshold![0]! * toySettings.timeSteps).toBeCloseTo(bound, 5);
  });
  const hybrid = (await converted('hybrid')).bounds;
  expect(hybrid[0]).toBe(bounds[0]);
  expect(Math.abs(hybrid[1]! / bounds[1]! - 1)).toBeGreaterThan(0.01);
});

test('left out it is the hybrid network, bit for bit', async () => {
  expect(await converted(undefined)).toEqual(await converted('hybrid'));
});

test('a conversion without fine-tuning uses it too', async () => {
  const expected = expectedBounds();
  const ann = toyAnn(layers, values);
  const settings = { ...toySettings, threshold: { percentile, scope: 'layer', from: 'ann' } as const };
  const { hybrid, thresholds } = await convertUntuned(
    ann,
    firstExamples(train, calibrationCount),
    settings,
    noWatch,
  );
  thresholds.forEach(({ upperBound }, l) => {
    expect(upperBound[0]! / expected[l]!).toBeCloseTo(1, 5);
  });
  disposeHybrid(hybrid);
  disposeParameters(ann.parameters);
});
