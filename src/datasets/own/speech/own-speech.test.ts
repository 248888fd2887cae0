/** Tests imported speech: its split, its hash, its file, and what a run loads of it. */
import { expect, test } from 'vitest';
import { bytesFile } from '../../archives/named-file.ts';
import { DataError } from '../../dataset.ts';
import { usualOptions } from '../../formats/format.ts';
import { createImageDecoder } from '../../formats/images/decoder.ts';
import { mixturesOf } from '../../speech/mixtures-of.ts';
import type { MixedSpeech, SpeechSet } from '../../speech/speech-set.ts';
import { isSpeechSource, type SpeechSource } from '../../speech/speech-source.ts';
import { bytesOfText, type Files, tarGzOf, zipOf } from '../../testing/archives.ts';
import { compileJpeg } from '../../testing/jpeg-module.ts';
import { mixtureFiles, talkerFiles, voiceOf } from '../../testing/speech.ts';
import { readFactsOf, readOwnSet, writeOwnSet } from '../file.ts';
import { importSet } from '../import-set.ts';
import { isOwnSpeech } from '../own-data.ts';
import { ownSource } from '../source.ts';
import type { OwnSpeech, PartName } from './own-speech.ts';
import { excerptsOf } from './speech-preview.ts';

const surroundings = { images: createImageDecoder(compileJpeg), options: usualOptions, tell: () => {} };

async function importFiles(files: Files, splitSeed?: number): Promise<OwnSpeech> {
  const given = Object.entries(files).map(([path, bytes]) => bytesFile(path, bytes));
  const options = { ...usualOptions, ...(splitSeed !== undefined && { splitSeed }) };
  const set = await importSet('given', given, { ...surroundings, options });
  if (!isOwnSpeech(set)) throw new TypeError('this is no speech');
  return set;
}

const names = (count: number, first = 'a') =>
  Array.from({ length: count }, (_, i) => `${first}${String(i).padStart(2, '0')}`);
const speakersOf = ({ recordings }: OwnSpeech, part: PartName) => [
  ...new Set(recordings.filter((own) => own.part === part).map(({ speaker }) => speaker)),
];
const countsOf = ({ parts }: OwnSpeech) =>
  Object.fromEntries(parts.map(({ part, recordings, talkers }) => [part, [recordings, talkers]]));

/** Returns every sample of a part, as text that can be searched for a stretch of it. */
const textOf = ({ recordings }: OwnSpeech, part: PartName) =>
  recordings
    .filter((own) => own.part === part)
    .map(({ channels: [samples] }) => samples!.join())
    .join('|');

/** Throws unless no stretch of one part is found in another. */
function expectApart(set: OwnSpeech): void {
  const texts = set.parts.map(({ part }) => [part, textOf(set, part)] as const);
  for (const [part] of texts)
    for (const { channels } of set.recordings.filter((own) => own.part === part))
      for (const at of [0, channels[0]!.length - 20]) {
        const stretch = channels[0]!.subarray(at, at + 20).join();
        const found = texts.filter(([, text]) => text.includes(stretch)).map(([own]) => own);
        expect(found).toEqual([part]);
      }
}

const large = talkerFiles(names(10), 1, { seconds: 14 });
const set = await importFiles(large);
const file = writeOwnSet(set);

test('ends of long recordings are cut off, some talkers are never learnt from, nothing is in two parts', () => {
  expect(countsOf(set)).toEqual({ train: [8, 8], validation: [2, 2], closed: [8, 8], open: [2, 2] });
  expectApart(set);
  const learnt = speakersOf(set, 'train');
  expect(speakersOf(set, 'closed')).toEqual(learnt);
  expect(speakersOf(set, 'validation').every((speaker) => learnt.includes(speaker))).toBe(true);
  expect(speakersOf(set, 'open').some((speaker) => learnt.includes(speaker))).toBe(false);
  const samples = set.recordings.reduce((sum, { channels }) => sum + channels[0]!.length, 0);
  expect(samples).toBe(10 * 14 * 8000);
});

test('of many recordings of a talker, whole ones are held out', async () => {
  const many = await importFiles(talkerFiles(names(3), 12, { seconds: 4.5 }));
  expect(countsOf(many)).toEqual({ train: [30, 3], validation: [3, 3], closed: [3, 3], open: [0, 0] });
  expectApart(many);
  expect(many.recordings.every(({ channels }) => channels[0]!.length === 36_000)).toBe(true);
  expect(many.notes[0]).toBe('There is no open condition: it has fewer than two talkers.');
  // Recordings that are shorter than a mixture serve those who mix shorter ones.
  const brief = await importFiles(talkerFiles(names(2), 10, { seconds: 1.5 }));
  expect(countsOf(brief)).toEqual({ train: [16, 2], validation: [2, 2], closed: [2, 2], open: [0, 0] });
});

