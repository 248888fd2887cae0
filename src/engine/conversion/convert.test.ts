/**
 * Tests that conversions leave no tensor behind and repeat exactly, and that training and simulator
 * agree.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { firstExamples } from '../examples/example-set.ts';
import { disposeParameters } from '../layers/parameters.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { argMax } from '../objectives/rows.ts';
import { evaluate } from '../simulation/evaluate.ts';
import { createSimulator, disposeSimulator, simulate } from '../simulation/simulate.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import {
  batchFrom,
  classLabels,
  noWatch,
  silent,
  toyAnn,
  toyImages,
  toySettings,
  toyValues,
} from '../testing/toy.ts';
import type { Pulse, Watch } from '../work/watch.ts';
import type { ConversionListener, ConversionSettings, StageEpoch } from './conversion.ts';
import { convert } from './convert.ts';
import { convertUntuned } from './convert-untuned.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const imagesOf = (count: number, seed: number) =>
  toyImages({ count, inputShape: [28, 28, 1], classes: 10, seed });
const images = {
  train: imagesOf(600, 1),
  validation: imagesOf(100, 2),
  test: imagesOf(100, 3),
  objective: classificationObjective,
};
const layers = toLayers(parseNotation('28x28-c2s2-c3s2-12-10'));
const settings: ConversionSettings = {
  ...toySettings,
  calibrationCount: 100,
  batchSize: 100,
  patience: 3,
  maxEpochs: 3,
  readoutStage: true,
};

/** Runs `work` and returns how many tensors it left behind. */
async function held(work: (before: number) => Promise<unknown>): Promise<number> {
  const before = tf.memory().numTensors;
  await work(before);
  return tf.memory().numTensors - before;
}

function startNew() {
  return toyAnn(layers, toyValues(layers, 1));
}

async function convertToy(changes: Partial<ConversionSettings>, watch: Watch, listener: ConversionListener) {
  const ann = startNew();
  try {
    return await convert(ann, images, { ...settings, ...changes }, watch, listener);
  } finally {
    disposeParameters(ann.parameters);
  }
}

test('the tensor count is the same after every epoch of a stage, and back where it was at the end', async () => {
  const counts = new Map<number, number[]>();
  const listener: ConversionListener = {
    ...silent,
    epoch: ({ stage, epoch }) => {
      if (epoch > 0) counts.set(stage, [...(counts.get(stage) ?? []), tf.memory().numTensors]);
    },
  };
  expect(await held(() => convertToy({}, noWatch, listener))).toBe(0);
  expect([...counts.keys()]).toEqual([1, 2, 3, 4]);
  for (const [, after] of counts) {
    expect(after).toHaveLength(3);
    expect(new Set(after).size).toBe(1);
  }
});

test('every batch of a phase holds as many tensors as the one before', async () => {
  const most = new Map<string, Set<number>>();
  const listener = { ...silent };
  let stage = 0;
  listener.stageBegan = (start) => {
    stage = start.stage;
  };
  const watch = async ({ phase, batch }: Pulse) => {
    // Adam makes its moments in the first step of a stage.
    if (phase !== 'training' || batch === 1) return;
    const key = `${stage}`;
    most.set(key, (most.get(key) ?? new Set()).add(tf.memory().numTensors));
  };
  await convertToy({ maxEpochs: 2 }, watch, listener);
  expect(most.size).toBe(4);
  for (const [, seen] of most) expect(seen.size).toBe(1);
});

describe('what the watch throws ends the conversion and frees everything', () => {
  test.each<[string, (pulse: Pulse, count: number) => boolean]>([
    ['at the very first batch', (_, count) => count === 1],
    ['while calibrating a later stage', ({ phase }, count) => phase === 'calibrating' && count > 30],
    ['while training', ({ phase, batch }) => phase === 'training' && batch === 3],
    ['while training a later stage', ({ phase }, count) => phase === 'training' && count > 50],
    ['while validating after an epoch', ({ phase }, count) => phase === 'validating' && count > 15],
  ])('%s', async (_, when) => {
    let count = 0;
    const thrown = new Error('enough');
    const left = await held(async () => {
      const watch: Watch = async (pulse) => {
        count++;
        if (when(pulse, count)) throw thrown;
      };
      await expect(convertToy({}, watch, silent)).rejects.toBe(thrown);
    });
    expect(left).toBe(0);
  });

  test('and so does what the listener throws', async () => {
    const listener: ConversionListener = {
      ...silent,
      epoch: ({ stage, epoch }) => {
        if (stage === 2 && epoch === 1) throw new Error('enough');
      },
    };
    expect(await held(() => expect(convertToy({}, noWatch, listener)).rejects.toThrow('enough'))).toBe(0);
  });
});

