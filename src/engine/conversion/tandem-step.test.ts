/**
 * Tests that one tandem step shows the figures of the training itself, on a small network that
 * convertUntuned made.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { scaledInputs, targetsAt } from '../examples/example-set.ts';
import { disposeHybrid } from '../hybrid/hybrid.ts';
import { recordHybrid } from '../hybrid/record-hybrid.ts';
import { runLayers } from '../layers/ann.ts';
import { disposeParameters, type LayerValues } from '../layers/parameters.ts';
import { objectiveOf } from '../objectives/index.ts';
import { analogBranch } from '../simulation/analog-branch.ts';
import { inspectImage } from '../simulation/inspect.ts';
import { createSimulator, disposeSimulator } from '../simulation/simulate.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { noWatch, toyAnn, toyImages, toySettings, toyValues } from '../testing/toy.ts';
import { convertUntuned } from './convert-untuned.ts';
import { tandemStep } from './tandem-step.ts';

const layers = toLayers(parseNotation('8x8-c4-12-9-3')).map((layer) => ({ ...layer, batchNorm: null }));
const images = toyImages({ count: 64, inputShape: [8, 8, 1], classes: 3, seed: 4 });
const values: LayerValues[] = toyValues(layers, 2).map((value) => ({ ...value, batchNorm: null }));
const example = {
  input: scaledInputs(images, [5]),
  targets: targetsAt(images, [5]),
  objective: objectiveOf('classification'),
};
const settings = { learningRate: 1e-3, foldThreshold: true };

async function converted(count?: number): Promise<SpikingNetwork> {
  const ann = toyAnn(layers, values);
  const options = count === undefined ? {} : { layers: count };
  const { hybrid } = await convertUntuned(ann, images, { ...toySettings, timeSteps: 8 }, noWatch, options);
  try {
    return await recordHybrid(hybrid, images.inputShape);
  } finally {
    disposeHybrid(hybrid);
    disposeParameters(ann.parameters);
  }
}

/** The loss of the example in a network of analog layers with these values. */
async function annLoss(of: readonly LayerValues[]): Promise<number> {
  const ann = toyAnn(layers, of);
  const loss = tf.tidy(() =>
    example.objective.loss(
      runLayers(ann, tf.tensor4d(example.input, [1, 8, 8, 1]), 0, 'infer'),
      example.targets,
    ),
  );
  const found = (await loss.data())[0]!;
  loss.dispose();
  disposeParameters(ann.parameters);
  return found;
}

beforeAll(async () => {
  await openNodeBackend('wasm');
});

describe.each([0, 1, 2])('the coupled layer %i', (l) => {
  test('counts and activations are those of the simulation', async () => {
    const network = await converted();
    const step = await tandemStep(network, l, example, settings);
    const simulator = createSimulator(network);
    const image = { pixels: example.input, index: 5 };
    const inspected = await inspectImage(simulator, image);
    expect([...step.counts]).toEqual([...inspected.layers[l]!.counts]);
    expect(Math.max(...step.counts)).toBeGreaterThan(0);
    const analog = await analogBranch(simulator, image, l);
    analog.forEach((activation, i) => {
      expect(step.activations[i]).toBeCloseTo(activation, 5);
    });
    const arriving = l === 0 ? example.input : inspected.layers[l - 1]!.counts;
    expect(step.arrived).toBeCloseTo(
      arriving.reduce((a, b) => a + b, 0),
      2,
    );
    disposeSimulator(simulator);
  });

  test('neurons that fire after their window do so here too', async () => {
    const atOnce = await converted();
    const network: SpikingNetwork = { ...atOnce, firing: 'window' };
    const simulators = [createSimulator(network), createSimulator(atOnce)] as const;
    let others = 0;
    for (let index = 0; index < 12; index++) {
      const pixels = scaledInputs(images, [index]);
      const shown = { ...example, input: pixels, targets: targetsAt(images, [index]) };
      const [window, immediate] = await Promise.all(
        simulators.map(async (each) => (await inspectImage(each, { pixels, index })).layers[l]!.counts),
      );
      expect([...(await tandemStep(network, l, shown, settings)).counts]).toEqual([...window!]);
      others += window!.filter((count, i) => count !== immediate![i]).length;
    }
    // The first layer gets all of its input at once either way.
    if (l > 0) expect(others).toBeGreaterThan(0);
    simulators.forEach(disposeSimulator);
  });

  test('the layers behind are analog, whether they are converted already or not', async () => {
    const whole = await tandemStep(await converted(), l, example, settings);
    const growing = await tandemStep(await converted(l + 1), l, example, settings);
    expect(whole.loss).toBeCloseTo(growing.loss, 4);
    expect(whole.countGradient).toBeCloseTo(growing.countGradient, 4);
    expect(whole.weightGradient).toBeCloseTo(growing.weightGradient, 4);
  });

  test('the step is Adam’s, and lowers the loss of this example', async () => {
    const step = await tandemStep(await converted(), l, example, settings);
    // The first step of Adam moves a weight by the rate, whatever the size of its gradient.
    expect(step.largestMove).toBeCloseTo(settings.learningRate, 5);
    expect(step.weights).toBe(values[l]!.weight.length);
    expect(step.lossAfter).toBeLessThan(step.loss);
  });
});

test('the gradient at the weights is the slope of the loss where counts are exact', async () => {
  // With very many steps a count is the activation, so the tandem gradient is the ANN's own.
  const ann = toyAnn(layers, values);
  const fine = { ...toySettings, timeSteps: 4096, threshold: { percentile: 100, scope: 'layer' as const } };
  const { hybrid } = await convertUntuned(ann, images, fine, noWatch, { layers: 1 });
  const network = await recordHybrid(hybrid, images.inputShape);
  const theta = network.layers[0]!.threshold![0]!;
  disposeHybrid(hybrid);
  disposeParameters(ann.parameters);
  const step = await tandemStep(network, 0, example, settings);
  let squares = 0;
  for (const [i] of values[0]!.weight.entries()) {
    const slope = async (by: number) => {
      const weight = values[0]!.weight.slice();
      weight[i]! += by;
      return annLoss([{ ...values[0]!, weight }, ...values.slice(1)]);
    };
    squares += (((await slope(1e-2)) - (await slope(-1e-2))) / 2e-2) ** 2;
  }
  // ∂L/∂count is ϑ times ∂L/∂activation (no 1/ϑ is put back, design §4.7).
  expect(step.weightGradient / theta).toBeCloseTo(Math.sqrt(squares), 2);
});

test('frees everything, and refuses a layer that does not spike', async () => {
  const network = await converted(1);
  await tandemStep(network, 0, example, settings);
  const before = tf.memory().numTensors;
  await tandemStep(network, 0, example, settings);
  expect(tf.memory().numTensors).toBe(before);
  await expect(tandemStep(network, 1, example, settings)).rejects.toThrow('layer 1 does not spike');
  await expect(tandemStep(network, 3, example, settings)).rejects.toThrow('layer 3 does not spike');
  expect(tf.memory().numTensors).toBe(before);
});
