/**
 * Tests pre-training with the ends of a separator: it learns, every number of workers gives the
 * same numbers, each epoch has its own mixtures, and the rate is halved where nothing improves.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { createParameters, disposeParameters, initialValues, readValues } from '../layers/parameters.ts';
import { objectiveOf } from '../objectives/index.ts';
import { disposeEnds, initialEnds, openEnds, readEnds } from '../separation/ends.ts';
import { crewsOf } from '../testing/crew.ts';
import { noWatch } from '../testing/toy.ts';
import { toyMixtures } from '../testing/toy-mixtures.ts';
import { alone, type Crew } from '../work/crew.ts';
import { createRandom } from '../work/random.ts';
import { type PretrainEpoch, type PretrainSettings, pretrain } from './pretrain.ts';

const record = parseNotation('1x120-e8k8s4-c8k1s1-c8k1x3s1-c8k1x3s1d1x2-c16k1s1');
const layers = toLayers(record);
const front = record.front!;
const settings: PretrainSettings = {
  epochs: 3,
  learningRate: 5e-3,
  decayEpoch: 0,
  patience: 0,
  halving: 0,
  clipNorm: 0.5,
  batchSize: 4,
  groups: 4,
  seed: 1,
};
const trainCount = 17;
const setOf = (purpose: string, first: number, count: number) =>
  toyMixtures(purpose, first, count, front.samples);

interface Drawn {
  readonly epoch: number;
  readonly first: number;
  readonly count: number;
}

async function trained(crew: Crew, change: Partial<PretrainSettings> = {}) {
  const random = createRandom(7, 'weights');
  const parameters = layers.map((layer) => createParameters(layer, initialValues(layer, random)));
  const ends = openEnds(initialEnds(front, random.next));
  const { separator } = ends;
  const epochs: PretrainEpoch[] = [];
  const drawn: Drawn[] = [];
  await pretrain(
    {
      layers,
      parameters,
      front: {
        separator,
        draw: (epoch, first, count) => {
          drawn.push({ epoch, first, count });
          return setOf(`epoch ${epoch}`, first, count);
        },
      },
    },
    setOf('fixed', 0, trainCount),
    setOf('validation', 0, 6),
    objectiveOf('separation', separator),
    { ...settings, ...change },
    noWatch,
    (epoch) => void epochs.push(epoch),
    crew,
  );
  const values = await Promise.all(parameters.map(readValues));
  const own = await readEnds(ends);
  disposeParameters(parameters);
  disposeEnds(ends);
  return { epochs, values, ends: own, drawn };
}

// The plain backend is slow.
describe.each([
  ['wasm', { epochs: 3, clips: [0, 0.5], sizes: [2, 3] }],
  ['cpu', { epochs: 1, clips: [0.5], sizes: [2] }],
] as const)('on %s', (backend, { epochs, clips, sizes }) => {
  beforeAll(async () => {
    await openNodeBackend(backend);
  }, 60_000);

  test('every number of workers learns the same, clipped or not', async () => {
    for (const clipNorm of clips) {
      const { drawn: _, ...one } = await trained(alone, { clipNorm, epochs });
      for (const size of sizes) {
        const members = await Promise.all(crewsOf(size).map((crew) => trained(crew, { clipNorm, epochs })));
        for (const { drawn: _own, ...member } of members) expect(member).toEqual(one);
      }
    }
  });
});

describe('what is learnt', () => {
  beforeAll(async () => {
    await openNodeBackend('wasm');
  }, 60_000);

  test('it lowers the loss, moves both ends, and leaves the bias of frames alone', async () => {
    const before = tf.memory().numTensors;
    const { epochs, ends } = await trained(alone, { epochs: 12 });
    expect(tf.memory().numTensors).toBe(before);
    const losses = epochs.map(({ validation }) => validation.loss);
    expect(Math.min(...losses)).toBeLessThan(losses[0]! - 3);
    const random = createRandom(7, 'weights');
    for (const layer of layers) initialValues(layer, random);
    const first = initialEnds(front, random.next);
    for (const part of ['encoder', 'gain', 'decoder'] as const) expect(ends[part]).not.toEqual(first[part]);
    expect(ends.bias).toEqual(first.bias);
  });

  test('clipping changes what is learnt', async () => {
    const [clipped, free] = [await trained(alone), await trained(alone, { clipNorm: 0 })];
    expect(clipped.epochs[0]!.trainLoss).not.toBe(free.epochs[0]!.trainLoss);
  });

  test('each epoch draws its mixtures, of which a member draws its own', async () => {
    const [one, two] = await Promise.all(crewsOf(2).map((crew) => trained(crew)));
    const ranges = [one!.drawn, two!.drawn];
    for (const [e, { epoch, first, count }] of ranges[0]!.entries()) {
      expect([epoch, first]).toEqual([e + 1, 0]);
      const other = ranges[1]![e]!;
      expect([other.epoch, other.first]).toEqual([e + 1, count]);
      expect(count + other.count).toBeLessThanOrEqual(trainCount);
    }
    expect(ranges[0]).toHaveLength(3);
  });

  test('the rate is halved after epochs without improvement, and training ends after more', async () => {
    // A rate at which nothing improves for long.
    const { epochs } = await trained(alone, { learningRate: 0.1, epochs: 40, halving: 2, patience: 5 });
    let since = 0;
    let halvings = 0;
    for (const { learningRate, best } of epochs) {
      expect(learningRate).toBe(0.1 / 2 ** halvings);
      since = best ? 0 : since + 1;
      if (since > 0 && since % 2 === 0) halvings++;
    }
    expect(halvings).toBeGreaterThan(1);
    expect(since).toBe(5);
    expect(epochs.length).toBeLessThan(40);
  });
});
