import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { DataError } from './dataset.ts';
import { parseManifest, type Shard } from './manifest.ts';
import { readPublic } from './testing/read-public.ts';
import { unpackShard } from './unpack.ts';

const read = readPublic;
const manifestPath = 'data/mnist/manifest.json';
const shard = parseManifest(manifestPath, await read(manifestPath)).splits.test[0] as Shard;
const path = `data/mnist/${shard.file}`;
const file = await read(path);
const raw = await unpackShard(path, shard, file);

const attempt = (bytes: Uint8Array, of: Shard = shard) =>
  unpackShard(path, of, bytes).catch((error: unknown) => error);

afterEach(() => vi.unstubAllGlobals());

test('a real shard unpacks, and one that the host has unpacked passes', async () => {
  expect(raw.length).toBe(shard.bytes);
  expect(Buffer.compare(await unpackShard(path, shard, raw), raw)).toBe(0);
});

test('a shard cut short anywhere names file, expected and actual bytes', async () => {
  const step = Math.floor(file.length / 60);
  const offsets = [0, 1, 2, 3, 9, 10, 11, 17, 18];
  for (let end = 18 + step; end < file.length; end += step) offsets.push(end);
  offsets.push(file.length - 8, file.length - 1);
  for (const end of offsets) {
    const error = await attempt(file.subarray(0, end));
    expect(error).toBeInstanceOf(DataError);
    expect(String(error)).toContain(path);
    expect(String(error)).toContain(String(shard.compressedBytes));
    expect(String(error)).toContain(`got ${end}.`);
  }
});

test('a stream that ends early is found even where the length is right', async () => {
  for (const end of [10, 1000, file.length - 9, file.length - 8, file.length - 1]) {
    const cut = file.subarray(0, end);
    expect(await attempt(cut, { ...shard, compressedBytes: end })).toBeInstanceOf(DataError);
  }
});

test('more bytes than promised are refused, without unpacking them all', async () => {
  const bomb = gzipSync(new Uint8Array(50_000_000));
  const error = await attempt(bomb, { ...shard, compressedBytes: bomb.length });
  expect(String(error)).toContain(`do not unpack to the expected ${shard.bytes}`);
});

test('a flipped bit never changes an image', async () => {
  const flips = fc.tuple(fc.nat({ max: file.length - 1 }), fc.nat({ max: 7 }));
  await fc.assert(
    fc.asyncProperty(flips, async ([at, bit]) => {
      const damaged = file.slice();
      damaged[at]! ^= 1 << bit;
      const result = await attempt(damaged);
      if (result instanceof DataError) expect(result.message).toContain(path);
      else expect(Buffer.compare(result as Uint8Array, raw)).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test('a flipped bit in unpacked bytes is found by the checksum', async () => {
  const damaged = raw.slice();
  damaged[1_000_000]! ^= 1;
  expect(String(await attempt(damaged))).toContain('checksum is wrong');
});

test('without crypto.subtle, as on plain http, lengths and gzip are still checked', async () => {
  vi.stubGlobal('crypto', {});
  expect(Buffer.compare(await unpackShard(path, shard, file), raw)).toBe(0);
  expect(await attempt(raw.subarray(1))).toBeInstanceOf(DataError);
  const damaged = file.slice();
  damaged[500_000]! ^= 1;
  expect(await attempt(damaged)).toBeInstanceOf(DataError);
});

test('any other bytes are a DataError', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, magic) => {
      const start = magic ? [0x1f, 0x8b, 8] : [];
      const packed = Uint8Array.from([...start, ...bytes]);
      expect(await attempt(packed, { ...shard, compressedBytes: packed.length })).toBeInstanceOf(DataError);
    }),
  );
});
