/**
 * Mixtures that were made elsewhere, in the layout of WSJ0-2mix and LibriMix: folders `mix`, `s1`
 * and `s2` side by side, with files of the same names, below a folder for each split.
 */
import { baseName } from '../folder.ts';
import type { Skipped } from '../format.ts';
import { Handled, isSound, quantised } from '../sound/recording.ts';
import type { DecodedRecording, DecodedSpeech, SpeechFormat } from './decoded-speech.ts';
import { byPath, checkSkipped, readRecordings } from './read-recordings.ts';
import { splitNamed } from './split-name.ts';

/** Names of the folder of mixtures; where several are there, the first of them is read. */
const mixFolders = ['mix', 'mix_clean', 'mix_both', 'mixture'];
const voiceFolders = ['s1', 's2'] as const;

interface Triple {
  readonly split: DecodedRecording['split'];
  /** Paths of the mixture, the first voice and the second voice. */
  readonly paths: readonly [string, string, string];
}

/** Returns the folder that a file lies in, and the one above that, with a slash at the end. */
function foldersOf(path: string): { readonly folder: string; readonly above: string } {
  const parts = path.split('/');
  return {
    folder: parts.at(-2) ?? '',
    above: parts
      .slice(0, -2)
      .map((part) => `${part}/`)
      .join(''),
  };
}

/** Returns the name of the folder of mixtures, for each place that has one beside `s1` and `s2`. */
function mixFoldersOf(paths: readonly string[]): Map<string, string> {
  const below = new Map<string, Set<string>>();
  for (const path of paths) {
    const { folder, above } = foldersOf(path);
    const known = below.get(above);
    if (known) known.add(folder);
    else below.set(above, new Set([folder]));
  }
  const found = new Map<string, string>();
  for (const [above, folders] of below) {
    const mix = mixFolders.find((name) => folders.has(name));
    if (mix && voiceFolders.every((name) => folders.has(name))) found.set(above, mix);
  }
  return found;
}

/** Returns the mixtures that have both voices, and the files that have no counterpart. */
function triplesOf(sounds: readonly string[]): { triples: Triple[]; skipped: Skipped[] } {
  const there = new Set(sounds);
  const mixes = mixFoldersOf(sounds);
  const triples: Triple[] = [];
  const skipped: Skipped[] = [];
  for (const path of sounds) {
    const { folder, above } = foldersOf(path);
    if (mixes.get(above) !== folder) continue;
    const [first, second] = voiceFolders.map((name) => `${above}${name}/${baseName(path)}`) as [
      string,
      string,
    ];
    const missing = [first, second].find((voice) => !there.has(voice));
    if (missing) skipped.push({ path, reason: `has no voice ${missing}` });
    else {
      const names = above.split('/').slice(0, -1).reverse();
      const split = names.map(splitNamed).find((name) => name !== null) ?? null;
      triples.push({ split, paths: [path, first, second] });
    }
  }
  return { triples, skipped };
}

export const mixtures: SpeechFormat = {
  id: 'mixtures',
  title: 'mixtures of two talkers',
  looks: 'the layout of WSJ0-2mix and LibriMix: mix/, s1/ and s2/ below tr, cv and tt (or train, dev, test)',
  recognises: (paths) => mixFoldersOf(paths.filter(isSound)).size > 0,
  readSpeech: async (folder, { tell }): Promise<DecodedSpeech> => {
    const sounds = folder.paths.filter(isSound);
    const { triples, skipped } = triplesOf(sounds);
    const handled = new Handled();
    const read = new Map<string, Float64Array>();
    const recordings: DecodedRecording[] = [];
    const tripleOf = new Map(
      triples.flatMap((triple) => triple.paths.map((path) => [path, triple] as const)),
    );
    const unread = await readRecordings(folder, new Set(tripleOf.keys()), handled, tell, (path, samples) => {
      read.set(path, samples);
      const { split, paths } = tripleOf.get(path)!;
      const signals = paths.map((each) => read.get(each));
      if (!signals.every((signal) => signal !== undefined)) return;
      for (const each of paths) read.delete(each);
      if (signals.some(({ length }) => length !== signals[0]!.length))
        skipped.push({ path: paths[0], reason: 'is not as long as its voices' });
      else
        recordings.push({
          path: paths[0],
          speaker: baseName(paths[0]),
          gender: null,
          split,
          channels: quantised(signals),
        });
    });
    const all = byPath([...skipped, ...unread]);
    checkSkipped(folder.name, all, recordings.length + all.length);
    recordings.sort((a, b) => (a.path < b.path ? -1 : 1));
    const used = new Set([...mixFoldersOf(sounds).values()]);
    const others = new Set(sounds.map((path) => foldersOf(path).folder));
    const notes = [...others]
      .filter((name) => !used.has(name) && !(voiceFolders as readonly string[]).includes(name))
      .sort()
      .map((name) => `Files in “${name}” were not used: the mixtures are those in ${[...used].join(', ')}.`);
    return { layout: 'mixed', recordings, skipped: all, notes: [...notes, ...handled.notes()] };
  },
};
