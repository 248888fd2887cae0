import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { bytesFile } from '../archives/named-file.ts';
import { DataError } from '../dataset.ts';
import { bytesOfText, type Files, tarGzOf, zipOf } from '../testing/archives.ts';
import { readExamples } from '../testing/examples.ts';
import { jpegOf } from '../testing/jpeg.ts';
import { compileJpeg } from '../testing/jpeg-module.ts';
import { cifar10Files, cifar100Files, idxOf, mnistLike } from '../testing/sets.ts';
import { type Part, type ReadOptions, usualOptions } from './format.ts';
import { createImageDecoder } from './images/decoder.ts';
import type { Imported } from './index.ts';

const images = createImageDecoder(compileJpeg);

const readFiles = (files: Files, options: Partial<ReadOptions> = {}) =>
  readExamples(
    'given',
    Object.entries(files).map(([name, bytes]) => bytesFile(name, bytes)),
    { images, options: { ...usualOptions, ...options }, tell: () => {} },
  );

async function refusal(files: Files, options: Partial<ReadOptions> = {}): Promise<string> {
  const error = await readFiles(files, options).then(
    () => 'accepted',
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DataError);
  return (error as Error).message;
}

const digest = ({ inputs }: Part) =>
  createHash('sha256')
    .update(new Uint8Array(inputs.buffer, inputs.byteOffset, inputs.byteLength))
    .digest('hex');
const counts = ({ parts }: Imported) =>
  Object.fromEntries(Object.entries(parts).map(([s, p]) => [s, p.count]));

test('CIFAR-10 as published: counts, class names, pixels', async () => {
  const files = cifar10Files(20, 8);
  const set = await readFiles({ 'cifar-10-binary.tar.gz': await tarGzOf(files) });
  expect(set.format.id).toBe('cifar-binary');
  expect(counts(set)).toEqual({ train: 100, test: 8 });
  expect(set.classNames.slice(0, 2)).toEqual(['airplane', 'automobile']);
  const batch = files['cifar-10-batches-bin/data_batch_2.bin']!;
  expect(set.parts.train.labels[20]).toBe(batch[0]);
  // Red, green and blue of the first pixel lie a plane apart in the file.
  expect([...set.parts.train.inputs.subarray(20 * 3072, 20 * 3072 + 3)]).toEqual(
    [1, 1025, 2049].map((at) => batch[at]),
  );
});

test('CIFAR-100 takes the fine labels', async () => {
  const files = cifar100Files(100, 50);
  const set = await readFiles({ 'c.zip': zipOf(files) });
  expect([counts(set), set.classNames.length]).toEqual([{ train: 100, test: 50 }, 100]);
  expect(set.parts.train.labels[1]).toBe(files['cifar-100-binary/train.bin']![3075]);
});

test('CIFAR-10 with a file missing, cut short or with a wrong label is refused by name', async () => {
  const files = cifar10Files(4, 4);
  const { 'cifar-10-batches-bin/data_batch_3.bin': third, ...without } = files;
  expect(await refusal({ 'a.tar.gz': await tarGzOf(without) })).toContain('data_batch_3.bin is missing');
  const short = { ...files, 'cifar-10-batches-bin/data_batch_3.bin': third!.subarray(1) };
  expect(await refusal({ 'a.tar.gz': await tarGzOf(short) })).toMatch(/data_batch_3\.bin is cut short/);
  const wrong = { ...files, 'cifar-10-batches-bin/data_batch_3.bin': third!.with(3073, 10) };
  expect(await refusal({ 'a.tar.gz': await tarGzOf(wrong) })).toContain('image 2 has the label 10');
});

test('IDX: four files, packed each on their own or not', async () => {
  const files = mnistLike(40, 10);
  const packed = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [`${name}.gz`, new Uint8Array(gzipSync(bytes))]),
  );
  for (const given of [files, packed, { 'mnist.zip': zipOf(files) }]) {
    const set = await readFiles(given);
    expect([set.format.id, set.inputShape, counts(set)]).toEqual(['idx', [4, 4, 1], { train: 40, test: 10 }]);
    expect(set.classNames).toEqual(['0', '1', '2', '3', '4']);
    expect(digest(set.parts.train)).toBe(
      createHash('sha256').update(files['train-images-idx3-ubyte']!.subarray(16)).digest('hex'),
    );
  }
});

test('IDX that is cut short, of another type, or does not belong together is refused', async () => {
  const files = mnistLike(40, 10);
  const images = files['train-images-idx3-ubyte']!;
  const labels = files['train-labels-idx1-ubyte']!;
  const at = (name: string, bytes: Uint8Array) => refusal({ ...files, [name]: bytes });
  expect(await at('train-images-idx3-ubyte', images.subarray(0, 500))).toContain('cut short');
  expect(await at('train-images-idx3-ubyte', images.with(2, 13))).toContain('type 13');
  expect(await at('train-images-idx3-ubyte', images.with(4, 255))).toContain('cut short');
  expect(await at('train-labels-idx1-ubyte', idxOf([39], labels.subarray(8, 47)))).toContain(
    '39 labels for the 40',
  );
  const { 'train-labels-idx1-ubyte': _, ...without } = files;
  expect(await refusal(without)).toContain('lacks the labels of train');
});

