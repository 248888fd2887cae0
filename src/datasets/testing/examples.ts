/** Reads and imports data that are known to be examples with classes, for tests. */
import { type Imported, readData } from '../formats/index.ts';
import { importSet } from '../own/import-set.ts';
import { isOwnSpeech } from '../own/own-data.ts';
import type { OwnSet } from '../own/own-set.ts';

export async function readExamples(...given: Parameters<typeof readData>): Promise<Imported> {
  const read = await readData(...given);
  if ('recordings' in read) throw new TypeError('these are recordings, not examples');
  return read;
}

export async function importExamples(...given: Parameters<typeof importSet>): Promise<OwnSet> {
  const set = await importSet(...given);
  if (isOwnSpeech(set)) throw new TypeError('this is speech, not examples');
  return set;
}
