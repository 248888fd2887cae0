/** Tests the correction of biases in a hybrid network against the equation. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { convertUntuned } from '../conversion/convert-untuned.ts';
import { measureOriginals } from '../conversion/originals.ts';
import { inputExamples } from '../examples/examples.ts';
import { disposeParameters, readValues } from '../layers/parameters.ts';
import { everyKind, toys } from '../testing/dynamic-networks.ts';
import { noWatch, toyAnn, toyValues } from '../testing/toy.ts';
import { createArrivals } from './arrivals.ts';
import { correctBias } from './correct-bias.ts';
import { couple, createHybrid, disposeHybrid, freeze, type HybridNetwork } from './hybrid.ts';
import { collectActivations, collectCounts, thresholdLayerNorm } from './threshold-layer-norm.ts';
import { channelMeans } from './value-blocks.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation(everyKind));
const window = { timeSteps: 3, initialPotential: 'half', firstLayerBias: 'firstStep' } as const;
const rule = { rule: 'leastSquares', percentile: 100, scope: 'channel' } as const;

/** Couples the first layer and calls `look` with it. */
async function withCoupled(
  look: (
    hybrid: HybridNetwork,
    found: { readonly means: Float64Array; readonly threshold: Float32Array },
  ) => Promise<void>,
): Promise<void> {
  const ann = toyAnn(layers, toyValues(layers, 6));
  const hybrid = createHybrid(ann, { ...window, foldThreshold: true });
  try {
    const activations = await collectActivations(hybrid, inputExamples(toys), 16, noWatch);
    const { threshold } = await thresholdLayerNorm(activations, rule, window);
    couple(hybrid, threshold);
    await look(hybrid, { means: await channelMeans(activations), threshold });
  } finally {
    disposeHybrid(hybrid);
    disposeParameters(ann.parameters);
  }
}

test('each channel is moved by what its spikes miss on average', () =>
  withCoupled(async (hybrid, { means, threshold }) => {
    const biasOf = async () => {
      const { bias, batchNorm } = await readValues(hybrid.parameters[0]!);
      return (batchNorm?.beta ?? bias).slice();
    };
    const before = await biasOf();
    const { held, channels } = await collectCounts(hybrid, inputExamples(toys), 16, noWatch);
    await correctBias(hybrid, { means, threshold }, inputExamples(toys), 16, noWatch);
    const after = await biasOf();
    const rows = held!.length / channels;
    for (const [c, mean] of means.entries()) {
      let spikes = 0;
      for (let row = 0; row < rows; row++) spikes += held![row * channels + c]!;
      expect(after[c]! - before[c]!).toBeCloseTo(mean - (threshold[c]! * spikes) / rows, 5);
    }
    // Something was missed, or this says nothing.
    expect(Math.max(...after.map((value, c) => Math.abs(value - before[c]!)))).toBeGreaterThan(1e-3);
  }));

test('a corrected layer misses less on average', () =>
  withCoupled(async (hybrid, { means, threshold }) => {
    const missed = async () => {
      const counts = await channelMeans(await collectCounts(hybrid, inputExamples(toys), 16, noWatch));
      return counts.reduce((sum, count, c) => sum + Math.abs(means[c]! - threshold[c]! * count), 0);
    };
    const before = await missed();
    await correctBias(hybrid, { means, threshold }, inputExamples(toys), 16, noWatch);
    expect(await missed()).toBeLessThan(before);
  }));

test('an untuned conversion corrects each layer on the spikes of the corrected ones before it', async () => {
  const settings = { ...window, foldThreshold: true, threshold: rule };
  const biasesOf = async (correct: boolean) => {
    const ann = toyAnn(layers, toyValues(layers, 6));
    const { hybrid } = await convertUntuned(ann, toys, { ...settings, correctBias: correct }, noWatch);
    const biases = hybrid.frozen.map(({ bias }) => [...bias.dataSync()]);
    disposeHybrid(hybrid);
    disposeParameters(ann.parameters);
    return biases;
  };
  const [kept, corrected] = [await biasesOf(false), await biasesOf(true)];
  expect(corrected.every((bias, l) => bias.some((value, c) => value !== kept[l]![c]))).toBe(true);

  // The same by hand.
  const ann = toyAnn(layers, toyValues(layers, 6));
  const hybrid = createHybrid(ann, { ...window, foldThreshold: true });
  const arrivals = createArrivals(hybrid, toys, { bytes: 2 ** 24, used: 0 });
  const measured = { ...settings, correctBias: true, batchSize: 64 };
  const originals = (await measureOriginals(ann, inputExamples(toys), measured, noWatch)).means!;
  for (let l = 0; l < layers.length - 1; l++) {
    if (l > 0) await arrivals.advance('calibrating', noWatch);
    const activations = await collectActivations(hybrid, arrivals, 64, noWatch);
    const { threshold } = await thresholdLayerNorm(activations, rule, window);
    couple(hybrid, threshold);
    await correctBias(hybrid, { means: originals[l]!, threshold }, arrivals, 64, noWatch);
    freeze(hybrid);
    const bias = hybrid.frozen[l]!.bias.dataSync();
    for (const [c, value] of bias.entries()) expect(value).toBeCloseTo(corrected[l]![c]!, 5);
  }
  arrivals.dispose();
  disposeHybrid(hybrid);
  disposeParameters(ann.parameters);
});
