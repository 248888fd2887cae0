/**
 * Tests what changes in a stage and what does not (design §4.5–4.8), on real conversions of a toy
 * network.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import type { Layer } from '../../networks/layer.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { ConversionSettings, StageEnd } from '../conversion/conversion.ts';
import { convert } from '../conversion/convert.ts';
import { convertUntuned } from '../conversion/convert-untuned.ts';
import { type ExampleSet, firstExamples } from '../examples/example-set.ts';
import { inferLayer } from '../layers/ann.ts';
import { type LayerValues, readValues } from '../layers/parameters.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import {
  batchFrom,
  classLabels,
  noWatch,
  toyAnn,
  toyImages,
  toySettings,
  toyValues,
} from '../testing/toy.ts';
import { couple, createHybrid, disposeHybrid, straightThrough } from './hybrid.ts';
import { percentile } from './percentile.ts';
import { recordHybrid } from './record-hybrid.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers: readonly Layer[] = toLayers(parseNotation('6x6-c3s1-c4s2-8-3'));
const inputShape = [6, 6, 1] as const;
const train = toyImages({ count: 96, inputShape, classes: 3, seed: 1 });
const validation = toyImages({ count: 48, inputShape, classes: 3, seed: 2 });
/**
 * Validation images with wrong classes: learning the true classes makes the loss on these worse
 * with every epoch.
 */
const contrary: ExampleSet = {
  ...validation,
  targets: { kind: 'class', labels: classLabels(validation).map((label) => (label + 1) % 3), classes: 3 },
};

interface Moment {
  readonly began: LayerValues[];
  readonly epochs: LayerValues[][];
  readonly ended: LayerValues[];
  readonly end: StageEnd;
}

/**
 * Converts the toy network and keeps all parameters at the start of every stage, after every epoch
 * and at its end.
 */
async function watchConversion(changes: Partial<ConversionSettings>, judged = validation) {
  const ann = toyAnn(layers, toyValues(layers, 3));
  const look = () => Promise.all(ann.parameters.map(readValues));
  const moments: Moment[] = [];
  let began: LayerValues[] = [];
  let epochs: LayerValues[][] = [];
  const network = await convert(
    ann,
    { train, validation: judged, objective: classificationObjective },
    { ...toySettings, ...changes },
    noWatch,
    {
      stageBegan: async () => {
        began = await look();
        epochs = [];
      },
      epoch: async () => {
        epochs.push(await look());
      },
      stageEnded: async (end) => {
        moments.push({ began, epochs, ended: await look(), end });
      },
    },
  );
  return { moments, network };
}

/** Returns the names of the values that are not the same to the last bit. */
function moved(before: LayerValues, after: LayerValues): string[] {
  const all = ({ weight, bias, batchNorm }: LayerValues) => ({ weight, bias, ...batchNorm });
  const old = all(before) as Record<string, Float32Array>;
  return Object.entries(all(after) as Record<string, Float32Array>)
    .filter(([name, values]) => values.some((value, i) => value !== old[name]![i]))
    .map(([name]) => name);
}

const movedIn = ({ began, ended }: Moment) => layers.map((_, l) => moved(began[l]!, ended[l]!));

const everythingLearnt = ['weight', 'gamma', 'beta', 'mean', 'variance'];

describe('a full conversion', () => {
  const whole = () => watchConversion({});

  test('each stage moves the coupled and all later layers, and nothing before them', async () => {
    const { moments } = await whole();
    expect(moments.map(movedIn)).toEqual([
      [everythingLearnt, everythingLearnt, everythingLearnt, ['weight', 'bias']],
      [[], everythingLearnt, everythingLearnt, ['weight', 'bias']],
      [[], [], everythingLearnt, ['weight', 'bias']],
    ]);
  });

  test('a frozen layer is the same to the last bit in every later record', async () => {
    const { moments, network } = await whole();
    const records = [...moments.map(({ end }) => end.network), network];
    records.forEach((record, stage) => {
      for (let l = 0; l <= Math.min(stage, 2); l++) {
        expect(record.layers[l]!.threshold).not.toBeNull();
        expect(record.layers[l]).toEqual(network.layers[l]);
      }
    });
  });

  test('a tuned network differs from an untuned one', async () => {
    const [tuned, untuned] = [(await whole()).network, (await watchConversion({ maxEpochs: 0 })).network];
    expect(tuned.layers[0]!.weight).not.toEqual(untuned.layers[0]!.weight);
  });
});

