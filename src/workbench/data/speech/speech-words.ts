/** Says in words what imported speech holds. */
import { minutesOf, type OwnSpeechFacts, type PartName } from '../../../datasets/own/speech/own-speech.ts';
import { speechRate } from '../../../datasets/speech/speech-set.ts';
import { writeCount } from '../../../tasks/writing.ts';

/** Writes what a set holds: `speech at 8,000 Hz, 130 recordings, 14.8 minutes`. */
export function speechWords({ layout, parts }: Pick<OwnSpeechFacts, 'layout' | 'parts'>): string {
  const sum = (of: 'recordings' | 'samples') => parts.reduce((total, part) => total + part[of], 0);
  const words = layout === 'talkers' ? 'recordings' : 'mixtures of two talkers';
  return `speech at ${writeCount(speechRate)} Hz, ${writeCount(sum('recordings'))} ${words}, ${minutesOf(sum('samples'))} minutes`;
}

/** Names what each part is for. */
export const partWords: Readonly<Record<PartName, string>> = {
  train: 'training',
  validation: 'validation',
  closed: 'test, closed',
  open: 'test, open',
  test: 'test',
};
