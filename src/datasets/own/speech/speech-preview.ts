/** Computes what a person sees of imported speech before anything trains: how some of it swells. */
import { speechRate } from '../../speech/speech-set.ts';
import type { OwnSpeech, PartName, StoredRecording } from './own-speech.ts';

/** A recording as it is drawn. */
export interface Excerpt {
  readonly part: PartName;
  readonly speaker: string;
  readonly gender: StoredRecording['gender'];
  readonly seconds: number;
  /** The largest magnitude, 0 to 1, in each of the equal stretches of the recording. */
  readonly swell: Float32Array;
}

const mostExcerpts = 8;
const stretches = 120;

function swellOf(samples: Int16Array): Float32Array {
  const swell = new Float32Array(Math.min(stretches, samples.length));
  samples.forEach((value, i) => {
    const at = Math.floor((i * swell.length) / samples.length);
    swell[at] = Math.max(swell[at]!, Math.abs(value) / 2 ** 15);
  });
  return swell;
}

/**
 * Returns the first training recording of some talkers, as many of either gender as there is room
 * for; or the first mixtures.
 */
export function excerptsOf({ recordings, layout }: OwnSpeech): Excerpt[] {
  const seen = new Set<string>();
  const firsts = recordings.filter(({ part, speaker }) => {
    if (part !== 'train' || seen.has(speaker)) return false;
    if (layout === 'talkers') seen.add(speaker);
    return true;
  });
  const [some, others] = [true, false].map((wanted) =>
    firsts.filter(({ gender }) => (gender === 'F') === wanted),
  ) as [StoredRecording[], StoredRecording[]];
  const share = Math.max(mostExcerpts / 2, mostExcerpts - others.length);
  const picked = some.slice(0, share);
  return [...picked, ...others.slice(0, mostExcerpts - picked.length)].map(
    ({ part, speaker, gender, channels }) => ({
      part,
      speaker,
      gender,
      seconds: channels[0]!.length / speechRate,
      swell: swellOf(channels[0]!),
    }),
  );
}
