/** Defines what a format of speech reads: recordings of talkers, or mixtures made elsewhere. */
import type { SplitCounts } from '../../dataset.ts';
import type { Utterance } from '../../mixing/mix.ts';
import type { Folder } from '../folder.ts';
import type { Skipped, Surroundings } from '../format.ts';

/** A recording at 8 kHz. Whole numbers have the same hash wherever they were resampled. */
export interface DecodedRecording {
  readonly path: string;
  /** The talker; the name of the file of a mixture. */
  readonly speaker: string;
  readonly gender: Utterance['gender'];
  /** The split that the set names for it; null where it names none. */
  readonly split: keyof SplitCounts | null;
  /** The recording; or a mixture, its first voice and its second voice, all equally long. */
  readonly channels: readonly Int16Array[];
}

export interface DecodedSpeech {
  readonly layout: 'talkers' | 'mixed';
  readonly recordings: readonly DecodedRecording[];
  readonly skipped: readonly Skipped[];
  /** What a person should know of how it was read, in sentences. */
  readonly notes: readonly string[];
}

/** A format of speech, told by the names of its files as any other. */
export interface SpeechFormat {
  readonly id: string;
  readonly title: string;
  /** Says in a few words what its files look like. */
  readonly looks: string;
  recognises(paths: readonly string[]): boolean;
  /** Reads all recordings. Throws a `DataError` that names file, place and remedy. */
  readSpeech(folder: Folder, surroundings: Surroundings): Promise<DecodedSpeech>;
}
