/** Tests the formats of speech: whose each file is, what is skipped, and what is refused. */
import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { bytesFile } from '../../archives/named-file.ts';
import { DataError } from '../../dataset.ts';
import { bytesOfText, type Files, tarGzOf } from '../../testing/archives.ts';
import { compileJpeg } from '../../testing/jpeg-module.ts';
import { soundOf } from '../../testing/sound.ts';
import { mixtureFiles, said, talkerFiles, voiceOf, wavOf } from '../../testing/speech.ts';
import { usualOptions } from '../format.ts';
import { createImageDecoder } from '../images/decoder.ts';
import { type ImportedSpeech, readData } from '../index.ts';

const surroundings = { images: createImageDecoder(compileJpeg), options: usualOptions, tell: () => {} };

async function readFiles(files: Files): Promise<ImportedSpeech> {
  const given = Object.entries(files).map(([path, bytes]) => bytesFile(path, bytes));
  const read = await readData('given', given, surroundings);
  if (!('recordings' in read)) throw new TypeError('these are no recordings');
  return read;
}

const whose = ({ recordings }: ImportedSpeech) =>
  Object.fromEntries(recordings.map(({ path, speaker, gender, split }) => [path, [speaker, gender, split]]));
const short = { seconds: 1.25 };
const two = talkerFiles(['ann', 'bob'], 1, short);
async function refused(files: Files, words: string | RegExp): Promise<void> {
  await expect(readFiles(files)).rejects.toThrow(words);
  await expect(readFiles(files)).rejects.toThrow(DataError);
}

test('recordings of 16 bits at 8 kHz are kept to the bit, from any archive', async () => {
  const read = await readFiles({ 'x.tar.gz': await tarGzOf(two) });
  expect([read.format.id, read.layout, read.notes, read.skipped]).toEqual(['talkers', 'talkers', [], []]);
  expect(read.recordings.map(({ channels }) => channels)).toEqual([[said(1, 10_000)], [said(2, 10_000)]]);
});

test('folders name talkers, and splits above them where all have one', async () => {
  expect(whose(await readFiles(two))).toEqual({
    'ann/1.wav': ['ann', null, null],
    'bob/1.wav': ['bob', null, null],
  });
  const voice = voiceOf(1, short);
  const corpus = {
    'Libri/train-clean-100/19/198/a.wav': voice,
    'Libri/train-clean-100/26/495/b.wav': voice,
    'Libri/dev-clean/84/c.wav': voice,
    'Libri/test/61/d.wav': voice,
  };
  expect(whose(await readFiles(corpus))).toEqual({
    'Libri/train-clean-100/19/198/a.wav': ['19', null, 'train'],
    'Libri/train-clean-100/26/495/b.wav': ['26', null, 'train'],
    'Libri/dev-clean/84/c.wav': ['84', null, 'validation'],
    'Libri/test/61/d.wav': ['61', null, 'test'],
  });
  expect(whose(await readFiles({ 'train/ann/1.wav': voice, 'train/bob/1.wav': voice }))).toEqual({
    'train/ann/1.wav': ['ann', null, 'train'],
    'train/bob/1.wav': ['bob', null, 'train'],
  });
});

test('a table names files by path or name, with gender and split', async () => {
  const voice = voiceOf(1, short);
  const table =
    'File\tSpeaker\tSex\tSet\n./a/1.wav\tann\tfemale\ttrain\n2\tbob\tM\tdev\nx/3.wav\tcy\t?\ttest\n';
  const files = {
    'set/list.tsv': bytesOfText(table),
    'set/a/1.wav': voice,
    'set/b/2.wav': voice,
    'set/c/3.wav': voice,
  };
  expect(whose(await readFiles(files))).toEqual({
    'set/a/1.wav': ['ann', 'F', 'train'],
    'set/b/2.wav': ['bob', 'M', 'validation'],
    'set/c/3.wav': ['cy', null, 'test'],
  });
});

test('a table of speakers gives genders to folders; another table is left aside and said', async () => {
  const read = await readFiles({
    ...two,
    'speakers.csv': bytesOfText('speaker,gender,age\nann,F,30\nzoe,F,40\n'),
    'words.csv': bytesOfText('word,count\nyes,1\n'),
  });
  expect(Object.values(whose(read)).map(([speaker, gender]) => [speaker, gender])).toEqual([
    ['ann', 'F'],
    ['bob', null],
  ]);
  expect(read.notes).toEqual([
    'words.csv was not used: it has no column “speaker” beside “file” or “gender”.',
  ]);
});

