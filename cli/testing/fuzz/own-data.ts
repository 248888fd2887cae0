/** The parsers of a person's own data, as they are fuzzed: archives, formats, images, kept sets. */
import { gzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import Papa from 'papaparse';
import { archiveEntries } from '../../../src/datasets/archives/archive.ts';
import { bytesFile } from '../../../src/datasets/archives/named-file.ts';
import { DataError } from '../../../src/datasets/dataset.ts';
import { readTable } from '../../../src/datasets/formats/csv.ts';
import { usualOptions } from '../../../src/datasets/formats/format.ts';
import { readIdx } from '../../../src/datasets/formats/idx.ts';
import { createImageDecoder } from '../../../src/datasets/formats/images/decoder.ts';
import { ImageError, type Pixels } from '../../../src/datasets/formats/images/pixels.ts';
import type { Imported } from '../../../src/datasets/formats/index.ts';
import { readNpy } from '../../../src/datasets/formats/npy-file.ts';
import { readWav } from '../../../src/datasets/formats/sound/wav.ts';
import { writeWav } from '../../../src/datasets/formats/sound/write-wav.ts';
import { readOwnSet, writeOwnSet } from '../../../src/datasets/own/file.ts';
import { bytesOfText, type Files, filesIn, tarOf, zipOf } from '../../../src/datasets/testing/archives.ts';
import { importExamples, readExamples } from '../../../src/datasets/testing/examples.ts';
import { jpegOf } from '../../../src/datasets/testing/jpeg.ts';
import { npyOf } from '../../../src/datasets/testing/npy.ts';
import { cifar10Files, idxOf, mnistLike } from '../../../src/datasets/testing/sets.ts';
import { soundOf } from '../../../src/datasets/testing/sound.ts';
import { compileJpeg } from '../../jpeg-module.ts';
import { type Dice, damagedBytes, damagedText } from '../version-1/mutate.ts';
import { parser } from './parser.ts';

const images = createImageDecoder(compileJpeg);
const surroundings = { images, options: usualOptions, tell: () => {} };
const filesFrom = (files: Files) => Object.entries(files).map(([name, bytes]) => bytesFile(name, bytes));
const readFiles = (files: Files) => readExamples('given', filesFrom(files), surroundings);

const small: Files = {
  'train/cat/1.txt': bytesOfText('some text, some text, some text'),
  'train/dog/2.txt': new Uint8Array(700).map((_, i) => (i * i) % 251),
  'empty.txt': new Uint8Array(0),
};
const zips = [zipOf(small), zipOf(small, 0)];
const tar = await tarOf(small);
const tarGz = new Uint8Array(gzipSync(tar));

const entriesOf = (bytes: Uint8Array) => filesIn(archiveEntries(bytesFile('given', bytes)));

/** Files in any order are the same files. */
const byPath = (files: Files) => Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));

const pngs = [1, 2, 3, 4].map((channels) =>
  encode({ width: 6, height: 5, channels, data: new Uint8Array(30 * channels).map((_, i) => (i * 7) % 256) }),
);
const npys = [
  npyOf([2, 3], Float32Array.of(1, 2, 3, 4, 5, 6)),
  npyOf([3, 2, 2], new Uint8Array(12).fill(7), { fortran: true }),
  npyOf([4], BigInt64Array.of(0n, 1n, 2n, 3n)),
];
const sounds = ['8', '16', '24', '32', '32f'].map((bits) =>
  soundOf(bits, [Array.from({ length: 40 }, (_, i) => i % 7)]),
);
const tables = ['label,a,b\nx,1,2\ny,3,4.5\n', '0.5,1,cat\n1e3,-2,"big, dog"\n'];
const jpegs = [await jpegOf(16, 16, [200, 30, 90]), await jpegOf(9, 20, [5, 100, 200])];

const asPng = ({ width, height, channels, data }: Pixels) => encode({ width, height, channels, data });

const cifar = cifar10Files(2, 2);
const folder: Files = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [
    `${i % 2 ? 'cat' : 'dog'}/${String(i).padStart(2, '0')}.png`,
    encode({ width: 3, height: 3, channels: 1, data: new Uint8Array(9).fill(20 * i) }),
  ]),
);
const mnist = mnistLike(80, 10);
const kept = writeOwnSet(await importExamples('mnist', filesFrom(mnistLike(70, 3)), surroundings));

/** Damages one file of several; loses it now and then. */
function damagedFiles(files: Files, dice: Dice): Files {
  const name = dice.pick(Object.keys(files));
  const { [name]: bytes, ...others } = files;
  return dice.roll(10) === 0 ? others : { ...others, [name]: damagedBytes(bytes!, dice) };
}

