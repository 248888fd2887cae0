/** A data set of speech: its facts as those of any data set, and how its recordings are loaded. */
import { noScaling } from '../../engine/examples/scaling.ts';
import { DataError, type DatasetFacts, type DatasetSource, type SpeechFacts } from '../dataset.ts';
import { type Speech, speechRate } from './speech-set.ts';

export interface LoadedSpeech {
  readonly speech: Speech;
  /** SHA-256 that tells these recordings from others. */
  readonly sha256: string;
}

/** A data set whose examples are mixtures of talkers. */
export interface SpeechSource extends DatasetSource {
  readonly speech: SpeechFacts;
  /** Loads all recordings. Rejects with a {@link DataError}. */
  loadSpeech(onProgress?: (loadedBytes: number, totalBytes: number) => void): Promise<LoadedSpeech>;
}

/** Most mixtures that a run may draw of each split of talkers. */
const mostDrawn = 20_000;

/** Mixtures of every test of talkers, half of them of each condition where there are both. */
const testMixtures = 120;

/** Length of a mixture where the network asks for none, in seconds, as the paper trains (§6.4). */
export const usualSeconds = 4;

export function isSpeechSource(source: DatasetSource): source is SpeechSource {
  return source.speech !== undefined;
}

/** Makes a data set of recordings; `available` counts mixtures that were made elsewhere. */
export function speechSource(
  {
    id,
    title,
    speech,
    available,
  }: Pick<DatasetFacts, 'id' | 'title'> & {
    readonly speech: SpeechFacts;
    readonly available?: DatasetFacts['available'];
  },
  loadSpeech: SpeechSource['loadSpeech'],
): SpeechSource {
  return {
    id,
    title,
    speech,
    available: available ?? { train: mostDrawn, validation: mostDrawn, test: testMixtures },
    inputShape: [1, usualSeconds * speechRate, 1],
    classNames: [],
    scaling: noScaling,
    load: async () => {
      throw new DataError(
        `${title} is speech, which the task separation alone can learn from. Choose that task, or another data set.`,
      );
    },
    loadSpeech,
  };
}
