import { expect, test } from 'vitest';
import { bytesFile } from '../archives/named-file.ts';
import { DataError } from '../dataset.ts';
import { bytesOfText } from '../testing/archives.ts';
import { readExamples } from '../testing/examples.ts';
import { compileJpeg } from '../testing/jpeg-module.ts';
import { type ReadOptions, usualOptions } from './format.ts';
import { createImageDecoder } from './images/decoder.ts';

const images = createImageDecoder(compileJpeg);
const read = (files: Record<string, string>, options: Partial<ReadOptions> = {}) =>
  readExamples(
    'given',
    Object.entries(files).map(([name, text]) => bytesFile(name, bytesOfText(text))),
    { images, options: { ...usualOptions, ...options }, tell: () => {} },
  );

test('a table with a header, the class by name or last, and quotes', async () => {
  const set = await read({ 'iris.csv': 'length,width,kind\n5.1,3.5,"setosa, wild"\n7,3.2,versicolor\n' });
  expect([set.format.id, set.inputShape, set.classNames]).toEqual([
    'csv',
    [1, 2, 1],
    ['setosa, wild', 'versicolor'],
  ]);
  expect(set.parts.train).toEqual({
    count: 2,
    inputs: Float32Array.of(5.1, 3.5, 7, 3.2),
    labels: Uint16Array.of(0, 1),
  });
});

test('a zero has no sign', async () => {
  const { parts } = await read({ 'a.csv': '-0,1.5,cat\n-0.0,-2,dog\n' });
  expect(parts.train.inputs).toEqual(Float32Array.of(0, 1.5, 0, -2));
});

test('a column “label” has the class, whatever else is called y', async () => {
  const set = await read({ 'a.csv': 'x,y,label\n1,2.5,owl\n3,4.5,duck\n' });
  expect(set.classNames).toEqual(['duck', 'owl']);
});

test('pixels are bytes, the label comes first by its name, and a size makes images', async () => {
  const table = 'label,a,b,c,d\n10,0,255,3,4\n9,1,2,3,4\n';
  const set = await read({ 'train.csv': table, 'test.csv': table }, { size: [2, 2] });
  expect([set.inputShape, set.classNames, set.parts.test!.count]).toEqual([[2, 2, 1], ['9', '10'], 2]);
  expect(set.parts.train.inputs).toEqual(Uint8Array.of(0, 255, 3, 4, 1, 2, 3, 4));
  expect(set.parts.train.labels).toEqual(Uint16Array.of(1, 0));
  await expect(read({ 'train.csv': table }, { size: [3, 3] })).rejects.toThrow('no image of 3×3');
});

test('without a header the column is given by number', async () => {
  const set = await read({ 'a.csv': '1,0.5,2\n0,0.25,3\n' }, { labelColumn: '1' });
  expect([...set.parts.train.inputs]).toEqual([0.5, 2, 0.25, 3]);
  await expect(read({ 'a.csv': '1,2\n0,3\n' }, { labelColumn: 'kind' })).rejects.toThrow('no column "kind"');
});

test.each([
  ['a,b,class\n1,2,x\n1,y\n', 'row 3: it has 2 columns, the first row 3'],
  ['a,b,class\n1,x,x\n', 'row 2, column 2: "x" is no number'],
  ['a,b,class\n1,1e99,x\n', 'row 2, column 2: "1e99" is no number'],
  ['a,b,class\n1,NaN,x\n', 'is no number'],
  ['a,b,class\n1,2,\n', 'row 2: it has no class'],
  ['a,b,class\n1,"2,x\n', 'row 2'],
  ['a,b,class\n', 'no rows'],
  ['a\n1\n', 'one column'],
  ['a,b,class\n1,2,x\n1,3,x\n', 'one class'],
])('%j is refused', async (text, words) => {
  const error = await read({ 'a.csv': text }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  expect((error as Error).message).toContain(words);
});
