/** An imported set of any kind: examples with classes, or speech. */
import type { OwnFacts, OwnSet } from './own-set.ts';
import type { OwnSpeech, OwnSpeechFacts } from './speech/own-speech.ts';

export type OwnDataFacts = OwnFacts | OwnSpeechFacts;
export type OwnData = OwnSet | OwnSpeech;

export function isOwnSpeech(set: OwnData): set is OwnSpeech;
export function isOwnSpeech(facts: OwnDataFacts): facts is OwnSpeechFacts;
export function isOwnSpeech(facts: OwnDataFacts): boolean {
  return 'kind' in facts;
}
