/**
 * Makes Poisson trains: pixel i of image n spikes at step t with a probability equal to its
 * brightness, independently at each step. The number behind a spike depends on seed, n, i and t
 * alone, so that neither batches nor the number of workers change a train.
 *
 * With `mix`, the finaliser of MurmurHash3 (A. Appleby), on 32-bit words: a = mix(mix(mix(seed) +
 * n) + i), g = mix(a) | 1, and pixel i spikes at step t where mix(a + t·g) < x·2³².
 * docs/network-file.md says the same to other simulators.
 */
import { chunksOf, wordSteps } from '../../backends/kernels/spiking/contract.ts';

function mix(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

export interface TrainSettings {
  readonly timeSteps: number;
  readonly seed: number;
  /** Index n of the first image in its set; the others follow. */
  readonly firstImage: number;
}

/** Returns packed trains `[⌈T/32⌉, N, size]` of images `[N, size]`, pixels 0…1. */
export function poissonWords(
  pixels: Float32Array,
  size: number,
  { timeSteps, seed, firstImage }: TrainSettings,
): Int32Array {
  const chunks = chunksOf(timeSteps);
  const words = new Int32Array(chunks * pixels.length);
  const ofSeed = mix(seed | 0);
  for (let at = 0; at < pixels.length; at++) {
    const limit = pixels[at]! * 2 ** 32;
    if (limit <= 0) continue;
    const ofImage = mix((ofSeed + firstImage + Math.floor(at / size)) | 0);
    const start = mix((ofImage + (at % size)) | 0);
    const stride = mix(start) | 1;
    let state = start;
    for (let k = 0; k < chunks; k++) {
      const steps = Math.min(wordSteps, timeSteps - k * wordSteps);
      let word = 0;
      for (let t = 0; t < steps; t++) {
        state = (state + stride) | 0;
        if (mix(state) >>> 0 < limit) word |= 1 << t;
      }
      words[k * pixels.length + at] = word;
    }
  }
  return words;
}
