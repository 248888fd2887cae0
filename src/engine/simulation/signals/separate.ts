/**
 * Separates a signal of any length into its talkers, piece by piece: the memory grows with the
 * piece, and with the sounds themselves, but not with the layers' spikes over the whole signal. The
 * pieces change nothing: every spike is that of the signal taken whole.
 *
 * Samples after the last whole frame are separated as well: the signal is filled up with zero
 * samples to the end of a frame, and the voices are cut to its length again. A network that
 * learnt from whole frames has seen no such frame.
 */
import * as tf from '@tensorflow/tfjs-core';
import { framesCovering, talkers } from '../../../networks/front.ts';
import { inputChannels, outputChannels } from '../../../networks/layer.ts';
import { encodeFrames, normaliseFrames, type Separator } from '../../separation/separator.ts';
import { countsOf } from '../../spiking/packed-spikes.ts';
import type { SpikingNetwork } from '../../spiking/spiking-network.ts';
import type { Watch } from '../../work/watch.ts';
import { createCoreStream } from './core-stream.ts';
import { asImage } from './frame-rows.ts';
import { createVoiceDecoder, samplesOf, type Voices } from './voice-decoder.ts';

export interface Separation {
  /** Frames of the signal, the one that was filled up among them. */
  readonly frames: number;
  readonly voices: Voices;
  /** The voices after each of the steps asked for. */
  readonly early: readonly { readonly step: number; readonly voices: Voices }[];
  /** Spikes per neuron and step of each hidden layer; null for an analog one. */
  readonly spikeRates: readonly (number | null)[];
}

export interface SeparateOptions {
  /** Awaited after each piece; it may throw to end the work. */
  readonly watch: Watch;
  /** Frames of a piece; by default as many as a layer of moderate memory has. */
  readonly piece?: number;
  /** Steps of the window after which the voices are wanted too, in ascending order. */
  readonly steps?: readonly number[];
}

/** Most values of the widest layer in a piece; spikes of a window are 32 times as many. */
const pieceValues = 2 ** 17;

/** Fewest frames of a piece: less is lost in calls. */
const leastPiece = 128;

/**
 * Separates a `mixture` `[samples]`. A network without thresholds is the analog one. Throws a
 * RangeError when the network is no core of this separator, when it cannot move along a signal
 * (core-stream.ts), or when a sample is not finite.
 */
export async function separate(
  network: SpikingNetwork,
  separator: Separator,
  mixture: Float32Array,
  options: SeparateOptions,
): Promise<Separation> {
  checkEnds(network, separator);
  checkSamples(mixture);
  const { steps = [], watch, piece = pieceOf(network) } = options;
  const frames = framesCovering(separator, mixture.length);
  const answers = [...steps, network.timeSteps].map(() => silentVoices(mixture.length));
  const hidden = network.layers.slice(0, -1);
  const spikes = hidden.map(() => 0);
  /** Spikes of each frame that a layer has made of the piece at hand. */
  let made: { l: number; perFrame: tf.Tensor }[] = [];
  const core = createCoreStream(network, steps, (l, found) => {
    if (found.spiking) made.push({ l, perFrame: tf.sum(countsOf(asImage(found)), -1) });
  });
  const decoders = answers.map((voices) => createVoiceDecoder(separator, mixture, voices));
  try {
    const pieces = Math.ceil(frames / piece);
    for (let p = 0; p < pieces; p++) {
      const [from, to] = [p * piece, Math.min(frames, (p + 1) * piece)];
      const found = tf.tidy(() => {
        made = [];
        const encoded = encodeFrames(separator, samplesOf(separator, mixture, from, to));
        const normalised = normaliseFrames(separator, encoded);
        const rows = tf.reshape(normalised, [to - from, separator.filters]);
        const potentials = core.push(rows, p === pieces - 1) ?? [];
        return { decoded: potentials.map((each, a) => decoders[a]!.decode(each)), made };
      });
      for (const [a, decoded] of found.decoded.entries())
        decoders[a]!.write((await decoded.data()) as Float32Array);
      for (const { l, perFrame } of found.made) spikes[l]! += sumOf((await perFrame.data()) as Float32Array);
      tf.dispose([...found.decoded, ...found.made.map(({ perFrame }) => perFrame)]);
      await watch({ phase: 'testing', batch: p + 1, batches: pieces });
    }
  } finally {
    for (const each of [...decoders, core]) each.dispose();
  }
  const voices = answers.at(-1)!;
  return {
    frames,
    voices,
    early: steps.map((step, i) => ({ step, voices: answers[i]! })),
    spikeRates: hidden.map(({ layer, threshold }, l) => {
      const perFrame = outputChannels(layer.synapse);
      return threshold ? spikes[l]! / Math.max(1, perFrame * frames * network.timeSteps) : null;
    }),
  };
}

function sumOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function checkEnds({ layers }: SpikingNetwork, { filters }: Separator): void {
  const [into, out] = [inputChannels(layers[0]!.layer.synapse), outputChannels(layers.at(-1)!.layer.synapse)];
  if (into !== filters)
    throw new RangeError(`the encoder makes ${filters} channels, and the network takes ${into}`);
  if (out !== talkers * filters)
    throw new RangeError(
      `two masks of ${filters} channels are wanted, and the network makes ${out} channels`,
    );
}

function checkSamples(mixture: Float32Array): void {
  const bad = mixture.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`sample ${bad} of the mixture is not finite`);
}

/** Returns the frames of a piece. */
function pieceOf({ layers }: SpikingNetwork): number {
  const widest = Math.max(...layers.map(({ layer }) => outputChannels(layer.synapse)));
  return Math.max(leastPiece, Math.floor(pieceValues / widest));
}

function silentVoices(samples: number): Voices {
  return [new Float32Array(samples), new Float32Array(samples)];
}
