/**
 * Tests a whole recipe, added as README.md says: it is in this file and runs from a spec to a
 * report like any other.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { testSurroundings } from '../../../../cli/testing/surroundings.ts';
import { convertUntuned } from '../../../engine/conversion/convert-untuned.ts';
import { inputExamples } from '../../../engine/examples/examples.ts';
import { disposeHybrid } from '../../../engine/hybrid/hybrid.ts';
import { recordHybrid } from '../../../engine/hybrid/record-hybrid.ts';
import { runLayers } from '../../../engine/layers/ann.ts';
import { measure } from '../../../engine/objectives/measure.ts';
import { isFullySpiking } from '../../../engine/spiking/spiking-network.ts';
import { readNetworkFile } from '../../../exchange/network-file.ts';
import { toLayers } from '../../../networks/chain.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { createControl } from '../../execution/control.ts';
import { execute } from '../../execution/execute.ts';
import type { Surroundings } from '../../execution/surroundings.ts';
import { parseReport } from '../../records/checks/report-schema.ts';
import type { RunEvent } from '../../records/events.ts';
import { reportJson } from '../../records/export.ts';
import { applyEvent, beginRecord } from '../../records/record.ts';
import { outcomeOf } from '../../sweep/outcome.ts';
import { houseKnown, type Known } from '../known.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec.ts';
import { crossChecks } from '../spec-checks.ts';
import type { Recipe } from './recipe.ts';
import { layerProblem, noHardwareLimits } from './refusals.ts';
import { methods, methodsOf } from './registry.ts';
import { allLayers } from './stages.ts';

/** Converts without fine-tuning, every layer at its 80th percentile. */
const toy: Recipe = {
  id: 'toy',
  title: 'Toy conversion',
  summary: 'Every layer at its 80th percentile, nothing trained.',
  reference: 'this test',
  uses: ['initialPotential', 'firstLayerBias', 'calibrationCount'],
  stages: 'none',
  input: 'firstStep',
  problems: (spec, layers) => [
    ...noHardwareLimits(spec, 'toys have no chip'),
    ...layers
      .slice(0, -1)
      .filter(({ synapse }) => synapse.kind === 'conv2d' && synapse.kernel[0] > 3)
      .map((layer) => layerProblem(layer, 'has a kernel larger than a toy')),
  ],
  run: async (ann, data, spec, watch) => {
    const { hybrid } = await convertUntuned(
      ann,
      data.train,
      {
        timeSteps: spec.timeSteps,
        initialPotential: spec.initialPotential,
        firstLayerBias: spec.firstLayerBias,
        foldThreshold: true,
        threshold: { percentile: 80, scope: 'layer' },
      },
      watch,
    );
    const network = await recordHybrid(hybrid, data.train.inputShape);
    disposeHybrid(hybrid);
    return network;
  },
};

/** A recipe like the toy that first reports a stage in which all layers would have been trained. */
const whole: Recipe = {
  ...toy,
  id: 'toy-whole',
  stages: 'whole',
  run: async (ann, data, spec, watch, listener, resources) => {
    const about = { stage: 1, layer: allLayers };
    const potentialsOf = (x: tf.Tensor4D) => runLayers(ann, x, 0, 'infer');
    await listener.stageBegan({ ...about, threshold: null, diagnostics: null });
    const { objective } = data;
    const options = { objective, batchSize: spec.batchSize, phase: 'validating' as const, watch };
    const validation = await measure(
      ({ value }) => potentialsOf(value as tf.Tensor4D),
      inputExamples(data.validation),
      options,
    );
    const memory = { cacheBytes: 0, cacheBudget: 0, tensorBytes: tf.memory().numBytes, heapBytes: null };
    const scheduler = {
      epoch: 0,
      counter: 0,
      best: validation.loss,
      bestEpoch: 0,
      improved: true,
      ended: null,
    };
    for (const epoch of [0, 1]) {
      const tuned = epoch === 0 ? null : 0.1;
      const row = { ...about, epoch, learningRate: tuned, trainLoss: tuned, validation, memory };
      await listener.epoch({ ...row, scheduler: { ...scheduler, epoch } }, potentialsOf);
    }
    const network = await toy.run(ann, data, spec, watch, listener, resources);
    const end = { ...about, threshold: null, before: validation, after: validation, network };
    const diagnosed = { diagnosticsBefore: null, diagnosticsAfter: null, resumePoint: null };
    await listener.stageEnded(
      { ...end, ...diagnosed, scheduler: { ...scheduler, epoch: 1, ended: 'maxEpochs' } },
      potentialsOf,
    );
    return network;
  },
};

