import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DataError } from './dataset.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { readPublic } from './testing/read-public.ts';

const path = 'data/mnist/manifest.json';
const good = JSON.parse(new TextDecoder().decode(await readPublic(path))) as Manifest;
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

test('the prepared manifest is read as it stands', () => {
  expect(parseManifest(path, encode(good))).toEqual(good);
});

test.each<[string, unknown, string]>([
  ['another version', { ...good, version: 2 }, 'version'],
  ['no splits', { ...good, splits: undefined }, 'splits'],
  ['an empty split', { ...good, splits: { ...good.splits, test: [] } }, 'splits.test'],
  [
    'a file elsewhere',
    { ...good, splits: { ...good.splits, test: [{ ...good.splits.test[0], file: '../secret.bin' }] } },
    'splits.test.0.file',
  ],
  [
    'sizes that disagree',
    { ...good, splits: { ...good.splits, test: [{ ...good.splits.test[0], count: 4999 }] } },
    'test-0.bin',
  ],
])('%s is refused by name', (_, manifest, named) => {
  const parse = () => parseManifest(path, encode(manifest));
  expect(parse).toThrow(DataError);
  expect(parse).toThrow(`${path} is not usable: ${named}`);
});

test('a manifest cut short at any byte is a DataError', () => {
  const bytes = encode(good);
  for (let end = 0; end < bytes.length; end++)
    expect(() => parseManifest(path, bytes.subarray(0, end))).toThrow(DataError);
});

test('whatever the bytes or the JSON, it parses or is a DataError', () => {
  const parse = (bytes: Uint8Array) => {
    try {
      parseManifest(path, bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(DataError);
      expect((error as Error).message).toContain(path);
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), parse));
  fc.assert(fc.property(fc.jsonValue(), (value) => parse(encode(value))));
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(good)), fc.jsonValue(), (key, value) =>
      parse(encode({ ...good, [key]: value })),
    ),
  );
});