const dot = (value: number, width = 6, height = 4) =>
  encode({ width, height, channels: 1, data: new Uint8Array(width * height).fill(value) });

test('folders of images: classes by name, whatever the order in the archive', async () => {
  const files: Files = {
    'top/train/dog/1.png': dot(1),
    'top/train/cat/2.png': dot(2),
    'top/train/cat/1.png': dot(3),
    'top/test/dog/9.png': dot(4),
    'top/.DS_Store': bytesOfText('x'),
  };
  const set = await readFiles({ 'a.zip': zipOf(files) });
  expect([set.classNames, set.inputShape, counts(set)]).toEqual([
    ['cat', 'dog'],
    [4, 6, 1],
    { train: 3, test: 1 },
  ]);
  expect([set.parts.train.inputs[0], set.parts.train.inputs[24], [...set.parts.train.labels]]).toEqual([
    3,
    2,
    [0, 0, 1],
  ]);
  const reversed = Object.fromEntries(Object.entries(files).reverse());
  expect(await readFiles({ 'b.tgz': await tarGzOf(reversed) })).toEqual(set);
  expect(await readFiles(files)).toEqual(set);
});

test('one tree of classes is all training, and one class is refused', async () => {
  const set = await readFiles({ 'x/dog/1.png': dot(1), 'x/cat/1.png': dot(2) });
  expect([set.classNames, counts(set)]).toEqual([['cat', 'dog'], { train: 2 }]);
  expect(await refusal({ 'x/dog/1.png': dot(1), 'x/dog/2.png': dot(2) })).toContain('one class');
  expect(await refusal({ 'train/dog/1.png': dot(1), 'test/dog/2.png': dot(2) })).toContain('one class');
});

test('colour and grey, PNG and JPEG, and sizes', async () => {
  const files: Files = { 'a/1.png': dot(50, 20, 10), 'b/1.jpg': await jpegOf(16, 16, [200, 40, 10]) };
  expect(await refusal(files)).toMatch(/different sizes.*Choose a size/);
  const set = await readFiles(files, { size: [8, 8] });
  expect(set.inputShape).toEqual([8, 8, 3]);
  expect([...set.parts.train.inputs.subarray(0, 3)]).toEqual([50, 50, 50]);
  expect((await readFiles(files, { size: [8, 8], colour: 'grey' })).inputShape).toEqual([8, 8, 1]);
});

test('an image that does not decode is skipped and listed; too many refuse the set', async () => {
  const good = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`${i % 2 ? 'cat' : 'dog'}/${i}.png`, dot(i)]),
  );
  const broken = dot(9).subarray(0, 40);
  const set = await readFiles({ ...good, 'cat/broken.png': broken, 'readme.png': dot(1) });
  expect(set.skipped).toEqual([
    { path: 'cat/broken.png', reason: 'is cut short' },
    { path: 'readme.png', reason: 'lies in no folder of a class' },
  ]);
  expect(counts(set)).toEqual({ train: 20 });
  expect(set.parts.train.labels).toEqual(new Uint16Array(20).fill(1, 10));
  const many = Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`cat/broken${i}.png`, broken]));
  expect(await refusal({ ...good, ...many })).toMatch(
    /3 of its 23 images cannot be used, the first cat\/broken0/,
  );
});

test('what is of no format is refused with the list of formats', async () => {
  expect(await refusal({ 'notes.txt': bytesOfText('hello') })).toMatch(/notes\.txt.*CIFAR-10.*IDX.*<class>/);
  expect(await refusal({ '.hidden': bytesOfText('hello') })).toContain('holds no files');
});

const archive = ['../shared', process.env.SPIKEWISE_SHARED ?? '']
  .map((folder) => `${folder}/data/cifar10-jpeg75-10k-2k.tar.gz`)
  .find((file) => existsSync(file));

test.skipIf(!archive)(
  'the JPEG archive of shared/data, skipped where it is absent',
  { timeout: 300_000 },
  async () => {
    const bytes = new Uint8Array(await readFile(archive!));
    const began = performance.now();
    const set = await readFiles({ 'cifar10-jpeg75-10k-2k.tar.gz': bytes });
    console.log(`12,000 images in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    expect([set.format.id, set.inputShape, counts(set), set.skipped]).toEqual([
      'image-folder',
      [32, 32, 3],
      { train: 10_000, test: 2000 },
      [],
    ]);
    expect(set.classNames).toMatchInlineSnapshot(`
      [
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
      ]
    `);
    expect([digest(set.parts.train), digest(set.parts.test!)]).toMatchInlineSnapshot(`
      [
        "49346663d4b68981e2c27a5f80121d24e880ad0694f70fc50b53a17c146b25d0",
        "f5d9157031699e3379050767aa68f8c79f1e5afde7796801672396c314c8ab2e",
      ]
    `);
  },
);