test.each([
  ['a missing speaker', 'file,speaker\nann/1.wav,\n', /t\.csv, row 2: it names no speaker/],
  ['a short row', 'file,speaker\nann/1.wav\n', /t\.csv, row 2: it has 1 columns, the first row 2/],
  ['no split', 'file,speaker,split\nann/1.wav,a,later\n', /row 2: "later" is no split/],
  ['two talkers of a file', 'file,speaker\nann/1.wav,a\nann/1.wav,b\n', /names ann\/1\.wav twice/],
  ['two genders', 'file,speaker,sex\nann/1.wav,a,F\nbob/1.wav,a,M\n', /calls a both F and M/],
  ['an open quote', 'file,speaker\n"ann/1.wav,a\n', /t\.csv, row \d: .*Mend the row/],
  [
    'missing files',
    'file,speaker\nann/1.wav,a\nbob/1.wav,b\ncy/1.wav,c\n',
    /1 of its 3 recordings cannot be used. The first, cy\/1\.wav, is named by t\.csv, but is not there/,
  ],
])('a table with %s is refused', (_, table, words) =>
  refused({ ...two, 't.csv': bytesOfText(table) }, words),
);

test('a few files that are missing or cannot be used are skipped by name', async () => {
  const many = talkerFiles(['ann', 'bob'], 20, short);
  const rows = Object.keys(many).map((path) => `${path},${path.slice(0, 3)}`);
  const samples = Array.from({ length: 9000 }, (_, i) => i % 50);
  const read = await readFiles({
    ...many,
    'ann/2.wav': soundOf('32f', [[...samples, Number.NaN]]),
    'bob/7.wav': new Uint8Array(0),
    't.csv': bytesOfText(['file,speaker', ...rows, 'ann/none.wav,ann'].join('\n')),
  });
  expect(read.recordings).toHaveLength(38);
  expect(read.skipped).toEqual([
    { path: 'ann/2.wav', reason: 'is not a number at sample 9,000' },
    { path: 'ann/none.wav', reason: 'is named by t.csv, but is not there' },
    { path: 'bob/7.wav', reason: 'is empty: the file has no bytes' },
  ]);
});

test.each<[string, Uint8Array, RegExp]>([
  ['silence', wavOf(new Int16Array(10_000)), /bob\/1\.wav, is silent/],
  ['a constant', wavOf(new Int16Array(10_000).fill(900)), /is silent/],
  ['a click', wavOf(said(1, 700)), /is 0\.09 s long; recordings of at least 1 s are used/],
  ['nothing', wavOf(new Int16Array(0)), /holds no sound/],
  ['an odd rate', voiceOf(1, { seconds: 2, rate: 8001 }), /has 8,001 samples a second, no multiple of 25/],
  ['a wrong length', wavOf(said(1, 9000)).subarray(0, 9000), /is cut short: of 18,000 bytes/],
  [
    'three hours',
    soundOf('8', [Array.from({ length: 3 * 3600 * 1000 }, (_, i) => i % 250)], 1000),
    /is 10,800 s long; 1,800 s are read at most/,
  ],
])('where half of the set is %s it is refused', (_, bytes, words) =>
  refused({ ...two, 'bob/1.wav': bytes }, words),
);

test('files of other formats are refused by name', () =>
  refused({ 'ann/1.flac': voiceOf(1), 'bob/1.mp3': voiceOf(2) }, /ann\/1\.flac, is no WAV file; convert it/));

test('one talker is refused, and so are files in no folder', async () => {
  await refused(talkerFiles(['ann'], 3, short), 'given has one talker, ann, and a mixture needs two');
  await refused({ 'a.wav': voiceOf(1) }, /^a\.wav is one recording, .* ptl separate\.$/);
  await refused({ 'a.wav': voiceOf(1), 'b.wav': voiceOf(2) }, 'a.wav, lies in no folder of a talker');
});

