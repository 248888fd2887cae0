/**
 * Tests that a signal taken in pieces is computed as the ordinary simulator computes it whole: the
 * spikes of every layer, the potentials after every step, and the voices.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { framesCovering } from '../../networks/front.ts';
import {
  createSeparator,
  decodeVoices,
  encodeFrames,
  normaliseFrames,
  type Separator,
  separatorVariables,
} from '../separation/separator.ts';
import { createCoreStream } from '../simulation/signals/core-stream.ts';
import { type Separation, separate } from '../simulation/signals/separate.ts';
import { createSimulator, disposeSimulator, simulate } from '../simulation/simulate.ts';
import { trainOf } from '../spiking/packed-spikes.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { noise, type SpikingCoreShape, separatorEnds, spikingCore } from './separators.ts';
import { noWatch } from './toy.ts';

/** These reach 15 frames to each side. */
const dilations = [1, 2, 4, 8];

const leaky = { coding: 'constant', reset: 'hard', leak: 0.98, decoding: 'potential', seed: 1 } as const;

type Shape = Omit<SpikingCoreShape, 'frames'> & { readonly arrivalRate?: number };

const cores: readonly (readonly [string, Shape])[] = [
  ['as the paper’s', { filters: 4, dilations, timeSteps: 8, seed: 1 }],
  ['of two words', { filters: 3, dilations, timeSteps: 40, seed: 2 }],
  [
    'of other settings',
    {
      filters: 5,
      dilations: [1, 8, 3],
      timeSteps: 32,
      seed: 3,
      settings: { initialPotential: 'half', firstLayerBias: 'spread' },
    },
  ],
  ['between stages', { filters: 4, dilations, timeSteps: 8, seed: 4, spiking: 3 }],
  ['still analog', { filters: 4, dilations, timeSteps: 8, seed: 5, spiking: 0 }],
  ['by dense products', { filters: 4, dilations, timeSteps: 8, seed: 6, arrivalRate: 0.9 }],
  [
    'that leaks',
    { filters: 4, dilations, timeSteps: 40, seed: 7, thresholds: [0.02, 0.4], settings: { dynamics: leaky } },
  ],
];

function coreFor({ arrivalRate, ...shape }: Shape, frames: number): SpikingNetwork {
  const network = spikingCore({ ...shape, frames });
  if (arrivalRate === undefined) return network;
  return { ...network, layers: network.layers.map((layer) => ({ ...layer, arrivalRate })) };
}

interface Found {
  /** Trains `[T, frames, C]` or values `[frames, C]` of the hidden layers. */
  readonly hidden: readonly number[][];
  readonly potentials: number[];
}

/** Returns what the simulator makes of all frames `[frames, N]` at once. */
async function whole(network: SpikingNetwork, frames: tf.Tensor2D): Promise<Found> {
  const simulator = createSimulator(network);
  const made = tf.tidy(() => {
    const { spikes, values, output } = simulate(simulator, tf.reshape(frames, [1, 1, ...frames.shape]));
    return [...spikes.map((each, l) => (each ? trainOf(each, network.timeSteps) : values[l]!)), output];
  });
  const read = await Promise.all(made.map(async (each) => [...(await each.data())]));
  tf.dispose(made);
  disposeSimulator(simulator);
  return { hidden: read.slice(0, -1), potentials: read.at(-1)! };
}

/** Returns the same from pieces of the frames. */
async function inPieces(network: SpikingNetwork, frames: tf.Tensor2D, piece: number): Promise<Found> {
  const parts: tf.Tensor[][] = network.layers.map(() => []);
  const core = createCoreStream(network, [], (l, { spiking, tensor }) => {
    parts[l]!.push(tf.keep(spiking ? trainOf(tensor, network.timeSteps) : tf.clone(tensor)));
  });
  const count = frames.shape[0];
  for (let from = 0; from < count; from += piece) {
    tf.tidy(() => {
      const next = tf.slice(frames, from, Math.min(piece, count - from));
      const made = core.push(next, from + piece >= count);
      if (made) parts.at(-1)!.push(tf.keep(tf.clone(made[0]!)));
    });
  }
  const read = await Promise.all(
    parts.map(async (each) => {
      const joined = tf.concat(each, each[0]!.rank - 2);
      const values = [...(await joined.data())];
      tf.dispose([joined, ...each]);
      return values;
    }),
  );
  core.dispose();
  return { hidden: read.slice(0, -1), potentials: read.at(-1)! };
}

