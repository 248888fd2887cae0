/** Makes recordings of made-up talkers, for tests: noise that swells, of their own loudness. */
import { createRandom } from '../../engine/work/random.ts';
import { bytesOfText, type Files } from './archives.ts';

export interface Said {
  readonly seconds?: number;
  readonly rate?: number;
  readonly channels?: number;
}

/** Returns whole numbers of 16 bits that differ from seed to seed. */
export function said(seed: number, length: number): Int16Array {
  const random = createRandom(seed, 'said in a test');
  return Int16Array.from({ length }, () => Math.round(8000 * (random.next() - 0.5)));
}

/** Returns a WAV file of 16 bits; the samples of several channels alternate. */
export function wavOf(samples: Int16Array, rate = 8000, channels = 1): Uint8Array {
  const bytes = new Uint8Array(44 + 2 * samples.length);
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOfText('RIFF'));
  view.setUint32(4, bytes.length - 8, true);
  bytes.set(bytesOfText('WAVEfmt '), 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * channels * rate, true);
  view.setUint16(32, 2 * channels, true);
  view.setUint16(34, 16, true);
  bytes.set(bytesOfText('data'), 36);
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((value, i) => {
    view.setInt16(44 + 2 * i, value, true);
  });
  return bytes;
}

export function voiceOf(seed: number, { seconds = 9, rate = 8000, channels = 1 }: Said = {}): Uint8Array {
  return wavOf(said(seed, Math.round(seconds * rate) * channels), rate, channels);
}

/** Returns recordings of these talkers, a folder for each: `a/1.wav`, `a/2.wav`, `b/1.wav` … */
export function talkerFiles(
  talkers: readonly string[],
  each: number,
  options: Said = {},
): Record<string, Uint8Array> {
  return Object.fromEntries(
    talkers.flatMap((talker, t) =>
      Array.from({ length: each }, (_, i) => [`${talker}/${i + 1}.wav`, voiceOf(1 + t * each + i, options)]),
    ),
  );
}

/** Returns mixtures in the layout of WSJ0-2mix, so many in each split. */
export function mixtureFiles(counts: Readonly<Record<string, number>>, seconds = 5): Files {
  const files: Record<string, Uint8Array> = {};
  let seed = 1;
  for (const [split, count] of Object.entries(counts))
    for (let i = 0; i < count; i++) {
      const [first, second] = [seed++, seed++].map((own) => said(own, seconds * 8000)) as [
        Int16Array,
        Int16Array,
      ];
      files[`${split}/s1/${i}.wav`] = wavOf(first);
      files[`${split}/s2/${i}.wav`] = wavOf(second);
      files[`${split}/mix/${i}.wav`] = wavOf(first.map((value, at) => value + second[at]!));
    }
  return files;
}
