/** Writes the voices of a signal from the potentials of its frames, which arrive in pieces. */
import * as tf from '@tensorflow/tfjs-core';
import { type FrontShape, talkers } from '../../../networks/front.ts';
import { decodeVoices, encodeFrames, type Separator } from '../../separation/separator.ts';

/** The two separated voices, `[samples]` each. */
export type Voices = readonly [Float32Array, Float32Array];

export interface VoiceDecoder {
  /**
   * Takes the potentials `[frames, 2N]` of the next frames and returns what {@link write} is to be
   * given, `[1, 2, samples]`. Call inside a tidy.
   */
  decode(potentials: tf.Tensor): tf.Tensor3D;
  /** Writes what was decoded last. */
  write(decoded: Float32Array): void;
  dispose(): void;
}

/** Returns the samples of frames `from` … `to` − 1 `[1, 1, samples, 1]`, zeros behind the end. */
export function samplesOf(
  { length, stride }: FrontShape,
  mixture: Float32Array,
  from: number,
  to: number,
): tf.Tensor4D {
  const samples = new Float32Array((to - from - 1) * stride + length);
  samples.set(mixture.subarray(from * stride, from * stride + samples.length));
  return tf.tensor4d(samples, [1, 1, samples.length, 1]);
}

/**
 * Creates the decoder. Frames overlap: it keeps the potentials of those that reach into samples of
 * the next piece, so that all frames of a sample are added up at once.
 */
export function createVoiceDecoder(
  separator: Separator,
  mixture: Float32Array,
  voices: Voices,
): VoiceDecoder {
  const { length, stride, filters } = separator;
  const overlapping = Math.ceil(length / stride) - 1;
  let held: tf.Tensor | null = null;
  /** Frames taken so far, and those among them that the last decoding wrote anew and again. */
  let taken = 0;
  let last = { new: 0, again: 0 };
  return {
    decode: (next) => {
      const all: tf.Tensor = held ? tf.concat([held, next], 0) : next;
      const frames = all.shape[0]!;
      last = { new: next.shape[0]!, again: frames - next.shape[0]! };
      taken += last.new;
      const kept = Math.min(overlapping, frames);
      held?.dispose();
      held = kept > 0 ? tf.keep(tf.slice(all, frames - kept, kept)) : null;
      const encoded = encodeFrames(separator, samplesOf(separator, mixture, taken - frames, taken));
      return decodeVoices(separator, encoded, tf.reshape(all, [1, 1, frames, talkers * filters]));
    },
    write: (decoded) => {
      const size = decoded.length / talkers;
      const start = (taken - last.new) * stride;
      voices.forEach((voice, talker) => {
        // Samples that later frames reach are written again with those.
        const ready = decoded.subarray(talker * size + last.again * stride, (talker + 1) * size);
        voice.set(ready.subarray(0, voice.length - start), start);
      });
    },
    dispose: () => {
      held?.dispose();
      held = null;
    },
  };
}
