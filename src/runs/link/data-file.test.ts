import { afterEach, expect, test } from 'vitest';
import { usualOptions } from '../../datasets/formats/format.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { presetSpec, type RunSpec } from '../spec/spec.ts';
import { decodeLink, encodeLink } from './link.ts';

const dataset = `own:${'5a'.repeat(32)}`;
const spec: RunSpec = { ...presetSpec('first-look@2'), dataset };
const file = { name: 'birds, 2 kinds.zip', bytes: 9120, options: usualOptions };

afterEach(() => datasetShelf.note(dataset, file));

test('a link names the file of its imported data, and nobody else’s', () => {
  expect(decodeLink(encodeLink(spec)).file).toBeNull();
  datasetShelf.note(dataset, file);
  const link = encodeLink(spec);
  expect(link).toMatch(/&file=birds,%202%20kinds\.zip&filebytes=9120$/);
  expect(decodeLink(link)).toMatchObject({ spec, file, problems: [] });
  expect(encodeLink(presetSpec('first-look@2'))).not.toContain('file');
  expect(datasetShelf.missingWords(dataset)).toContain('Import birds, 2 kinds.zip (9,120 bytes)');
});

test('a link tells how the file was read where that is not usual', () => {
  const read = { ...file, options: { ...usualOptions, size: [32, 24], labelColumn: 'a;b' } as const };
  datasetShelf.note(dataset, read);
  expect(decodeLink(encodeLink(spec)).file).toEqual(read);
});

test('a long name is cut at its beginning, between characters', () => {
  datasetShelf.note(dataset, { ...file, name: `${'🐦'.repeat(200)}\ud83d.zip` });
  const { file: read } = decodeLink(encodeLink(spec));
  expect(read?.name).toMatch(/^🐦+�\.zip$/u);
  expect([...read!.name]).toHaveLength(120);
});

test('a file that cannot be meant is left out with a message, and the data set stays', () => {
  datasetShelf.note(dataset, file);
  const link = encodeLink(spec);
  for (const [from, to, key] of [
    ['filebytes=9120', 'filebytes=-1', 'filebytes'],
    ['filebytes=9120', 'filebytes=9120&read=size:0x0', 'read'],
    ['file=birds,%202%20kinds.zip&', '', 'file'],
  ] as const) {
    const decoded = decodeLink(link.replace(from, to));
    expect(decoded).toMatchObject({ spec, file: null, problems: [{ key }] });
  }
  const other = decodeLink('#v=1&preset=first-look@2&engine=1&file=a.zip');
  expect(other).toMatchObject({ file: null, problems: [{ key: 'file' }] });
});
