/** Speech that a person imported: recordings at 8 kHz in 16 bits, each in a part of the set. */
import type { Utterance } from '../../mixing/mix.ts';
import { type FixedMixture, type Speech, speechRate } from '../../speech/speech-set.ts';
import type { OwnFacts } from '../own-set.ts';

/** The parts of recordings of talkers, and those of mixtures. */
export const talkerParts = ['train', 'validation', 'closed', 'open'] as const;
export const mixedParts = ['train', 'validation', 'test'] as const;
export type PartName = (typeof talkerParts)[number] | (typeof mixedParts)[number];

export interface StoredRecording {
  readonly part: PartName;
  /** The talker; the name of the file of a mixture. */
  readonly speaker: string;
  readonly gender: Utterance['gender'];
  /** The recording; or a mixture, its first voice and its second voice, all equally long. */
  readonly channels: readonly Int16Array[];
}

/** What a part holds. */
export interface PartFacts {
  readonly part: PartName;
  readonly recordings: number;
  /** Samples of all recordings; those of a mixture count once. */
  readonly samples: number;
  /** Number of talkers, and of those whose gender is known; 0 of mixtures. */
  readonly talkers: number;
  readonly female: number;
  readonly male: number;
}

export interface OwnSpeechFacts extends Pick<OwnFacts, 'title' | 'source' | 'skipped' | 'hash'> {
  readonly kind: 'speech';
  readonly layout: 'talkers' | 'mixed';
  readonly parts: readonly PartFacts[];
  /** What a person should know of how it was read, in sentences. */
  readonly notes: readonly string[];
}

export interface OwnSpeech extends OwnSpeechFacts {
  /** In the order of their parts. */
  readonly recordings: readonly StoredRecording[];
}

export function partsOf(layout: OwnSpeechFacts['layout']): readonly PartName[] {
  switch (layout) {
    case 'talkers':
      return talkerParts;
    case 'mixed':
      return mixedParts;
  }
}

/** Number of signals of a recording. */
export function channelsOf(layout: OwnSpeechFacts['layout']): 1 | 3 {
  switch (layout) {
    case 'talkers':
      return 1;
    case 'mixed':
      return 3;
  }
}

/** Counts what each part holds. */
export function partFacts(
  layout: OwnSpeechFacts['layout'],
  recordings: readonly StoredRecording[],
): PartFacts[] {
  return partsOf(layout).map((part) => {
    const own = recordings.filter((recording) => recording.part === part);
    const speakersOf = (some: readonly StoredRecording[]) =>
      layout === 'mixed' ? 0 : new Set(some.map(({ speaker }) => speaker)).size;
    return {
      part,
      recordings: own.length,
      samples: own.reduce((sum, { channels }) => sum + channels[0]!.length, 0),
      talkers: speakersOf(own),
      female: speakersOf(own.filter(({ gender }) => gender === 'F')),
      male: speakersOf(own.filter(({ gender }) => gender === 'M')),
    };
  });
}

/** Writes how long so many samples are, in minutes. */
export function minutesOf(samples: number): string {
  return (samples / speechRate / 60).toFixed(1);
}

const floats = (samples: Int16Array) => Float32Array.from(samples, (value) => value / 2 ** 15);

/** Returns the recordings as a run takes them. */
export function speechOf({ layout, recordings }: Pick<OwnSpeech, 'layout' | 'recordings'>): Speech {
  const of = <T>(part: PartName, as: (recording: StoredRecording) => T): T[] =>
    recordings.filter((recording) => recording.part === part).map(as);
  const asUtterance = ({ speaker, gender, channels }: StoredRecording): Utterance => ({
    speaker,
    gender,
    samples: floats(channels[0]!),
  });
  const asMixture = ({ speaker, channels: [mixture, first, second] }: StoredRecording): FixedMixture => ({
    name: speaker,
    pairing: null,
    mixture: floats(mixture!),
    voices: [floats(first!), floats(second!)],
  });
  const rate = speechRate;
  switch (layout) {
    case 'talkers':
      return {
        rate,
        train: of('train', asUtterance),
        validation: of('validation', asUtterance),
        closed: of('closed', asUtterance),
        open: of('open', asUtterance),
      };
    case 'mixed':
      return {
        rate,
        mixed: {
          train: of('train', asMixture),
          validation: of('validation', asMixture),
          test: of('test', asMixture),
        },
      };
  }
}
