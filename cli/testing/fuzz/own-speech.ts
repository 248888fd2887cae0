/** The parsers of a person's own speech, as they are fuzzed: tables, recordings, kept sets. */
import Papa from 'papaparse';
import { bytesFile } from '../../../src/datasets/archives/named-file.ts';
import { DataError } from '../../../src/datasets/dataset.ts';
import { usualOptions } from '../../../src/datasets/formats/format.ts';
import { createImageDecoder } from '../../../src/datasets/formats/images/decoder.ts';
import { type ImportedSpeech, readData } from '../../../src/datasets/formats/index.ts';
import { readSpeakerTable, type TableRow } from '../../../src/datasets/formats/speech/speaker-table.ts';
import { readOwnSet, writeOwnSet } from '../../../src/datasets/own/file.ts';
import { importSet } from '../../../src/datasets/own/import-set.ts';
import { bytesOfText, type Files } from '../../../src/datasets/testing/archives.ts';
import { mixtureFiles, talkerFiles, voiceOf, wavOf } from '../../../src/datasets/testing/speech.ts';
import { compileJpeg } from '../../jpeg-module.ts';
import { type Dice, damagedBytes, damagedText } from '../version-1/mutate.ts';
import { parser } from './parser.ts';

const surroundings = { images: createImageDecoder(compileJpeg), options: usualOptions, tell: () => {} };
const filesFrom = (files: Files) => Object.entries(files).map(([name, bytes]) => bytesFile(name, bytes));

async function readFiles(files: Files): Promise<ImportedSpeech> {
  const read = await readData('given', filesFrom(files), surroundings);
  if (!('recordings' in read)) throw new TypeError('speech was taken for examples');
  return read;
}

/** Damages one file of several; loses it now and then. */
function damagedFiles(files: Files, dice: Dice): Files {
  const name = dice.pick(Object.keys(files));
  const { [name]: bytes, ...others } = files;
  if (dice.roll(10) === 0) return others;
  const damaged = name.endsWith('.csv')
    ? bytesOfText(damagedText(new TextDecoder().decode(bytes), dice))
    : damagedBytes(bytes!, dice);
  return { ...others, [name]: damaged };
}

function tableOf(rows: readonly Readonly<Record<string, string>>[], columns: readonly string[]): Uint8Array {
  return bytesOfText(Papa.unparse([columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]));
}

function rowsTable(rows: readonly TableRow[] | null): Uint8Array {
  if (!rows) return bytesOfText('word,count\nyes,1\n');
  const hasFiles = rows.some(({ file }) => file !== null);
  return tableOf(
    rows.map(({ file, speaker, gender, split }) => ({
      file: file ?? '',
      speaker,
      gender: gender ?? '',
      split: split ?? '',
    })),
    [...(hasFiles ? ['file'] : []), 'speaker', 'gender', 'split'],
  );
}

const brief = { seconds: 1 };
const voices = talkerFiles(['ann', 'bob', 'cy', 'dan'], 3, brief);
const speech: Files = {
  ...voices,
  'cy/1.wav': voiceOf(90, { seconds: 1.5, rate: 1000 }),
  'list.csv': rowsTable(
    Object.keys(voices).map((file, i) => {
      const speaker = file.slice(0, file.indexOf('/'));
      const split = ([null, 'train', 'test'] as const)[i % 3]!;
      return { file, speaker, gender: speaker.length === 3 ? 'M' : 'F', split };
    }),
  ),
};
const mixed = mixtureFiles({ tr: 4, tt: 1 }, 1);
const tables = [
  'file,speaker,gender,split\na/1.wav,ann,F,train\nb/1.wav,"bob, jr",male,dev\n',
  'Speaker\tSex\nann\tf\nbob\t\n',
];
const imported = async (files: Files) =>
  writeOwnSet(await importSet('given', filesFrom(files), surroundings));
const kept = [await imported(talkerFiles(['ann', 'bob'], 10, brief)), await imported(mixed)];

/** Writes recordings with a table that names all that is known of each. */
function speechFiles({ recordings }: ImportedSpeech): Files {
  return {
    ...Object.fromEntries(recordings.map(({ path, channels }) => [path, wavOf(channels[0]!)])),
    'list.csv': rowsTable(recordings.map(({ path, ...known }) => ({ file: path, ...known }))),
  };
}

function mixedFiles({ recordings }: ImportedSpeech): Files {
  return Object.fromEntries(
    recordings.flatMap(({ path, channels }) =>
      ['mix', 's1', 's2'].map((folder, c) => [path.replace('/mix/', `/${folder}/`), wavOf(channels[c]!)]),
    ),
  );
}

/** Returns what is compared, samples as text, which is compared sooner. */
const recordingsIn = ({ layout, recordings }: ImportedSpeech) => [
  layout,
  recordings.map(({ channels, ...known }) => [known, channels.map((samples) => samples.join())]),
];

export const ownSpeechParsers = [
  parser({
    name: 'table of speakers',
    input: (dice) => bytesOfText(damagedText(dice.pick(tables), dice)),
    read: (bytes: Uint8Array) => readSpeakerTable('given', bytes),
    write: rowsTable,
    refusals: [DataError],
  }),
  parser({
    name: 'recordings of talkers',
    // One recording that is skipped is borne.
    input: (dice) => damagedFiles(speech, dice),
    read: readFiles,
    write: speechFiles,
    compared: recordingsIn,
    refusals: [DataError],
  }),
  parser({
    name: 'mixtures of talkers',
    input: (dice) => damagedFiles(mixed, dice),
    read: readFiles,
    write: mixedFiles,
    compared: recordingsIn,
    refusals: [DataError],
  }),
  parser({
    name: 'imported speech',
    input: (dice) => (dice.roll(20) === 0 ? dice.pick(kept) : damagedBytes(dice.pick(kept), dice)),
    read: (bytes: Uint8Array) => readOwnSet('given', bytes),
    write: writeOwnSet,
    refusals: [DataError],
  }),
];
