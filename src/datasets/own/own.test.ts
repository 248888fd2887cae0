import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { bytesFile } from '../archives/named-file.ts';
import { splitNames } from '../counts.ts';
import { DataError } from '../dataset.ts';
import { usualOptions } from '../formats/format.ts';
import { createImageDecoder } from '../formats/images/decoder.ts';
import { type Files, tarGzOf, zipOf } from '../testing/archives.ts';
import { importExamples } from '../testing/examples.ts';
import { compileJpeg } from '../testing/jpeg-module.ts';
import { cifar10Files, mnistLike } from '../testing/sets.ts';
import { readFactsOf, readOwnSet, writeOwnSet } from './file.ts';
import { titleOf } from './import-set.ts';
import type { OwnSet } from './own-set.ts';
import { previewOf } from './preview.ts';
import { ownSource } from './source.ts';

const images = createImageDecoder(compileJpeg);
const surroundings = { images, options: usualOptions, tell: () => {} };

const importFiles = (name: string, files: Files) =>
  importExamples(
    name,
    Object.entries(files).map(([path, bytes]) => bytesFile(path, bytes)),
    surroundings,
  );

const small = await importFiles('mnist.zip', { 'mnist.zip': zipOf(mnistLike(400, 20)) });
const file = writeOwnSet(small);

const pictures = Object.fromEntries(
  Array.from({ length: 120 }, (_, i) => [
    `${['cat', 'dog', 'owl'][i % 3]}/${i}.png`,
    encode({ width: 3, height: 2, channels: 1, data: new Uint8Array(6).fill(2 * i) }),
  ]),
);

test('the hash is of the examples, not of the archive, its order or its name', async () => {
  const of = async (name: string, bytes: Uint8Array) => (await importFiles(name, { [name]: bytes })).hash;
  const reversed = Object.fromEntries(Object.entries(pictures).reverse());
  const hashes = [
    await of('a.zip', zipOf(pictures)),
    await of('b.tar.gz', await tarGzOf(reversed)),
    (await importFiles('folder', pictures)).hash,
  ];
  expect(new Set(hashes)).toEqual(new Set([hashes[0]]));
  // This very number, on every platform.
  expect(hashes[0]).toMatchInlineSnapshot(
    `"d564dc4716649906b004a40a56aee6fbcda038268f726fdaaa38352b9e90854c"`,
  );
  const { 'dog/1.png': _, ...fewer } = pictures;
  expect(await of('c.zip', zipOf(fewer))).not.toBe(hashes[0]);
  const renamed = Object.fromEntries(
    Object.entries(pictures).map(([path, bytes]) => [path.replace('owl', 'pig'), bytes]),
  );
  expect(await of('d.zip', zipOf(renamed))).not.toBe(hashes[0]);
});

test('nine tenths train, the set’s own test stays apart, and nothing is lost', async () => {
  const set = await importFiles('c.tar.gz', { 'c.tar.gz': await tarGzOf(cifar10Files(80, 30)) });
  expect(set.available).toEqual({ train: 360, validation: 40, test: 30 });
  expect([set.title, set.source.format, set.stored]).toEqual(['c', 'cifar-binary', 'bytes']);
  const all = splitNames.flatMap((name) => [...set[name].labels]).sort();
  expect(all).toHaveLength(430);
  expect(new Set(set.train.labels).size).toBe(10);
});

test('a set without a test split gives some of its training examples', async () => {
  const set = await importFiles('folder', pictures);
  expect(set.available).toEqual({ train: 56, validation: 32, test: 32 });
  const values = splitNames.flatMap((name) => [...set[name].inputs].filter((_, i) => i % 6 === 0));
  expect(values.sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, i) => 2 * i));
  for (const name of splitNames)
    set[name].labels.forEach((label, i) => {
      expect((set[name].inputs[i * 6]! / 2) % 3).toBe(label);
    });
});

test('another seed gives another split of the same examples, and another hash', async () => {
  const files = Object.entries(pictures).map(([path, bytes]) => bytesFile(path, bytes));
  const read = (splitSeed: number) =>
    importExamples('folder', files, { ...surroundings, options: { ...usualOptions, splitSeed } });
  const [one, two] = [await read(1), await read(2)];
  expect(one.available).toEqual(two.available);
  expect(one.hash).not.toBe(two.hash);
  expect(one.hash).toBe((await read(1)).hash);
  expect(one.source.options).toEqual({ ...usualOptions, splitSeed: 1 });
});

test('a set with fewer images than a batch is refused', async () => {
  const few = Object.fromEntries(Object.entries(pictures).slice(0, 60));
  await expect(importFiles('few', few)).rejects.toThrow(/few has too few examples: 60 .*Give more/);
});

test('the preview counts classes and measures channels', () => {
  const { counts, channels } = previewOf(small);
  expect(counts.train.reduce((a, b) => a + b, 0)).toBe(360);
  expect(counts.test).toEqual([4, 4, 4, 4, 4]);
  expect(channels).toHaveLength(1);
  expect([channels[0]!.least, channels[0]!.most]).toEqual([0, 1]);
  expect(channels[0]!.mean).toBeCloseTo(0.5, 1);
});

test('what is written is read back, and the facts from its beginning alone', async () => {
  expect(await readOwnSet('x', file)).toEqual(small);
  const { train: _, validation: __, test: ___, ...facts } = small;
  expect(await readFactsOf(bytesFile('x', file.subarray(0, 4000)))).toEqual(facts);
});

test('a file that is cut short or changed anywhere is refused', async () => {
  const refused = async (bytes: Uint8Array) => {
    await expect(readOwnSet('data/own/x', bytes)).rejects.toThrow(DataError);
    await expect(readOwnSet('data/own/x', bytes)).rejects.toThrow(/^data\/own\/x .*Import the data again/);
  };
  for (let end = 0; end < file.length; end += 97) await refused(file.subarray(0, end));
  await refused(Uint8Array.of(...file, 0));
  const first = file.length - 400 * 18;
  for (let at = first; at < file.length; at += 501) await refused(file.with(at, file[at]! ^ 1));
});

test('a source gives the first examples of each split, with the hash', async () => {
  const source = ownSource(small, async () => small);
  const never = () => Promise.reject(new Error('no file is read'));
  const part = await source.load(never, { train: 50, validation: 32, test: 0 });
  expect([source.id, part.sha256]).toEqual([`own:${small.hash}`, small.hash]);
  expect([part.train.inputs, part.train.labels]).toEqual([
    small.train.inputs.subarray(0, 50 * 16),
    small.train.labels.subarray(0, 50),
  ]);
  await expect(source.load(never, { train: 361, validation: 0, test: 0 })).rejects.toThrow('360 train');
  const other: OwnSet = { ...small, hash: '0'.repeat(64) };
  await expect(ownSource(small, async () => other).load(never, small.available)).rejects.toThrow(
    'has changed',
  );
});

test('a title is the name without folders and endings', () => {
  expect(['a/b/cifar-10-binary.tar.gz', 'photos/', '.zip', 'notes'].map(titleOf)).toEqual([
    'cifar-10-binary',
    'photos',
    'own data',
    'notes',
  ]);
});