/** Writes images of 32×32×3 as files of CIFAR-10, nearly all in the last of the five batches. */
function cifarFiles({ classNames, parts }: Imported): Files {
  const records = ({ inputs, labels }: Imported['parts']['train'], from: number, to: number) => {
    const bytes = new Uint8Array((to - from) * 3073);
    for (let i = from; i < to; i++) {
      bytes[(i - from) * 3073] = labels[i]!;
      for (let p = 0; p < 3072; p++)
        bytes[(i - from) * 3073 + 1 + (p % 3) * 1024 + Math.floor(p / 3)] = inputs[i * 3072 + p]!;
    }
    return bytes;
  };
  const { train, test } = parts;
  return {
    ...Object.fromEntries(
      [0, 1, 2, 3, 4].map((b) => [`data_batch_${b + 1}.bin`, records(train, b, b < 4 ? b + 1 : train.count)]),
    ),
    'test_batch.bin': records(test!, 0, test!.count),
    'batches.meta.txt': bytesOfText(classNames.join('\n')),
  };
}

/** Writes grey images as a folder for each class. */
function imageFiles({ classNames, inputShape, parts: { train } }: Imported): Files {
  const [height, width, channels] = inputShape;
  const size = height * width * channels;
  return Object.fromEntries(
    Array.from(train.labels, (label, i) => [
      `${classNames[label]}/${String(i).padStart(4, '0')}.png`,
      encode({ width, height, channels, data: train.inputs.slice(i * size, (i + 1) * size) as Uint8Array }),
    ]),
  );
}

const examplesIn = ({ classNames, inputShape, parts }: Imported) => [classNames, inputShape, parts];

export const ownDataParsers = [
  parser({
    name: 'zip archive',
    input: (dice) => damagedBytes(dice.pick(zips), dice),
    read: entriesOf,
    write: (files) => zipOf(files),
    compared: byPath,
    refusals: [DataError],
  }),
  parser({
    name: 'tar archive',
    input: (dice) => damagedBytes(tar, dice),
    read: entriesOf,
    write: tarOf,
    compared: byPath,
    refusals: [DataError],
  }),
  parser({
    name: 'tar.gz archive',
    input: (dice) => damagedBytes(tarGz, dice),
    read: entriesOf,
    write: async (files) => new Uint8Array(gzipSync(await tarOf(files))),
    compared: byPath,
    refusals: [DataError],
  }),
  parser({
    name: 'CIFAR binary',
    input: (dice) => damagedFiles(cifar, dice),
    read: readFiles,
    write: cifarFiles,
    compared: examplesIn,
    refusals: [DataError],
  }),
  parser({
    name: 'IDX file',
    input: (dice) => damagedBytes(dice.pick(Object.values(mnist)), dice),
    read: (bytes: Uint8Array) => readIdx('given', bytes),
    write: ({ sizes, values }) => idxOf(sizes, values),
    refusals: [DataError],
  }),
  parser({
    name: 'npy array',
    input: (dice) => damagedBytes(dice.pick(npys), dice),
    read: (bytes: Uint8Array) => readNpy('given', bytes),
    write: ({ shape, values }) =>
      npyOf(shape, values instanceof Float64Array ? BigInt64Array.from(values, BigInt) : values),
    refusals: [DataError],
  }),
  parser({
    name: 'CSV table',
    input: (dice) => bytesOfText(damagedText(dice.pick(tables), dice)),
    read: (bytes: Uint8Array) => readTable('given', bytes),
    write: ({ values, labels }) =>
      bytesOfText(
        Papa.unparse([
          ['x', ...values[0]!].map((_, i) => (i ? `v${i}` : 'class')),
          ...values.map((row, i) => [labels[i], ...row]),
        ]),
      ),
    refusals: [DataError],
  }),
  parser({
    name: 'PNG or JPEG',
    input: (dice) => damagedBytes(dice.pick([...pngs, ...jpegs]), dice),
    read: (bytes: Uint8Array) => images.decode(bytes),
    write: asPng,
    refusals: [ImageError],
  }),
  parser({
    name: 'WAV sound',
    input: (dice) => damagedBytes(dice.pick(sounds), dice),
    read: (bytes: Uint8Array) => readWav('given', bytes),
    write: writeWav,
    compared: ({ rate, samples }) => [rate, samples],
    refusals: [DataError],
  }),
  parser({
    name: 'image folder',
    // One image that is skipped is borne, two are not.
    input: (dice) => damagedFiles(damagedFiles(folder, dice), dice),
    read: readFiles,
    write: imageFiles,
    compared: examplesIn,
    refusals: [DataError],
  }),
  parser({
    name: 'imported set',
    input: (dice) => (dice.roll(20) === 0 ? kept : damagedBytes(kept, dice)),
    read: (bytes: Uint8Array) => readOwnSet('given', bytes),
    write: writeOwnSet,
    refusals: [DataError],
  }),
];