test('splits that are named stay, and known talkers of the test are its closed condition', async () => {
  const under = (split: string, files: Files) =>
    Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`${split}/${path}`, bytes]));
  const voice = (seed: number) => voiceOf(seed, { seconds: 4 });
  const named = await importFiles({
    ...under('train', talkerFiles(names(4), 20, { seconds: 1 })),
    ...under('dev', { 'a00/x.wav': voice(91), 'a01/x.wav': voice(92), 'z00/x.wav': voice(93) }),
    ...under('test', {
      'a02/x.wav': voice(94),
      'a03/x.wav': voice(95),
      'z00/y.wav': voice(96),
      'z01/y.wav': voice(97),
    }),
  });
  expect(
    ['train', 'validation', 'closed', 'open'].map((part) => speakersOf(named, part as PartName)),
  ).toEqual([
    ['a00', 'a01', 'a02', 'a03'],
    ['a00', 'a01'],
    ['a02', 'a03'],
    ['z00', 'z01'],
  ]);
  expect(named.skipped.first).toEqual([
    { path: 'dev/z00/x.wav', reason: 'is of z00, whom the open test needs unheard' },
  ]);
  expectApart(named);
});

test('another seed gives another split, and another hash', async () => {
  const [one, two] = [await importFiles(large, 1), await importFiles(large, 2)];
  expect(countsOf(one)).toEqual(countsOf(two));
  expect(one.hash).not.toBe(two.hash);
  expect(one.hash).toBe((await importFiles(large, 1)).hash);
});

test('genders are balanced, and what lacks of them is said', async () => {
  const voices = talkerFiles(names(16), 1);
  const table = (genders: string) =>
    bytesOfText(['speaker,gender', ...names(16).map((name, i) => `${name},${genders[i]}`)].join('\n'));
  const even = await importFiles({ ...voices, 's.csv': table('FMFMFMFMFMFMFMFM') });
  expect(even.parts.map(({ part, female, male }) => [part, female, male])).toEqual([
    ['train', 6, 6],
    ['validation', 2, 2],
    ['closed', 4, 4],
    ['open', 2, 2],
  ]);
  expect(even.notes).toEqual([]);
  const odd = await importFiles({ ...voices, 's.csv': table('FMMMMMMMMMMMMMM?') });
  expect(odd.notes).toEqual([
    'The gender of 1 talker is not known: scores by same and different gender leave them out.',
    'One talker alone of train is F: no mixture has two of that gender.',
    expect.stringContaining('of closed'),
    'All talkers of open with a known gender have the same one.',
  ]);
});

test('what is too little to learn from or to judge by is refused', async () => {
  const refused = (files: Files, words: string | RegExp) => expect(importFiles(files)).rejects.toThrow(words);
  await refused(talkerFiles(names(3), 1, { seconds: 5 }), 'fewer than two talkers for validation');
  await refused(
    { 'train/a/1.wav': voiceOf(1), 'test/b/1.wav': voiceOf(2), 'test/c/1.wav': voiceOf(3) },
    'given has one talker to learn from',
  );
  await refused({ 'test/b/1.wav': voiceOf(2), 'test/c/1.wav': voiceOf(3) }, 'no talkers to learn from');
  await refused(mixtureFiles({ tr: 2 }, 1), 'given has too few mixtures: 2 for training, where 3');
});

test('the hash is of samples, speakers and parts, not of the archive', async () => {
  const reversed = Object.fromEntries(Object.entries(large).reverse());
  const hashes = [
    set.hash,
    (await importFiles({ 'a.zip': zipOf(large) })).hash,
    (await importFiles({ 'b.tar.gz': await tarGzOf(reversed) })).hash,
  ];
  expect(new Set(hashes).size).toBe(1);
  // This very number, on every platform.
  expect(set.hash).toMatchInlineSnapshot(
    `"1ab8918589f78ae82e6636098b5360983ede4c9bc90b3b1dc133db209cb0bdfe"`,
  );
  const { 'a00/1.wav': moved, ...others } = large;
  expect((await importFiles({ ...others, 'b/1.wav': moved! })).hash).not.toBe(set.hash);
});

