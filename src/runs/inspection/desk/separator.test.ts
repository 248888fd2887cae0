/**
 * Tests the desk on a separator that starts trained: its signals go through the analog ends before
 * the core is converted, measured and looked into.
 */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { diskReader } from '../../../../cli/read-disk.ts';
import { inputExamples } from '../../../engine/examples/examples.ts';
import { runLayers } from '../../../engine/layers/ann.ts';
import { createParameters, disposeParameters } from '../../../engine/layers/parameters.ts';
import { measure } from '../../../engine/objectives/measure.ts';
import { disposeEnds, openEnds } from '../../../engine/separation/ends.ts';
import { noWatch } from '../../../engine/testing/toy.ts';
import { writeCheckpoint } from '../../../exchange/checkpoint.ts';
import { modelShelf } from '../../../exchange/own-models.ts';
import { ownId } from '../../../exchange/own-shelf.ts';
import { taskOf } from '../../../tasks/index.ts';
import { loadExamples, loadNetwork, throughFront, untrainedNetwork } from '../../execution/materials.ts';
import { parseSpec, presetSpec, type RunSpec } from '../../spec/spec.ts';
import type { Answer } from '../simulation.ts';
import { createSimulationDesk } from './desk.ts';

const network = '1x400-e4k20s10-c4k1s1-c4k1x3s1-c4k1x3s1d1x2-c8k1s1';
const model = ownId('5'.repeat(64));
const spec: RunSpec = {
  ...parseSpec({ ...presetSpec('separator-64'), network, timeSteps: 4, calibrationCount: 4 }),
  ...{ start: 'checkpoint', model, trainCount: 4, validationCount: 3 },
};
const desk = createSimulationDesk({
  open: () => openNodeBackend('wasm'),
  read: diskReader(),
  engine: 'tfjs',
  host: 'a test',
});

function value<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

beforeAll(async () => {
  await openNodeBackend('wasm');
  const { layers, values, ends } = untrainedNetwork(spec);
  const named = values.map((each, l) => ({ ...each, name: layers[l]!.name }));
  const bytes = writeCheckpoint({ notation: network, note: {}, layers: named, ends: ends! });
  const facts = { title: 'small', bytes: null, pooling: null, normalisation: null, dataset: null };
  modelShelf.offer([{ id: model, notation: network, ...facts, read: async () => bytes }]);
});
afterAll(() => modelShelf.offer([]));

test('an untuned separator is measured on mixtures, beside its analog network', async () => {
  const result = value(await desk.untuned(spec, spec, 3));
  expect(result.examples).toBe(3);
  expect(result.thresholds.map(({ layer }) => layer)).toEqual(['conv1', 'conv2', 'conv3']);
  expect(Number.isFinite(result.score)).toBe(true);
  const start = await loadNetwork(spec, diskReader());
  const ends = openEnds(start.ends!);
  const parameters = start.layers.map((layer, l) => createParameters(layer, start.values[l]!));
  const raw = await loadExamples(spec, diskReader());
  const { validation, objective } = await throughFront(raw, ends, taskOf('separation'));
  const scores = await measure(
    ({ value: frames }) => runLayers({ layers: start.layers, parameters }, frames, 0, 'infer'),
    inputExamples(validation),
    { objective, batchSize: 1, phase: 'validating', watch: noWatch },
  );
  expect(result.annScore).toBeCloseTo(scores.improvement!, 5);
  disposeParameters(parameters);
  disposeEnds(ends);
}, 120_000);

test('its layers are diagnosed, and a change of the window is tried', async () => {
  const { findings } = value(await desk.diagnose(spec, spec));
  expect(findings.map(({ layer }) => layer)).toEqual(['conv1', 'conv2', 'conv3']);
  for (const { diagnostics } of findings) expect(diagnostics.chain!.images).toBe(4);
  const trials = value(await desk.tryChanges(spec, spec, [{ field: 'timeSteps', value: 8 }], 2));
  expect(trials.examples).toBe(2);
  expect([trials.score, trials.trials[0]!.score].every(Number.isFinite)).toBe(true);
}, 120_000);

test('what was asked of several separators leaves nothing on the backend', async () => {
  const ask = async (seed: number) => {
    const origin = { ...spec, seed, seedVaries: 'images' as const };
    value(await desk.untuned(origin, spec, 3));
    value(await desk.diagnose(origin, spec));
    value(await desk.tryChanges(origin, spec, [{ field: 'timeSteps', value: 2 }], 2));
    value(await desk.open({ kind: 'untuned', origin, settings: spec }));
    value(await desk.inspect({ kind: 'test', index: 0 }));
  };
  await ask(1);
  // The network that is open stays, one at a time.
  const { numTensors } = tf.memory();
  for (const seed of [2, 3]) await ask(seed);
  expect(tf.memory().numTensors).toBe(numTensors);
}, 240_000);

test('it is looked into between its ends, and its analog network answers beside it', async () => {
  value(await desk.open({ kind: 'untuned', origin: spec, settings: spec }));
  const { answer, layers } = value(await desk.inspect({ kind: 'test', index: 1 }));
  if (answer.kind !== 'voices') throw new Error(`the answer is of the kind ${answer.kind}`);
  expect(layers.every(({ spiking }) => spiking)).toBe(true);
  expect(answer.ann!.map((voice) => voice.length)).toEqual([400, 400]);
  expect(Number.isFinite(answer.annScore!)).toBe(true);
}, 120_000);

test('a recording is mixed with a test voice, both equally loud, and told from it', async () => {
  const recording = Float32Array.from({ length: 300 }, (_, i) => Math.sin(i / 3));
  const { answer, index, testSize } = value(await desk.inspect({ kind: 'recorded', recording, over: 2 }));
  if (answer.kind !== 'voices') throw new Error(`the answer is of the kind ${answer.kind}`);
  expect(index).toBeNull();
  expect(testSize).toBeGreaterThan(1);
  const [own, other] = answer.targets as [Float32Array, Float32Array];
  const power = (samples: Float32Array) => samples.reduce((sum, each) => sum + each * each, 0);
  expect(power(own) / power(other)).toBeCloseTo(1, 4);
  // What lies behind the recording is silence.
  expect(own.subarray(300).every((each) => each === 0)).toBe(true);
  for (const [i, each] of answer.mixture.entries()) expect(each).toBeCloseTo(own[i]! + other[i]!, 6);
  for (const mask of answer.masks.snn) {
    expect(mask.length).toBe(answer.masks.frames * answer.masks.filters);
    expect(mask.every((each) => each >= 0 && each <= 1)).toBe(true);
  }
}, 60_000);

test.each([
  [new Float32Array(400), /silent/],
  [Float32Array.from([1, Number.NaN]), /no numbers/],
  [new Float32Array(), /silent/],
])('a recording of no sound is refused', async (recording, words) => {
  const refused = await desk.inspect({ kind: 'recorded', recording, over: 0 });
  expect(refused.ok ? '' : refused.message).toMatch(words);
});
