/**
 * Tests that training, simulator and plain float64 agree on the shipped network and real images.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { readPublic } from '../../datasets/testing/read-public.ts';
import { convertUntuned } from '../../engine/conversion/convert-untuned.ts';
import { firstExamples } from '../../engine/examples/example-set.ts';
import { disposeHybrid, hybridPotentials, throughFrozen } from '../../engine/hybrid/hybrid.ts';
import { recordHybrid } from '../../engine/hybrid/record-hybrid.ts';
import { runLayers } from '../../engine/layers/ann.ts';
import { createParameters, disposeParameters } from '../../engine/layers/parameters.ts';
import { createSimulator, disposeSimulator, simulate } from '../../engine/simulation/simulate.ts';
import { compareWithReference, inWords } from '../../engine/testing/compare-reference.ts';
import { batchFrom, noWatch, toySettings } from '../../engine/testing/toy.ts';
import { type LoadedExamples, loadExamples, loadNetwork, type StartNetwork } from '../execution/materials.ts';
import { presetSpec } from '../spec/spec.ts';
import { convertStart } from './untuned.ts';

const spec = presetSpec('first-look@1');
const settings = { ...toySettings, calibrationCount: 100, batchSize: 100 };
let images: LoadedExamples;
let shipped: StartNetwork;

beforeAll(async () => {
  await openNodeBackend('wasm');
  images = await loadExamples({ ...spec, trainCount: 256, validationCount: 32 }, readPublic);
  shipped = await loadNetwork(spec, readPublic);
});

describe.each(['zero', 'half'] as const)('V₀ %s', (initialPotential) => {
  test('the shipped first-look network on 200 test images: same spike counts, same predictions', async () => {
    const start = await loadNetwork(spec, readPublic);
    const untuned = { ...spec, timeSteps: 8, initialPotential };
    const test200 = firstExamples(images.test, 200);
    const { network } = await convertStart(start, images.train, untuned, noWatch);
    const found = await compareWithReference(network, test200);
    console.log(`first-look@1, Ns 8, V₀ ${initialPotential}: ${inWords(found)}`);
    expect(found.layers.map(({ name, wrong }) => [name, wrong])).toEqual(
      found.layers.map(({ name }) => [name, 0]),
    );
    expect(found.wrongPredictions).toBe(0);
    expect(found.samePrediction).toBe(200 - found.excusedPredictions);
  });
});

test('the hybrid network with every layer frozen and the simulator count the same spikes', async () => {
  const ann = {
    layers: shipped.layers,
    parameters: shipped.layers.map((layer, l) => createParameters(layer, shipped.values[l]!)),
  };
  const before = tf.memory().numTensors;
  const calibration = firstExamples(images.train, 256);
  const { hybrid } = await convertUntuned(ann, calibration, { ...settings, timeSteps: 8 }, noWatch);
  const simulator = createSimulator(await recordHybrid(hybrid, shipped.inputShape));
  const { x } = batchFrom(images.test, 0, 100);
  tf.tidy(() => {
    const simulated = simulate(simulator, x);
    const { value } = throughFrozen(hybrid, x);
    expect([...value.dataSync()]).toEqual([...simulated.values.at(-1)!.dataSync()]);
    closeTo(hybridPotentials(hybrid, x), simulated.output);
  });
  x.dispose();
  disposeSimulator(simulator);
  disposeHybrid(hybrid);
  expect(tf.memory().numTensors).toBe(before);
  disposeParameters(ann.parameters);
});

function closeTo(a: tf.Tensor, b: tf.Tensor): void {
  const [left, right] = [a.dataSync(), b.dataSync()];
  expect(left.length).toBe(right.length);
  const difference = Math.max(...Array.from(left, (value, i) => Math.abs(value - right[i]!)));
  expect(difference).toBeLessThan(1e-4);
}

test('many time steps come near the analog network', async () => {
  const ann = {
    layers: shipped.layers,
    parameters: shipped.layers.map((layer, l) => createParameters(layer, shipped.values[l]!)),
  };
  const { x } = batchFrom(images.test, 0, 100);
  const analog = tf.tidy(() => runLayers(ann, x, 0, 'infer').arraySync() as number[][]);
  const away = async (timeSteps: number) => {
    const own = { ...ann, parameters: shipped.layers.map((l, i) => createParameters(l, shipped.values[i]!)) };
    const { hybrid } = await convertUntuned(
      own,
      firstExamples(images.train, 256),
      { ...settings, timeSteps, initialPotential: 'half', threshold: { percentile: 100, scope: 'layer' } },
      noWatch,
    );
    const spiking = tf.tidy(() => hybridPotentials(hybrid, x).arraySync() as number[][]);
    disposeHybrid(hybrid);
    disposeParameters(own.parameters);
    const squares = analog.flatMap((row, i) => row.map((value, c) => (value - spiking[i]![c]!) ** 2));
    return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
  };
  const [few, more, many] = [await away(4), await away(16), await away(64)];
  expect(more).toBeLessThan(few);
  expect(many).toBeLessThan(more);
  x.dispose();
  disposeParameters(ann.parameters);
});