const ends = { length: 6, stride: 3 };

function separatorFor(filters: number): Separator {
  const shape = { ...ends, filters };
  return createSeparator(shape, separatorEnds(shape, 11));
}

const arraysOf = ({ voices, early }: Separation) =>
  [voices, ...early.map((each) => each.voices)].map((pair) => pair.map((voice) => [...voice]));

/** Signals in frames: longer than the reach, between it and the kernels, a few frames, and one. */
const signals: readonly (readonly [number, readonly number[]])[] = [
  [70, [1, 7, 20, 69]],
  [16, [5, 15]],
  [5, [2]],
  [1, [1]],
];

/** Returns the share of values that differ. */
function shareApart(found: readonly number[], expected: readonly number[]): number {
  expect(found).toHaveLength(expected.length);
  return found.filter((value, i) => Math.abs(value - expected[i]!) > 1e-4).length / found.length;
}

export function signalsSuite(backend: string, open: () => Promise<unknown>): void {
  beforeAll(async () => {
    await open();
  });

  describe.each(cores)(`a core ${backend === 'cpu' ? 'on cpu' : `on ${backend}`} %s`, (_name, shape) => {
    test.each(signals)(
      '%i frames in pieces of %j: every spike is that of the whole',
      async (count, pieces) => {
        const network = coreFor(shape, count);
        const frames = tf.tensor2d(noise(count * shape.filters, count), [count, shape.filters]);
        const expected = await whole(network, frames);
        for (const [l, train] of count < 16 ? [] : expected.hidden.entries()) {
          // A layer that is silent, or that always fires, would prove nothing.
          const active = train.filter((value) => value > 0).length / train.length;
          expect(active, `layer ${l}`).toBeGreaterThan(0.01);
          if (network.layers[l]!.threshold) expect(active, `layer ${l}`).toBeLessThan(0.98);
        }
        const before = tf.memory().numTensors;
        for (const piece of pieces) expect(await inPieces(network, frames, piece)).toEqual(expected);
        expect(tf.memory().numTensors).toBe(before);
        frames.dispose();
      },
    );
  });

  test('neurons outside the signal would fire by their bias: silence there is no input of zeros', async () => {
    const [, shape] = cores[0]!;
    const count = 40;
    const frames = tf.tensor2d(noise(count * shape.filters, 1), [count, shape.filters]);
    const margin = 16;
    const padded = tf.pad(frames, [
      [margin, margin],
      [0, 0],
    ]) as tf.Tensor2D;
    const inside = (await whole(coreFor(shape, count + 2 * margin), padded)).potentials.slice(
      margin * 2 * shape.filters,
      (margin + count) * 2 * shape.filters,
    );
    expect(inside).not.toEqual((await whole(coreFor(shape, count), frames)).potentials);
    tf.dispose([frames, padded]);
  });

  describe(`separation on ${backend}`, () => {
    const shape = { filters: 4, dilations, timeSteps: 8, seed: 1 };
    const steps = [1, 2, 5];

    test.each([1, 5, 6, 7, 40, 211, 212])('of %i samples does not depend on the pieces', async (samples) => {
      const separator = separatorFor(shape.filters);
      // The record's own number of frames plays no part.
      const network = spikingCore({ ...shape, frames: 50 });
      const mixture = noise(samples, samples);
      const before = tf.memory().numTensors;
      const all = await separate(network, separator, mixture, { watch: noWatch, piece: 1000, steps });
      expect(all.frames).toBe(framesCovering(ends, samples));
      for (const piece of [1, 4, 13]) {
        const found = await separate(network, separator, mixture, { watch: noWatch, piece, steps });
        expect(arraysOf(found)).toEqual(arraysOf(all));
        expect(found.spikeRates).toEqual(all.spikeRates);
      }
      expect(tf.memory().numTensors).toBe(before);
      tf.dispose(separatorVariables(separator));
    });

    test('is what encoder, simulator and decoder make of the signal with zeros behind it', async () => {
      const separator = separatorFor(shape.filters);
      const [samples, filled] = [212, 213];
      const mixture = noise(samples, 3);
      const frames = framesCovering(ends, samples);
      expect((frames - 1) * ends.stride + ends.length).toBe(filled);
      const network = spikingCore({ ...shape, frames });
      const simulator = createSimulator(network);
      const { voices, early, rates } = tf.tidy(() => {
        const signal = tf.pad(tf.tensor1d(mixture), [[0, filled - samples]]);
        const encoded = encodeFrames(separator, tf.reshape(signal, [1, 1, filled, 1]));
        const { spikes, output, arrivingAtReadout } = simulate(
          simulator,
          normaliseFrames(separator, encoded),
        );
        const arriving = trainOf(arrivingAtReadout!, network.timeSteps);
        const { weight, bias } = network.layers.at(-1)!;
        const weights = tf.tensor2d(weight, [shape.filters, 2 * shape.filters]);
        return {
          rates: spikes.map((each) => tf.mean(trainOf(each!, network.timeSteps))),
          voices: decodeVoices(separator, encoded, output),
          early: steps.map((step) => {
            const counts = tf.sum(tf.reshape(tf.slice(arriving, 0, step), [step, frames, shape.filters]), 0);
            const current = tf.add(
              tf.matMul(counts as tf.Tensor2D, weights),
              tf.mul(tf.tensor1d(bias), step / network.timeSteps),
            );
            return decodeVoices(separator, encoded, tf.reshape(current, [1, 1, frames, 2 * shape.filters]));
          }),
        };
      });
      const found = await separate(network, separator, mixture, { watch: noWatch, piece: 9, steps });
      for (const [i, wanted] of [voices, ...early].entries()) {
        const pair = i === 0 ? found.voices : found.early[i - 1]!.voices;
        const values = await wanted.data();
        expect(Math.max(...values)).toBeGreaterThan(0.05);
        pair.forEach((voice, talker) => {
          expect(voice).toHaveLength(samples);
          voice.forEach((value, s) => {
            expect(Math.abs(value - values[talker * filled + s]!)).toBeLessThan(1e-5);
          });
        });
      }
      for (const [l, mean] of rates.entries())
        expect(found.spikeRates[l]).toBeCloseTo((await mean.data())[0]!, 5);
      expect(found.early.map(({ step }) => step)).toEqual(steps);
      tf.dispose([voices, ...early, ...rates, ...separatorVariables(separator)]);
      disposeSimulator(simulator);
    });

    test('the last step has the answer of the whole window, and silence has one too', async () => {
      const separator = separatorFor(shape.filters);
      const network = spikingCore({ ...shape, frames: 50 });
      const options = { watch: noWatch, piece: 10, steps: [8] };
      const found = await separate(network, separator, noise(100, 5), options);
      expect(found.early[0]!.voices).toEqual(found.voices);
      const silent = await separate(network, separator, new Float32Array(100), options);
      for (const voice of silent.voices) expect([...voice]).toEqual(new Array(100).fill(0));
      const none = await separate(network, separator, new Float32Array(0), options);
      expect(none).toMatchObject({ frames: 0, voices: [{ length: 0 }, { length: 0 }] });
      expect(none.spikeRates).toEqual(new Array(5).fill(0));
      tf.dispose(separatorVariables(separator));
    });

    test('is told of and ended piece by piece, and leaves nothing behind', async () => {
      const separator = separatorFor(shape.filters);
      const network = spikingCore({ ...shape, frames: 50 });
      const told: string[] = [];
      const before = tf.memory().numTensors;
      const separated = separate(network, separator, noise(100, 5), {
        piece: 10,
        watch: async ({ batch, batches }) => {
          told.push(`${batch} of ${batches}`);
          if (batch === 2) throw new Error('stopped');
        },
      });
      await expect(separated).rejects.toThrow('stopped');
      expect(told).toEqual(['1 of 4', '2 of 4']);
      expect(tf.memory().numTensors).toBe(before);
      tf.dispose(separatorVariables(separator));
    });
  });
}

/**
 * The same on backends where tfjs's own convolution adds in an order that depends on the size of
 * the image: a current may differ in its last bit, and a spike with it.
 */
export function roundedSignalsSuite(backend: string, open: () => Promise<unknown>): void {
  beforeAll(async () => {
    await open();
  });

  test.each(cores.slice(0, 2))(
    `a core on ${backend} %s: spikes are those of the whole`,
    async (_name, shape) => {
      const count = 36;
      const network = coreFor(shape, count);
      const frames = tf.tensor2d(noise(count * shape.filters, count), [count, shape.filters]);
      const expected = await whole(network, frames);
      const before = tf.memory().numTensors;
      const found = await inPieces(network, frames, 17);
      expect(tf.memory().numTensors).toBe(before);
      for (const [l, train] of expected.hidden.entries())
        expect(shareApart(found.hidden[l]!, train), `layer ${l}`).toBeLessThan(0.02);
      frames.dispose();
    },
  );
}
