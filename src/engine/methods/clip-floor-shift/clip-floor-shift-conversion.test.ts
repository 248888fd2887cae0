/**
 * Tests quantisation-aware training on a toy: it learns, reports, keeps the best, repeats, frees
 * its tensors, and runs in step over a crew.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { toLayers } from '../../../networks/chain.ts';
import { parseNotation } from '../../../networks/notation.ts';
import type { ConversionListener, StageEnd, StageEpoch } from '../../conversion/conversion.ts';
import { disposeParameters, initialValues } from '../../layers/parameters.ts';
import { classificationObjective } from '../../objectives/cross-entropy.ts';
import { evaluate } from '../../simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../simulation/simulate.ts';
import { crewsOf } from '../../testing/crew.ts';
import { batchFrom, noWatch, toyAnn, toyImages, toySettings } from '../../testing/toy.ts';
import type { Crew } from '../../work/crew.ts';
import { createRandom } from '../../work/random.ts';
import type { Watch } from '../../work/watch.ts';
import { type ClipFloorShiftSettings, trainClipFloorShift } from './clip-floor-shift-conversion.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const inputShape = [6, 6, 1] as const;
const layers = toLayers(parseNotation('6x6-c4s1-c5s2-8-3'));
const data = {
  train: toyImages({ count: 256, inputShape, classes: 3, seed: 1 }),
  validation: toyImages({ count: 90, inputShape, classes: 3, seed: 2 }),
  objective: classificationObjective,
};
const settings: ClipFloorShiftSettings = {
  ...toySettings,
  timeSteps: 8,
  quantisationSteps: 8,
  percentile: 99.9,
  learningRate: 0.01,
  maxEpochs: 5,
  patience: 5,
};

interface Told {
  readonly epochs: StageEpoch[];
  readonly logits: number[][];
  readonly ends: StageEnd[];
}

/**
 * Trains random weights. Returns the result, the events that the listener received, and `logits` of
 * some images after every epoch and at the end.
 */
async function trained(
  changes: Partial<ClipFloorShiftSettings> = {},
  { watch = noWatch, crew }: { readonly watch?: Watch; readonly crew?: Crew } = {},
) {
  const random = createRandom(3, 'weights');
  const ann = toyAnn(
    layers,
    layers.map((layer) => initialValues(layer, random)),
  );
  const { x } = batchFrom(data.validation, 0, 10);
  const told: Told = { epochs: [], logits: [], ends: [] };
  const note = (potentialsOf: (x: tf.Tensor4D) => tf.Tensor) =>
    told.logits.push(tf.tidy(() => [...potentialsOf(x).dataSync()]));
  const listener: ConversionListener = {
    stageBegan: () => {},
    epoch: (epoch, potentialsOf) => {
      told.epochs.push(epoch);
      note(potentialsOf);
    },
    stageEnded: (end, potentialsOf) => {
      told.ends.push(end);
      note(potentialsOf);
    },
  };
  try {
    const all = { ...settings, ...changes };
    const network = await trainClipFloorShift(ann, data, all, watch, listener, crew ? { crew } : {});
    return { network, told };
  } finally {
    x.dispose();
    disposeParameters(ann.parameters);
  }
}

const losses = ({ epochs }: Told) => epochs.map(({ validation }) => validation.loss);
const bounds = ({ network }: Awaited<ReturnType<typeof trained>>) =>
  network.layers.flatMap(({ threshold }) => (threshold ? [threshold[0]! * network.timeSteps] : []));

test('it learns the toy, all layers in one stage, and the spiking network answers nearly as well', async () => {
  const before = tf.memory().numTensors;
  const { network, told } = await trained({ maxEpochs: 12, patience: 12 });
  expect(tf.memory().numTensors).toBe(before);
  expect(told.epochs.map(({ stage, layer, epoch }) => [stage, layer, epoch])).toEqual(
    Array.from({ length: 13 }, (_, epoch) => [1, 'all layers', epoch]),
  );
  const [end] = told.ends;
  expect(end).toMatchObject({ stage: 1, layer: 'all layers', threshold: null, diagnosticsAfter: null });
  expect(end!.network).toEqual(network);
  expect(end!.after.accuracy).toBeGreaterThan(Math.max(0.9, end!.before.accuracy! + 0.2));
  const simulator = createSimulator(network);
  const { scores } = await evaluate(simulator, data.validation, classificationObjective, noWatch);
  disposeSimulator(simulator);
  expect(scores.accuracy).toBeGreaterThan(end!.after.accuracy! - 0.1);
});

test('the bounds are learnt, and kept and reloaded with the best epoch', async () => {
  const still = bounds(await trained({ maxEpochs: 0 }));
  const run = await trained({ learningRate: 0.1, maxEpochs: 12, patience: 12 });
  const { bestEpoch, epoch } = run.told.ends[0]!.scheduler;
  expect(bestEpoch).toBeLessThan(epoch);
  expect(run.told.logits.at(-1)).toEqual(run.told.logits[bestEpoch]);
  expect(run.told.logits.at(-1)).not.toEqual(run.told.logits[epoch]);
  expect(losses(run.told)[bestEpoch]).toBe(run.told.ends[0]!.after.loss);
  bounds(run).forEach((bound, l) => {
    expect(Math.abs(bound / still[l]! - 1)).toBeGreaterThan(0.01);
  });
});

test('the bounds stay above 0 under a learning rate that throws everything about', async () => {
  for (const bound of bounds(await trained({ learningRate: 2, maxEpochs: 3 }))) {
    expect(bound).toBeGreaterThan(0);
    expect(bound).toBeLessThan(Number.POSITIVE_INFINITY);
  }
});

test('the same seed gives the same to the last bit, another seed or number of steps something else', async () => {
  const run = await trained({ maxEpochs: 2 });
  const again = await trained({ maxEpochs: 2 });
  expect(again.network).toEqual(run.network);
  expect(losses(again.told)).toEqual(losses(run.told));
  expect(losses((await trained({ maxEpochs: 2, seed: 2 })).told)).not.toEqual(losses(run.told));
  expect(losses((await trained({ maxEpochs: 2, quantisationSteps: 3 })).told)).not.toEqual(losses(run.told));
});

test('a crew of two ends with the same network on both, and again the same', async () => {
  const both = async () => {
    const crews = crewsOf(2);
    const runs = await Promise.all(crews.map((crew) => trained({ maxEpochs: 2 }, { crew })));
    return runs;
  };
  const [first, second] = await both();
  expect(second!.network).toEqual(first!.network);
  expect(losses(second!.told)).toEqual(losses(first!.told));
  const [again] = await both();
  expect(again!.network).toEqual(first!.network);
  expect(losses(first!.told).at(-1)).toBeLessThan(losses(first!.told)[0]!);
});

describe('what the watch throws ends it and frees everything', () => {
  test.each(['calibrating', 'validating', 'training'])('while %s', async (phase) => {
    const before = tf.memory().numTensors;
    const thrown = new Error('enough');
    let seen = 0;
    const watch: Watch = async (pulse) => {
      if (pulse.phase === phase && ++seen === 3) throw thrown;
    };
    await expect(trained({}, { watch })).rejects.toBe(thrown);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('without fine-tuning it is the staircase on the weights as given', async () => {
  const { told, network } = await trained({ maxEpochs: 0 });
  expect(told.epochs.map(({ epoch }) => epoch)).toEqual([0]);
  expect(network).toMatchObject({
    timeSteps: 8,
    initialPotential: 'half',
    dynamics: { coding: 'constant', reset: 'soft', leak: 1, decoding: 'potential' },
  });
});
