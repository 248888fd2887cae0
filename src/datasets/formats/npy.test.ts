import { expect, test } from 'vitest';
import { bytesFile } from '../archives/named-file.ts';
import { DataError } from '../dataset.ts';
import { type Files, zipOf } from '../testing/archives.ts';
import { readExamples } from '../testing/examples.ts';
import { compileJpeg } from '../testing/jpeg-module.ts';
import { npyOf } from '../testing/npy.ts';
import { usualOptions } from './format.ts';
import { createImageDecoder } from './images/decoder.ts';
import { readNpy } from './npy-file.ts';

const images = createImageDecoder(compileJpeg);
const readFiles = (files: Files) =>
  readExamples(
    'given.npz',
    Object.entries(files).map(([name, bytes]) => bytesFile(name, bytes)),
    { images, options: usualOptions, tell: () => {} },
  );

const labels = (count: number) =>
  npyOf(
    [count],
    BigInt64Array.from({ length: count }, (_, i) => BigInt(i % 3)),
  );
const pixels = (count: number) => new Uint8Array(count * 6).map((_, i) => i % 256);
const arrays: Files = {
  'x_train.npy': npyOf([9, 2, 3], pixels(9)),
  'y_train.npy': labels(9),
  'x_test.npy': npyOf([6, 2, 3], pixels(6)),
  'y_test.npy': labels(6),
};

test('an npz is read by the names of its arrays, and so are npy files', async () => {
  const set = await readFiles({ 'given.npz': zipOf(arrays) });
  expect([set.format.id, set.inputShape, set.classNames]).toEqual(['npy', [2, 3, 1], ['0', '1', '2']]);
  expect([set.parts.train.inputs, set.parts.test!.count]).toEqual([pixels(9), 6]);
  expect(await readFiles(arrays)).toEqual(set);
});

test('floats stay floats, in either byte order and in the order of Fortran', () => {
  const values = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect(readNpy('a', npyOf([2, 3], values)).values).toEqual(values);
  const swapped = new Float32Array(6);
  const view = new DataView(swapped.buffer);
  values.forEach((value, i) => {
    view.setFloat32(4 * i, value, false);
  });
  expect(readNpy('a', npyOf([2, 3], swapped, { descr: '>f4' })).values).toEqual(values);
  const columns = Float32Array.of(1, 4, 2, 5, 3, 6);
  expect(readNpy('a', npyOf([2, 3], columns, { fortran: true })).values).toEqual(values);
});

test.each<[string, Uint8Array, string]>([
  ['objects', npyOf([2], new Uint8Array(16), { descr: '|O' }), 'Python objects, which could run code'],
  ['text', npyOf([2], new Uint8Array(8), { descr: '<U1' }), 'numbers of type U1'],
  ['NaN', npyOf([2], Float32Array.of(1, Number.NaN)), 'no number at place 2: NaN'],
  ['numbers past a float', npyOf([1], Float64Array.of(1e300)), 'no number at place 1'],
  ['an absurd shape', npyOf([4e9, 4e9], new Uint8Array(4)), 'cut short or damaged'],
  ['too few numbers', npyOf([3], new Uint8Array(2)), 'cut short or damaged'],
])('%s are refused', (_, bytes, words) => {
  expect(() => readNpy('x.npy', bytes)).toThrow(DataError);
  expect(() => readNpy('x.npy', bytes)).toThrow(words);
});

test('arrays that do not belong together are refused by name', async () => {
  const at = (change: Files) => readFiles({ ...arrays, ...change });
  await expect(at({ 'y_train.npy': labels(8) })).rejects.toThrow('y_train.npy has 8 labels for 9 inputs');
  await expect(at({ 'x_test.npy': npyOf([6, 3, 2], pixels(6)) })).rejects.toThrow('belong together');
  await expect(at({ 'y_train.npy': npyOf([9], new Float32Array(9).fill(0.5)) })).rejects.toThrow('label 0.5');
  await expect(at({ 'images_train.npy': arrays['x_train.npy']! })).rejects.toThrow('both inputs of train');
});
