/**
 * Voices: synthetic speech of our own at 8 kHz, for the task of separating talkers. Twelve talkers
 * in two registers say nonsense, computed when it is loaded, so there is no file to download. Eight
 * of them are learnt from; four are heard in the open test alone.
 */
import type { Utterance } from './mixing/mix.ts';
import { type SpeechSet, speechRate } from './speech/speech-set.ts';
import { type SpeechSource, speechSource } from './speech/speech-source.ts';

/** The seed of the set: its voices are the same ones for ever. */
const seed = 20210703;

/**
 * SHA-256 of the samples of all recordings, as 16-bit numbers in the order of the splits; a test
 * computes it.
 */
const sha256 = '59c20566b8df3eae7b9338ab58c1b6584625e48694a16adbec84a2d920e850d9';

/** Recordings of each talker and their length in seconds. */
const amounts = {
  train: { recordings: 2, seconds: 8 },
  validation: { recordings: 1, seconds: 5 },
  closed: { recordings: 1, seconds: 5 },
  open: { recordings: 2, seconds: 5 },
} as const;

async function record(onProgress: (loaded: number, total: number) => void): Promise<SpeechSet> {
  const { knownTalkers, openTalkers } = await import('./speech/synthesis/talkers.ts');
  const { synthesise } = await import('./speech/synthesis/synthesise.ts');
  const plan = (['train', 'validation', 'closed', 'open'] as const).flatMap((split, part) =>
    (split === 'open' ? openTalkers : knownTalkers).flatMap((talker) =>
      Array.from({ length: amounts[split].recordings }, (_, i) => ({
        split,
        talker,
        length: amounts[split].seconds * speechRate,
        seed: seed + 10 * part + i,
      })),
    ),
  );
  const bytes = (recordings: typeof plan) =>
    recordings.reduce((sum, { length }) => sum + length * Float32Array.BYTES_PER_ELEMENT, 0);
  const recorded = plan.map(({ split, talker, length, seed: own }, i) => {
    const utterance: Utterance = {
      speaker: talker.name,
      gender: talker.gender,
      samples: synthesise(talker, length, own),
    };
    onProgress(bytes(plan.slice(0, i + 1)), bytes(plan));
    return { split, utterance };
  });
  const of = (wanted: keyof typeof amounts) =>
    recorded.filter(({ split }) => split === wanted).map(({ utterance }) => utterance);
  return {
    rate: speechRate,
    train: of('train'),
    validation: of('validation'),
    closed: of('closed'),
    open: of('open'),
  };
}

export const voices: SpeechSource = speechSource(
  {
    id: 'voices',
    title: 'Voices (synthetic)',
    speech: {
      rate: speechRate,
      layout: 'talkers',
      talkers: { train: 8, open: 4 },
      synthetic: true,
    },
  },
  async (onProgress = () => {}) => ({ speech: await record(onProgress), sha256 }),
);
