/**
 * Tests that the cache of frozen layers' spikes changes nothing but the time: on, off and
 * overflowing, it gives the same run to the last bit.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { ConversionSettings, StageEpoch } from '../conversion/conversion.ts';
import { convert } from '../conversion/convert.ts';
import { convertUntuned } from '../conversion/convert-untuned.ts';
import type { ExampleSet } from '../examples/example-set.ts';
import { createInputs } from '../examples/examples.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { noWatch, silent, toyAnn, toyImages, toySettings, toyValues } from '../testing/toy.ts';
import { type CacheBudget, createArrivals } from './arrivals.ts';
import { disposeHybrid, throughFrozen } from './hybrid.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation('6x6-c3s1-c4s2-8-3'));
const inputShape = [6, 6, 1] as const;
const train = toyImages({ count: 200, inputShape, classes: 3, seed: 1 });
const validation = toyImages({ count: 90, inputShape, classes: 3, seed: 2 });

async function converted(cacheBytes: number, changes: Partial<ConversionSettings> = {}) {
  const epochs: Omit<StageEpoch, 'memory'>[] = [];
  const cached: number[] = [];
  const network = await convert(
    toyAnn(layers, toyValues(layers, 3)),
    { train, validation, objective: classificationObjective },
    { ...toySettings, readoutStage: true, ...changes },
    noWatch,
    {
      ...silent,
      epoch: ({ memory, ...epoch }) => {
        epochs.push(epoch);
        cached.push(memory.cacheBytes);
      },
    },
    { cacheBytes },
  );
  return { network, epochs, cached };
}

describe.each([
  ['a byte a neuron', 4],
  ['two bytes', 12],
  ['a word', 20],
  ['two words', 40],
])('%s, Ns %s', (_, timeSteps) => {
  test('on, off and overflowing give the same run', async () => {
    const off = await converted(0, { timeSteps });
    const on = await converted(1e9, { timeSteps });
    const most = Math.max(...on.cached);
    const overflowing = await converted(Math.floor(most / 3), { timeSteps });
    expect(off.cached.every((bytes) => bytes === 0)).toBe(true);
    expect(most).toBeGreaterThan(0);
    expect(Math.max(...overflowing.cached)).toBeGreaterThan(0);
    for (const other of [on, overflowing]) {
      expect(other.epochs).toEqual(off.epochs);
      expect(other.network).toEqual(off.network);
    }
  });
});

test('never more than the budget, while one stage’s spikes replace another’s too', async () => {
  const ann = toyAnn(layers, toyValues(layers, 3));
  const { hybrid } = await convertUntuned(ann, train, { ...toySettings, timeSteps: 4 }, noWatch);
  const frozen = hybrid.frozen.splice(0);
  // 108 neurons a byte each in the first layer.
  for (const bytes of [0, 5_000, 108 * 150, 1e6]) {
    const budget: CacheBudget = { bytes, used: 0 };
    const arrivals = createArrivals(hybrid, train, budget);
    let most = 0;
    const watch = async () => {
      most = Math.max(most, budget.used);
    };
    for (const layer of frozen) {
      hybrid.frozen.push(layer);
      await arrivals.advance('calibrating', watch);
      expect(budget.used).toBeLessThanOrEqual(bytes);
    }
    expect(most).toBeLessThanOrEqual(bytes);
    if (bytes > 10_000) expect(most).toBeGreaterThan(bytes === 1e6 ? 20_000 : 10_000);
    arrivals.dispose();
    expect(budget.used).toBe(0);
    hybrid.frozen.length = 0;
  }
  hybrid.frozen.push(...frozen);
  disposeHybrid(hybrid);
});

test('examples come in the order asked for, kept ones and others mixed', async () => {
  const ann = toyAnn(layers, toyValues(layers, 3));
  const { hybrid } = await convertUntuned(ann, train, { ...toySettings, timeSteps: 4 }, noWatch);
  const last = hybrid.frozen.splice(1);
  const budget: CacheBudget = { bytes: 108 * 130, used: 0 };
  const arrivals = createArrivals(hybrid, train, budget);
  await arrivals.advance('calibrating', noWatch);
  expect(budget.used).toBe(108 * 128);
  const indices = [199, 3, 127, 128, 0, 150, 64, 3];
  tf.tidy(() => {
    const { spikes, value } = arrivals.arrivalAt(indices);
    const pixels = tf.tensor4d(
      Float32Array.from(
        indices.flatMap((i) => [...train.inputs.subarray(i * 36, (i + 1) * 36)]),
        (byte) => byte / 255,
      ),
      [indices.length, 6, 6, 1],
    );
    const wanted = throughFrozen(hybrid, pixels);
    expect([...spikes!.dataSync()]).toEqual([...wanted.spikes!.dataSync()]);
    expect([...value.dataSync()]).toEqual([...wanted.value.dataSync()]);
    expect(value.dataSync().some((count) => count > 0)).toBe(true);
  });
  arrivals.dispose();
  hybrid.frozen.push(...last);
  disposeHybrid(hybrid);
});

test('an augmented set is never kept: its spikes change from pass to pass', async () => {
  const ann = toyAnn(layers, toyValues(layers, 3));
  const { hybrid } = await convertUntuned(ann, train, { ...toySettings, timeSteps: 4 }, noWatch);
  const last = hybrid.frozen.splice(1);
  const noise: ExampleSet = {
    ...train,
    augmentation: {
      seed: 1,
      apply: (input, _, random) => {
        for (let i = 0; i < input.length; i++) input[i]! += random.next();
      },
    },
  };
  const budget: CacheBudget = { bytes: 1e9, used: 0 };
  const arrivals = createArrivals(hybrid, noise, budget);
  let pulses = 0;
  await arrivals.advance('calibrating', async () => {
    pulses++;
  });
  expect([budget.used, pulses]).toEqual([0, 0]);
  const indices = [199, 3, 0];
  const arrived = () => tf.tidy(() => [...arrivals.arrivalAt(indices).spikes!.dataSync()]);
  const inputs = createInputs(noise);
  const wanted = () => tf.tidy(() => [...throughFrozen(hybrid, inputs.at(indices)).spikes!.dataSync()]);
  const passes: number[][] = [];
  for (let pass = 0; pass < 3; pass++) {
    expect(arrived()).toEqual(wanted());
    passes.push(arrived());
    arrivals.beginPass();
    inputs.beginPass();
  }
  expect(passes[1]).not.toEqual(passes[0]);
  expect(passes[2]).not.toEqual(passes[1]);
  // The same set without augmentation is kept.
  const kept = createArrivals(hybrid, train, budget);
  await kept.advance('calibrating', noWatch);
  expect(budget.used).toBe(108 * 200);
  kept.dispose();
  arrivals.dispose();
  expect(budget.used).toBe(0);
  hybrid.frozen.push(...last);
  disposeHybrid(hybrid);
});