const known: Known = { ...houseKnown, methods: methodsOf([...methods.recipes, toy, whole]) };

const tiny: RunSpec = {
  ...parseSpec({
    ...presetSpec('first-look@1'),
    network: '28x28-c2s4-8-10',
    start: 'scratch',
    pretrainEpochs: 0,
    trainCount: 200,
    validationCount: 64,
    testCount: 64,
    batchSize: 50,
    timeSteps: 4,
    backend: 'wasm',
  }),
  method: 'toy',
};

const surroundings: Surroundings = { ...testSurroundings, known };

async function eventsOf(spec: RunSpec): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  await execute('run-1', spec, surroundings, createControl(), (event) => events.push(event));
  return events;
}

function finished(events: readonly RunEvent[]): Extract<RunEvent, { type: 'runFinished' }> {
  const last = events.at(-1)!;
  if (last.type !== 'runFinished') throw new Error(last.type === 'runFailed' ? last.message : last.type);
  return last;
}

/** Returns the seconds left that were sent with the epochs of stages. */
function epochEtas(events: readonly RunEvent[]): number[] {
  return events.flatMap((event) =>
    event.type === 'eta' && event.epochSeconds !== null ? [event.totalSeconds] : [],
  );
}

beforeAll(async () => {
  await openNodeBackend('wasm');
});

describe('a recipe that trains nothing', () => {
  test('runs from spec to report, with no stage and nothing left over', async () => {
    const before = tf.memory().numTensors;
    const events = await eventsOf(tiny);
    const { report, network } = finished(events);
    expect(tf.memory().numTensors).toBe(before);
    expect(report).toMatchObject({
      spec: { method: 'toy' },
      stages: [],
      epochs: [],
      ann: { pretrainEpochs: 0 },
    });
    expect(events.filter(({ type }) => ['stageBegan', 'epoch'].includes(type))).toEqual([]);
    expect(epochEtas(events)).toEqual([]);
    const record = readNetworkFile(network);
    expect(isFullySpiking(record)).toBe(true);
    expect(report.snn!.anytime).toHaveLength(4);
    expect(outcomeOf(report)).toMatchObject({ epochs: 0, snnTest: report.snn!.test.accuracy });
    // Its report is stored and read like any other; only that the house has no such method is said.
    expect(() => parseReport(JSON.parse(reportJson(report)))).toThrow(/method must be one of .*got "toy"/);
    const kept = events.reduce(
      (run, event) => applyEvent(run, event),
      beginRecord('run-1', tiny, report.startedAt),
    );
    expect(kept).toMatchObject({ status: 'finished', stages: [], network });
  });

  test('what it cannot take is said before anything runs: the layer by name, the limits by their setting', () => {
    const layersOf = (spec: RunSpec) => toLayers(parseNotation(spec.network));
    expect(layersOf(tiny).map(({ name }) => name)).toEqual(['conv1', 'fc2', 'output']);
    expect(crossChecks(tiny, known)).toEqual([]);
    expect(crossChecks({ ...tiny, network: '28x28-c2k5s4-8-10' }, known)).toEqual([
      { fields: ['network', 'method'], message: 'network: layer conv1 has a kernel larger than a toy' },
    ]);
    const limited = crossChecks({ ...tiny, weightBits: '4', fanIn: 9 }, known).map(({ message }) => message);
    expect(limited).toEqual([
      'weightBits: toys have no chip; use float (got 4)',
      'fanIn: toys have no chip; use none (got 9)',
    ]);
  });
});

test('a recipe that trains all layers at once has one stage, and its time left falls to nothing', async () => {
  const events = await eventsOf({ ...tiny, method: 'toy-whole', maxStageEpochs: 1 });
  const { report } = finished(events);
  expect(
    report.stages.map(({ stage, layer, threshold, epochs }) => [stage, layer, threshold, epochs]),
  ).toEqual([[1, 'all layers', [], 1]]);
  expect(report.epochs.map(({ stage, layer, epoch }) => [stage, layer, epoch])).toEqual([
    [1, 'all layers', 0],
    [1, 'all layers', 1],
  ]);
  expect(epochEtas(events)).toEqual([0]);
});

test('a method that nobody registered fails in words', async () => {
  const events = await eventsOf({ ...tiny, method: 'magic' });
  expect(events.at(-1)).toMatchObject({
    type: 'runFailed',
    message: expect.stringMatching(/^method must be one of ptl, .*toy, toy-whole \(got “magic”\)$/),
  });
});