test('an untuned conversion that is ended early frees everything too', async () => {
  const left = await held(async () => {
    const ann = startNew();
    let count = 0;
    const watch = async () => {
      if (++count === 3) throw new Error('enough');
    };
    await expect(convertUntuned(ann, firstExamples(images.train, 100), settings, watch)).rejects.toThrow(
      'enough',
    );
    disposeParameters(ann.parameters);
  });
  expect(left).toBe(0);
});

test('a loss that is not a number is a DivergedError, and everything is freed', async () => {
  const left = await held(async () => {
    const values = toyValues(layers, 1);
    values.at(-1)!.weight.fill(Number.NaN);
    const ann = toyAnn(layers, values);
    await expect(convert(ann, images, settings, noWatch, silent)).rejects.toMatchObject({
      name: 'DivergedError',
      message: expect.stringMatching(/training loss became NaN in batch 1 of 6; try a lower learning rate/),
    });
    disposeParameters(ann.parameters);
  });
  expect(left).toBe(0);
});

async function epochsAndNetwork(seed: number) {
  const epochs: StageEpoch[] = [];
  const listener: ConversionListener = {
    ...silent,
    epoch: (epoch) => {
      epochs.push(epoch);
    },
  };
  return { network: await convertToy({ seed, maxEpochs: 1 }, noWatch, listener), epochs };
}

test('the same seed gives the same numbers to the last bit, another seed others', async () => {
  const first = await epochsAndNetwork(7);
  expect(await epochsAndNetwork(7)).toEqual(first);
  const other = await epochsAndNetwork(8);
  expect(other.epochs.map((epoch) => epoch.trainLoss)).not.toEqual(
    first.epochs.map((epoch) => epoch.trainLoss),
  );
});

function closeTo(a: tf.Tensor, b: tf.Tensor): void {
  const [left, right] = [a.dataSync(), b.dataSync()];
  expect(left.length).toBe(right.length);
  const difference = Math.max(...Array.from(left, (value, i) => Math.abs(value - right[i]!)));
  expect(difference).toBeLessThan(1e-4);
}

test('at the end of every stage of a tuned conversion the record simulates as the hybrid does', async () => {
  const compared: string[] = [];
  const listener: ConversionListener = {
    ...silent,
    stageEnded: ({ layer, network }, potentialsOf) => {
      compared.push(layer);
      const simulator = createSimulator(network);
      const { x } = batchFrom(images.test, 0, 100);
      tf.tidy(() => {
        const [hybrid, simulated] = [potentialsOf(x), simulate(simulator, x).output];
        closeTo(hybrid, simulated);
        expect(predictions(hybrid)).toEqual(predictions(simulated));
      });
      x.dispose();
      disposeSimulator(simulator);
    },
  };
  await convertToy({ maxEpochs: 1 }, noWatch, listener);
  expect(compared).toEqual(['conv1', 'conv2', 'fc3', 'output']);
});

function predictions(logits: tf.Tensor): number[] {
  const values = logits.dataSync();
  const classes = logits.shape[1]!;
  return Array.from({ length: logits.shape[0]! }, (_, i) =>
    argMax(values.slice(i * classes, (i + 1) * classes)),
  );
}

test('evaluate counts hits and spikes of exactly these images, whatever the batches', async () => {
  const network: SpikingNetwork = await convertToy({ maxEpochs: 0 }, noWatch, silent);
  const simulator = createSimulator(network);
  // 2048 / 4 steps allow 250 at once: 251 images leave one for a last batch.
  const judged = firstExamples(images.train, 251);
  const left = await held(async () => {
    const {
      scores,
      classes,
      spikeSums,
      images: count,
    } = await evaluate(simulator, judged, classificationObjective, noWatch);
    const labels = classLabels(judged);
    const hits = classes!.reduce((sum, predicted, i) => sum + (predicted === labels[i] ? 1 : 0), 0);
    expect([count, scores.accuracy]).toEqual([251, hits / 251]);
    const { x } = batchFrom(judged, 0, 251);
    const sums = tf.tidy(() => tf.sum(simulate(simulator, x).values[0]!, 0).dataSync());
    x.dispose();
    expect([...spikeSums[0]!]).toEqual([...sums]);
  });
  expect(left).toBe(0);
  disposeSimulator(simulator);
});
