/** Makes a source of an imported set that is kept somewhere. */

import { sizeOf } from '../../networks/shape.ts';
import { splitNames } from '../counts.ts';
import { DataError, type DatasetSource, type Split } from '../dataset.ts';
import type { DataFile } from './data-file.ts';
import { isOwnSpeech, type OwnData, type OwnDataFacts } from './own-data.ts';
import { datasetFacts, type OwnFacts, type OwnSet } from './own-set.ts';
import type { OwnSpeech } from './speech/own-speech.ts';
import { ownSpeechSource } from './speech/own-speech-source.ts';

function firstOf({ inputs, labels }: Split, count: number, size: number): Split {
  return { count, inputs: inputs.subarray(0, count * size), labels: labels.subarray(0, count) };
}

export interface OwnSource extends DatasetSource {
  readonly file: DataFile;
}

/** `read` reads the whole set from where it is kept. */
export function ownSource(facts: OwnDataFacts, read: () => Promise<OwnData>): OwnSource {
  const { name, bytes, options } = facts.source;
  const file = { name, bytes, options };
  const whole = async () => {
    const set = await read();
    if (set.hash !== facts.hash)
      throw new DataError(`${facts.title} has changed since it was listed. Import the data again.`);
    return set;
  };
  return isOwnSpeech(facts)
    ? { ...ownSpeechSource(facts, whole as () => Promise<OwnSpeech>), file }
    : { ...examplesSource(facts, whole as () => Promise<OwnSet>), file };
}

function examplesSource(facts: OwnFacts, read: () => Promise<OwnSet>): DatasetSource {
  const known = datasetFacts(facts);
  return {
    ...known,
    load: async (_, counts, onProgress = () => {}) => {
      for (const split of splitNames)
        if (!(counts[split] >= 0 && counts[split] <= facts.available[split]))
          throw new DataError(
            `${facts.title} has ${facts.available[split]} ${split} examples; ${counts[split]} cannot be loaded.`,
          );
      const set = await read();
      onProgress(1, 1);
      const size = sizeOf(facts.inputShape);
      const of = (split: (typeof splitNames)[number]) => firstOf(set[split], counts[split], size);
      return {
        ...known,
        sha256: facts.hash,
        train: of('train'),
        validation: of('validation'),
        test: of('test'),
      };
    },
  };
}