test('other rates, channels and depths become 8 kHz, one channel and 16 bits, and are counted', async () => {
  const tone = (rate: number, level: number) =>
    Array.from({ length: 2 * rate }, (_, i) => level * Math.sin((2 * Math.PI * 440 * i) / rate));
  const bytes = (values: readonly number[]) => values.map((value) => Math.round(128 + 127 * value));
  const read = await readFiles({
    'ann/1.wav': soundOf('32f', [tone(16_000, 0.5), tone(16_000, 0.3)], 16_000),
    'ann/2.wav': soundOf('32f', [tone(8000, 2)]),
    'bob/1.wav': soundOf('8', [bytes(tone(44_100, 0.5))], 44_100),
    'bob/2.wav': soundOf('24', [
      tone(8000, 1).map((value) => Math.round(Math.max(-0.7, Math.min(0.7, value)) * 2 ** 23)),
    ]),
  });
  expect(read.notes).toEqual([
    'Brought from 16,000 to 8,000 samples a second: 1 recording (ann/1.wav).',
    'Brought from 44,100 to 8,000 samples a second: 1 recording (bob/1.wav).',
    'Clipped, it seems, by recording too loudly: 1 recording (bob/2.wav).',
    'Made softer, as it was beyond ±1: 1 recording (ann/2.wav).',
    'Mixed down from 2 channels to one: 1 recording (ann/1.wav).',
  ]);
  const peaks = read.recordings.map(({ channels: [samples] }) => {
    expect(samples).toHaveLength(16_000);
    return Math.max(...samples!.subarray(2000, 14_000)) / 2 ** 15;
  });
  [0.4, 1, 0.5, 0.7].forEach((peak, i) => {
    expect(peaks[i]).toBeCloseTo(peak, 1);
  });
});

const picture = encode({ width: 2, height: 2, channels: 1, data: new Uint8Array(4) });

test('of images and sounds, the kind that there is more of is read, and it is said', async () => {
  const read = await readFiles({ ...two, 'cover/front.png': picture });
  expect(read.notes).toEqual([
    'It holds images and sounds. The sounds were taken, as there are more of them. Left out: 1 of the images.',
  ]);
  const pictures = Object.fromEntries(['a/1', 'a/2', 'b/1'].map((name) => [`${name}.png`, picture]));
  const given = Object.entries({ ...pictures, ...two }).map(([path, bytes]) => bytesFile(path, bytes));
  const images = await readData('given', given, surroundings);
  expect([images.format.id, images.notes]).toEqual([
    'image-folder',
    [
      'It holds sounds and images. The images were taken, as there are more of them. Left out: 2 of the sounds.',
    ],
  ]);
});

test('mixtures beside their voices are read as they are', async () => {
  const files = mixtureFiles({ 'wav8k/min/tr': 2, 'wav8k/min/cv': 1, 'wav8k/min/tt': 1 }, 2);
  const read = await readFiles(files);
  expect([read.format.id, read.layout]).toEqual(['mixtures', 'mixed']);
  expect(read.recordings.map(({ speaker, split }) => [speaker, split])).toEqual([
    ['0.wav', 'validation'],
    ['0.wav', 'train'],
    ['1.wav', 'train'],
    ['0.wav', 'test'],
  ]);
  const [mixture, first, second] = read.recordings[1]!.channels;
  expect([first, second]).toEqual([said(1, 16_000), said(2, 16_000)]);
  expect(mixture).toEqual(first!.map((value, i) => value + second![i]!));
});

test('mixtures without a voice, or of another length than it, are skipped by name', async () => {
  const files = { ...mixtureFiles({ train: 30 }, 2) };
  delete (files as Record<string, Uint8Array>)['train/s2/3.wav'];
  const read = await readFiles({ ...files, 'train/s1/5.wav': voiceOf(1, { seconds: 3 }) });
  expect(read.skipped).toEqual([
    { path: 'train/mix/3.wav', reason: 'has no voice train/s2/3.wav' },
    { path: 'train/mix/5.wav', reason: 'is not as long as its voices' },
  ]);
  const both = await readFiles({ ...mixtureFiles({ train: 3 }, 2), 'train/noise/1.wav': voiceOf(1) });
  expect(both.notes).toEqual(['Files in “noise” were not used: the mixtures are those in mix.']);
});