/** Throws unless a set is the same once it was written and read; returns its facts. */
async function expectReadBack(written: OwnSpeech): Promise<Omit<OwnSpeech, 'recordings'>> {
  const read = (await readOwnSet('x', writeOwnSet(written))) as OwnSpeech;
  const { recordings, ...facts } = written;
  expect({ ...read, recordings: null }).toEqual({ ...facts, recordings: null });
  const apart = (all: OwnSpeech['recordings']) => all.map(({ channels: _, ...own }) => own);
  expect(apart(read.recordings)).toEqual(apart(recordings));
  const [one, other] = [read.recordings, recordings].map((all) =>
    all.flatMap(({ channels }) => channels.map((samples) => samples.join())),
  );
  expect(one!.every((text, i) => text === other![i])).toBe(true);
  return facts;
}

test('what is written is read back, and the facts from its beginning alone', async () => {
  const facts = await expectReadBack(set);
  expect(await readFactsOf(bytesFile('x', file.subarray(0, 4000)))).toEqual(facts);
  const mixed = await importFiles(mixtureFiles({ tr: 6, tt: 2 }, 1));
  expect(countsOf(mixed)).toEqual({ train: [5, 0], validation: [1, 0], test: [2, 0] });
  await expectReadBack(mixed);
});

test('a file that is cut short or changed anywhere is refused', async () => {
  const refused = async (bytes: Uint8Array) => {
    await expect(readOwnSet('data/own/x', bytes)).rejects.toThrow(DataError);
    await expect(readOwnSet('data/own/x', bytes)).rejects.toThrow(/^data\/own\/x .*Import the data again/);
  };
  for (let end = 0; end < 4000; end += 97) await refused(file.subarray(0, end));
  await refused(file.subarray(0, -2));
  await refused(Uint8Array.of(...file.subarray(0, 5000), 0));
  for (let at = 0; at < 3000; at += 53) {
    const changed = file.slice();
    changed[at]! ^= 1;
    // A title or the name of a file may be another and still be one.
    const read = await readOwnSet('data/own/x', changed).catch((error: unknown) => error);
    if (!(read instanceof DataError)) expect((read as OwnSpeech).hash).toBe(set.hash);
  }
  const changed = file.slice();
  changed[file.length - 700]! ^= 1;
  await refused(changed);
});

test('a run loads its recordings, and mixes only what it may', async () => {
  const source = ownSource(set, async () => set);
  expect([source.id, source.file.name, isSpeechSource(source)]).toEqual([`own:${set.hash}`, 'given', true]);
  const { speech, sha256 } = await (source as unknown as SpeechSource).loadSpeech();
  expect(sha256).toBe(set.hash);
  const talkers = speech as SpeechSet;
  expect(source.speech?.talkers).toEqual({ train: 8, open: 2 });
  expect(Math.max(...talkers.train[0]!.samples)).toBeCloseTo(4000 / 2 ** 15, 2);
  const options = { samples: 32_000, decibels: [0, 5], seed: 1, pass: 0 } as const;
  expect(mixturesOf(speech, 'test', 2, options).conditions).toEqual(['closed', 'open']);
  const changed = ownSource(set, async () => ({ ...set, hash: '0'.repeat(64) }));
  await expect((changed as unknown as SpeechSource).loadSpeech()).rejects.toThrow('has changed');
});

test('mixtures are counted by their split, and loaded as they are', async () => {
  const mixed = await importFiles(mixtureFiles({ tr: 3, cv: 2, tt: 1 }, 2));
  const source = ownSource(mixed, async () => mixed);
  expect([source.available, source.speech]).toEqual([
    { train: 3, validation: 2, test: 1 },
    { rate: 8000, layout: 'mixed', talkers: null, synthetic: false },
  ]);
  const { speech } = await (source as unknown as SpeechSource).loadSpeech();
  const [{ mixture, voices }] = (speech as MixedSpeech).mixed.test as [MixedSpeech['mixed']['test'][0]];
  expect([...mixture]).toEqual([...voices[0]].map((value, i) => value + voices[1][i]!));
});

test('the preview shows some talkers and how they swell', () => {
  const excerpts = excerptsOf(set);
  expect(excerpts.map(({ speaker }) => speaker)).toEqual(speakersOf(set, 'train'));
  for (const { swell, seconds } of excerpts) {
    expect(swell).toHaveLength(120);
    expect(Math.min(...swell)).toBeGreaterThan(0.1);
    expect(seconds).toBeGreaterThan(5);
  }
});
