/**
 * Recordings of single talkers: a folder for each, as `train/<talker>/…` or `<talker>/…`, or a
 * table with the columns file and speaker.
 */
import { DataError } from '../../dataset.ts';
import type { Folder } from '../folder.ts';
import { Handled, isSound, quantised } from '../sound/recording.ts';
import type { DecodedRecording, DecodedSpeech, SpeechFormat } from './decoded-speech.ts';
import { byPath, checkSkipped, readRecordings } from './read-recordings.ts';
import { isTable, readSpeakerTable } from './speaker-table.ts';
import { gendersIn, type NamedTable, type Places, placesByFolder, placesByTable } from './talker-places.ts';

async function tablesOf(folder: Folder): Promise<{ tables: NamedTable[]; notes: string[] }> {
  const wanted = folder.paths.filter(isTable);
  const read = new Map<string, NamedTable>();
  const notes: string[] = [];
  if (wanted.length > 0)
    await folder.read(new Set(wanted), (path, bytes) => {
      const rows = readSpeakerTable(path, bytes);
      if (rows) read.set(path, { path, rows });
    });
  for (const path of wanted)
    if (!read.has(path))
      notes.push(`${path} was not used: it has no column “speaker” beside “file” or “gender”.`);
  return { tables: wanted.flatMap((path) => read.get(path) ?? []), notes };
}

function placesOf(sounds: readonly string[], tables: readonly NamedTable[]): Places {
  const genders = gendersIn(tables);
  const naming = tables.filter(({ rows }) => rows.some(({ file }) => file !== null));
  return naming.length > 0 ? placesByTable(sounds, naming, genders) : placesByFolder(sounds, genders);
}

export const talkers: SpeechFormat = {
  id: 'talkers',
  title: 'recordings of single talkers',
  looks: '<talker>/….wav, or train/<talker>/… and test/<talker>/…, or a CSV table with file and speaker',
  recognises: (paths) => paths.some(isSound),
  readSpeech: async (folder, { tell }): Promise<DecodedSpeech> => {
    const sounds = folder.paths.filter(isSound);
    if (folder.paths.length === 1 && !sounds[0]!.includes('/'))
      throw new DataError(
        `${sounds[0]} is one recording, and a network learns to separate from several talkers: give a folder or an archive with a folder for each talker, or with a table of the columns file and speaker. To separate a recording, use the command line: ptl separate.`,
      );
    const { tables, notes } = await tablesOf(folder);
    const { places, skipped: loose } = placesOf(sounds, tables);
    const speakers = new Set([...places.values()].map(({ speaker }) => speaker));
    if (speakers.size === 1)
      throw new DataError(
        `${folder.name} has one talker, ${[...speakers][0]}, and a mixture needs two. Give each talker a folder, or name them in a table with the columns file and speaker.`,
      );
    const handled = new Handled();
    const recordings: DecodedRecording[] = [];
    const unread = await readRecordings(folder, new Set(places.keys()), handled, tell, (path, samples) => {
      recordings.push({ path, ...places.get(path)!, channels: quantised([samples]) });
    });
    const skipped = byPath([...loose, ...unread]);
    checkSkipped(folder.name, skipped, recordings.length + skipped.length);
    recordings.sort((a, b) => (a.path < b.path ? -1 : 1));
    return { layout: 'talkers', recordings, skipped, notes: [...notes, ...handled.notes()] };
  },
};