test('trainCoupledLayer off: the coupled layer stands still from stage 2 on, its statistics too', async () => {
  const { moments } = await watchConversion({ trainCoupledLayer: false });
  expect(moments.map(movedIn)).toEqual([
    [everythingLearnt, everythingLearnt, everythingLearnt, ['weight', 'bias']],
    [[], [], everythingLearnt, ['weight', 'bias']],
    [[], [], [], ['weight', 'bias']],
  ]);
});

test('the readout stage moves the output alone', async () => {
  const { moments, network } = await watchConversion({ readoutStage: true });
  expect(moments).toHaveLength(4);
  expect(movedIn(moments[3]!)).toEqual([[], [], [], ['weight', 'bias']]);
  const { end } = moments[3]!;
  expect([end.layer, end.threshold, end.diagnosticsBefore]).toEqual(['output', null, null]);
  expect(network.layers.slice(0, 3)).toEqual(moments[2]!.end.network.layers.slice(0, 3));
});

test('a stage ends with the parameters and statistics of its best epoch, not of its last', async () => {
  const { moments } = await watchConversion({ patience: 2, maxEpochs: 9, learningRate: 3e-3 }, contrary);
  let turnedBack = 0;
  for (const { epochs, ended, end } of moments) {
    const { bestEpoch, epoch } = end.scheduler;
    expect(ended).toEqual(epochs[bestEpoch]);
    if (bestEpoch < epoch) {
      turnedBack++;
      expect(ended).not.toEqual(epochs[epoch]);
    }
  }
  expect(turnedBack).toBeGreaterThan(0);
});

test('the validation figures of a stage’s end are those of the epoch that was kept', async () => {
  const seen: { epoch: number; loss: number }[] = [];
  await convert(
    toyAnn(layers, toyValues(layers, 3)),
    { train, validation: contrary, objective: classificationObjective },
    { ...toySettings, patience: 2, maxEpochs: 6, learningRate: 3e-3 },
    noWatch,
    {
      stageBegan: () => {
        seen.length = 0;
      },
      epoch: ({ epoch, validation: { loss } }) => {
        seen.push({ epoch, loss });
      },
      stageEnded: ({ before, after, scheduler }) => {
        expect(before.loss).toBe(seen[0]!.loss);
        expect(after.loss).toBe(seen[scheduler.bestEpoch]!.loss);
        expect(scheduler.best).toBe(Math.min(...seen.slice(1).map(({ loss }) => loss)));
      },
    },
  );
});

test('the rate falls to a tenth at an epoch counted over the whole run', async () => {
  const rates: (number | null)[] = [];
  await convert(
    toyAnn(layers, toyValues(layers, 3)),
    { train, validation, objective: classificationObjective },
    { ...toySettings, patience: 5, maxEpochs: 2, decayEpoch: 4 },
    noWatch,
    {
      stageBegan: () => {},
      epoch: ({ learningRate }) => {
        rates.push(learningRate);
      },
      stageEnded: () => {},
    },
  );
  expect(rates).toEqual([null, 1e-3, 1e-3, null, 1e-3, 1e-4, null, 1e-4, 1e-4]);
});

/** Returns the record of an untuned conversion by the function made for it. */
async function untuned(changes: Partial<ConversionSettings>): Promise<SpikingNetwork> {
  const settings = { ...toySettings, ...changes };
  const calibration = firstExamples(train, settings.calibrationCount);
  const { hybrid } = await convertUntuned(
    toyAnn(layers, toyValues(layers, 3)),
    calibration,
    settings,
    noWatch,
  );
  const record = await recordHybrid(hybrid, inputShape);
  disposeHybrid(hybrid);
  return record;
}

