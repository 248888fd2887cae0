/** Makes a source of imported speech that is kept somewhere. */
import { ownId } from '../../../exchange/own-shelf.ts';
import type { SpeechFacts } from '../../dataset.ts';
import { speechRate } from '../../speech/speech-set.ts';
import { type SpeechSource, speechSource } from '../../speech/speech-source.ts';
import { type OwnSpeech, type OwnSpeechFacts, type PartName, speechOf } from './own-speech.ts';

/** `read` reads the whole set from where it is kept. */
export function ownSpeechSource(
  { title, layout, parts, hash }: OwnSpeechFacts,
  read: () => Promise<OwnSpeech>,
): SpeechSource {
  const of = (part: PartName) => parts.find((own) => own.part === part);
  const count = (part: PartName) => of(part)?.recordings ?? 0;
  const isMixed = layout === 'mixed';
  const speech: SpeechFacts = {
    rate: speechRate,
    layout,
    talkers: isMixed ? null : { train: of('train')?.talkers ?? 0, open: of('open')?.talkers ?? 0 },
    synthetic: false,
  };
  const mixtures = { train: count('train'), validation: count('validation'), test: count('test') };
  return speechSource(
    { id: ownId(hash), title, speech, ...(isMixed && { available: mixtures }) },
    async (onProgress = () => {}) => {
      const set = await read();
      onProgress(1, 1);
      return { speech: speechOf(set), sha256: hash };
    },
  );
}
