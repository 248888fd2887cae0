/** Splits and hashes speech that a format has read. */
import type { ImportedSpeech } from '../../formats/index.ts';
import type { OwnSpeech } from './own-speech.ts';
import { partFacts } from './own-speech.ts';
import { speechHash } from './speech-hash.ts';
import { splitMixtures, splitTalkers } from './split-speech.ts';

/** Returns the set without its source. Throws a `DataError` when it is too small. */
export async function speechSetOf(
  name: string,
  decoded: ImportedSpeech,
  splitSeed: number | undefined,
): Promise<
  Pick<OwnSpeech, 'kind' | 'layout' | 'parts' | 'notes' | 'hash' | 'recordings'> & {
    readonly skipped: ImportedSpeech['skipped'];
  }
> {
  const { layout, recordings: all } = decoded;
  const split = layout === 'mixed' ? splitMixtures : splitTalkers;
  const { recordings, skipped, notes } = split(name, all, splitSeed);
  return {
    kind: 'speech',
    layout,
    parts: partFacts(layout, recordings),
    skipped: [...decoded.skipped, ...skipped],
    notes: [...decoded.notes, ...notes],
    hash: await speechHash(layout, recordings),
    recordings,
  };
}