test.each<[string, Partial<ConversionSettings>]>([
  ['as it is', {}],
  ['with ϑ not folded', { foldThreshold: false }],
  ['with the bias spread', { firstLayerBias: 'spread' }],
  ['with V₀ = ϑ/2', { initialPotential: 'half', timeSteps: 9 }],
  ['with a threshold per channel', { threshold: { percentile: 99, scope: 'channel' }, calibrationCount: 96 }],
  [
    'with 4 bits',
    { constraint: { precision: { scheme: 'uniform', bits: 4 }, scope: 'tensor', fanIn: null } },
  ],
  ['with a fan-in of 6', { constraint: { precision: null, scope: 'channel', fanIn: 6 } }],
])('no epochs at all is the untuned conversion, %s', async (_, changes) => {
  const { network } = await watchConversion({ ...changes, maxEpochs: 0 });
  expect(network).toEqual(await untuned(changes));
});

test('foldThreshold off leaves the next layer’s weights alone, on multiplies them by ϑ', async () => {
  const values = toyValues(layers, 3);
  for (const foldThreshold of [false, true]) {
    const ann = toyAnn(layers, values);
    const hybrid = createHybrid(ann, { ...toySettings, foldThreshold });
    couple(hybrid, Float32Array.of(0.5));
    const { weight, bias } = await readValues(ann.parameters[1]!);
    expect([...weight]).toEqual([...values[1]!.weight].map((w) => (foldThreshold ? w * 0.5 : w)));
    expect(bias).toEqual(values[1]!.bias);
    disposeHybrid(hybrid);
  }
});

test('thresholds per channel are the percentile of each channel’s own activations over Ns', async () => {
  const ann = toyAnn(layers, toyValues(layers, 3));
  const { x } = batchFrom(train, 0, train.count);
  const activations = inferLayer(layers[0]!, ann.parameters[0]!, x, false).dataSync() as Float32Array;
  const { moments } = await watchConversion({
    maxEpochs: 0,
    threshold: { percentile: 99, scope: 'channel' },
  });
  const { threshold } = moments[0]!.end;
  expect(threshold!.upperBound).toHaveLength(3);
  for (let c = 0; c < 3; c++) {
    const bound = percentile(
      activations.filter((_, i) => i % 3 === c),
      99,
    );
    expect(threshold!.upperBound[c]).toBeCloseTo(bound, 5);
    expect(threshold!.threshold[c]).toBeCloseTo(bound / 4, 5);
  }
});

test('a dead channel gets ϑ = 0, is counted, and the network still runs', async () => {
  const values = toyValues(layers, 3);
  const norm = values[0]!.batchNorm!;
  norm.gamma[1] = 0;
  norm.beta[1] = -1;
  const { hybrid, thresholds } = await convertUntuned(
    toyAnn(layers, values),
    firstExamples(train, 32),
    { ...toySettings, threshold: { percentile: 100, scope: 'channel' } },
    noWatch,
  );
  expect(thresholds[0]!.dead).toBe(1);
  expect(thresholds[0]!.threshold[1]).toBe(0);
  expect(thresholds[0]!.threshold[0]).toBeGreaterThan(0);
  const record = await recordHybrid(hybrid, inputShape);
  expect(record.layers.every(({ weight }) => weight.every(Number.isFinite))).toBe(true);
  disposeHybrid(hybrid);
});

test('straight through: counts forward, the gradient backward as it came, nothing for the counts', () => {
  const analog = tf.variable(tf.tensor1d([0.2, -3, 7]));
  const counts = tf.variable(tf.tensor1d([0, 4, 2]));
  const up = tf.tensor1d([1.5, -2, 0.25]);
  const { value, grads } = tf.variableGrads(
    () => tf.sum(tf.mul(straightThrough(analog, counts), up)) as tf.Scalar,
    [analog],
  );
  expect(value.dataSync()[0]).toBe(-7.5);
  expect([...grads[analog.name]!.dataSync()]).toEqual([1.5, -2, 0.25]);
  expect(() =>
    tf.variableGrads(() => tf.sum(straightThrough(analog, counts)) as tf.Scalar, [counts]),
  ).toThrow();
});
