import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { TarHeader } from 'modern-tar';
import { expect, test } from 'vitest';
import { DataError } from '../dataset.ts';
import {
  bytesOfText,
  type Files,
  filesIn,
  tarGzOf,
  tarOf,
  tarOfHeaders,
  zipOf,
} from '../testing/archives.ts';
import { archiveEntries } from './archive.ts';
import { archiveLimits } from './limits.ts';
import { bytesFile } from './named-file.ts';

const files: Files = {
  'train/cat/1.txt': bytesOfText('first'),
  'train/dog/2.txt': new Uint8Array(30_000).map((_, i) => (i * i) % 251),
  'empty.txt': new Uint8Array(0),
};

const read = (name: string, bytes: Uint8Array, limits = archiveLimits) =>
  filesIn(archiveEntries(bytesFile(name, bytes), undefined, limits));

async function refusal(name: string, bytes: Uint8Array, limits = archiveLimits): Promise<string> {
  const error = await read(name, bytes, limits).then(
    () => 'accepted',
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DataError);
  return (error as Error).message;
}

const tarWith = (header: TarHeader) => tarOfHeaders([{ header }]);

/** Returns files as text that is compared quickly. */
const digests = (of: Files) =>
  Object.entries(of)
    .map(([path, bytes]) => `${path} ${bytes.length} ${createHash('sha256').update(bytes).digest('hex')}`)
    .sort();

test('zip, tar and tar.gz give the same files, whatever they are called', async () => {
  for (const bytes of [zipOf(files), zipOf(files, 0), await tarOf(files), await tarGzOf(files)])
    expect(digests(await read('some.bin', bytes))).toEqual(digests(files));
});

test('a gzip of one file is that file, and any other file is itself', async () => {
  const text = bytesOfText('some text');
  expect(await read('images-idx3-ubyte.gz', new Uint8Array(gzipSync(text)))).toEqual({
    'images-idx3-ubyte': text,
  });
  expect(await read('table.csv', text)).toEqual({ 'table.csv': text });
});

test('entries that nobody reads are passed over', async () => {
  for (const bytes of [zipOf(files), await tarGzOf(files)]) {
    const paths: string[] = [];
    for await (const { path } of archiveEntries(bytesFile('a', bytes))) paths.push(path);
    expect(paths.sort()).toEqual(Object.keys(files).sort());
  }
});

test.each([
  ['../secret', 'leads out of the archive'],
  ['train/../../secret', 'leads out of the archive'],
  ['/etc/passwd', 'absolute name'],
  ['C:/windows', 'absolute name'],
  ['train\\..\\x', 'backslash'],
  ['a\u0007b', 'character'],
  ['x'.repeat(513), 'more than 512 characters'],
])('the name %.30s is refused in zip and tar', async (name, words) => {
  const named = { [name]: bytesOfText('x') };
  for (const [file, bytes] of [
    ['a.zip', zipOf(named)],
    [
      'a.tar',
      await tarOfHeaders([{ header: { name, size: 1, pax: { path: name } }, body: bytesOfText('x') }]),
    ],
  ] as const) {
    const message = await refusal(file, bytes);
    expect(message).toContain(file);
    expect(message).toContain(words);
    expect(message).toContain('Pack the folder anew');
  }
});

test('names in decomposed Unicode are composed, and two that become one are refused', async () => {
  const [composed, decomposed] = ['h\u00fchner/1.txt', 'hu\u0308hner/1.txt'];
  const one = { [decomposed]: bytesOfText('x') };
  for (const bytes of [zipOf(one), await tarOf(one)])
    expect(Object.keys(await read('a', bytes))).toEqual([composed]);
  const two = { ...one, [composed]: bytesOfText('y') };
  for (const bytes of [
    zipOf(two),
    await tarOf(two),
    await tarOf({ ...files, './empty.txt': bytesOfText('z') }),
  ])
    expect(await refusal('a', bytes)).toContain('twice');
});

test.each<[string, TarHeader]>([
  ['symlink', { name: 'train/cat/1.txt', size: 0, type: 'symlink', linkname: '/etc/passwd' }],
  ['link', { name: 'train/cat/1.txt', size: 0, type: 'link', linkname: 'other' }],
  ['character-device', { name: 'dev', size: 0, type: 'character-device' }],
  ['fifo', { name: 'pipe', size: 0, type: 'fifo' }],
])('a %s in a tar archive is refused', async (kind, header) => {
  expect(await refusal('a.tar', await tarWith(header))).toContain(`is a ${kind}, not a file`);
});

test('a symbolic link in a zip archive is refused', async () => {
  const bytes = zipOf({ link: bytesOfText('/etc/passwd') });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const central = bytes.length - 22 - 46 - 4;
  view.setUint8(central + 5, 3);
  view.setUint16(central + 40, 0xa1ff, true);
  expect(await refusal('a.zip', bytes)).toContain('is a symbolic link');
});

test('a claim of 10 GB is refused before anything is unpacked', async () => {
  const claimed = 10 * 2 ** 30;
  const body = bytesOfText('x');
  const tar = (await tarOf({ 'big.bin': body })).slice();
  const size = claimed.toString(8).padStart(12, '0').slice(-12);
  tar.set(bytesOfText(size), 124);
  fixChecksum(tar);
  expect(await refusal('a.tar', tar)).toMatch(/big\.bin.*10,240 MiB, more than the 512 MiB/);
  const zip = zipOf({ 'big.bin': body });
  const view = new DataView(zip.buffer, zip.byteOffset);
  view.setUint32(zip.length - 22 - 46 - 7 + 24, 2 ** 32 - 2, true);
  expect(await refusal('a.zip', zip)).toMatch(/big\.bin.*4,096 MiB, more than the 512 MiB/);
});

function fixChecksum(tar: Uint8Array): void {
  tar.fill(32, 148, 156);
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.set(bytesOfText(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
}

test('bombs are stopped at the ratio, not at the end of the memory', async () => {
  const zeros = new Uint8Array(4 * 2 ** 20);
  const limits = { ...archiveLimits, ratioFrom: 2 ** 20 };
  for (const [name, bytes] of [
    ['bomb.gz', new Uint8Array(gzipSync(zeros))],
    ['bomb.tar.gz', await tarGzOf({ zeros })],
    ['bomb.zip', zipOf({ zeros })],
  ] as const) {
    expect(await refusal(name, bytes, limits)).toContain(`${name} unpacks to more than 200 times its size`);
    expect(Object.keys(await read(name, bytes))).toHaveLength(1);
  }
});

test('each limit is kept', async () => {
  const noise = new Uint8Array(4000).map((_, i) => (i * 7919) % 253);
  const some = { a: noise, b: noise, c: noise };
  for (const [name, bytes] of [
    ['a.zip', zipOf(some)],
    ['a.tar', await tarOf(some)],
    ['a.tar.gz', await tarGzOf(some)],
  ] as const) {
    const at = (change: Partial<typeof archiveLimits>) =>
      refusal(name, bytes, { ...archiveLimits, ...change });
    expect(await at({ unpackedBytes: 8000 })).toContain('unpacks to more than');
    expect(await at({ entryBytes: 3999 })).toContain('that one file may have');
    expect(await at({ entries: 2 })).toContain('more than 2 entries');
    expect(await at({ nameLength: 0 })).toContain('more than 0 characters');
  }
});

test('an archive cut short anywhere is refused', async () => {
  for (const bytes of [zipOf(files), await tarGzOf(files)])
    for (let i = 1; i < 40; i++) {
      const message = await refusal('a.bin', bytes.subarray(0, Math.floor((i / 40) * bytes.length)));
      expect(message).toMatch(/^a\.bin .*(again|anew)/);
    }
});

test('a flipped bit never changes a file', async () => {
  for (const bytes of [zipOf(files), await tarGzOf(files)])
    for (let at = 0; at < bytes.length; at += 23) {
      const flipped = bytes.slice();
      flipped[at]! ^= 1 << (at % 8);
      const found = await read('a', flipped).catch((error: unknown) => error);
      // A file that no longer says that it is an archive is itself.
      if (found instanceof DataError || 'a' in (found as Files)) continue;
      // The damage was in a name, a date or a mode.
      const contents = (of: Files) => digests(of).map((line) => line.slice(line.indexOf(' ')));
      expect(contents(found as Files).sort()).toEqual(contents(files).sort());
    }
});

test('entries of a zip that share their bytes are refused', async () => {
  const zip = zipOf({ aaaa: bytesOfText('x'), bbbb: bytesOfText('x') });
  const view = new DataView(zip.buffer, zip.byteOffset);
  // The second line of the table of contents points at the first file.
  view.setUint32(zip.length - 22 - 50 + 42, 0, true);
  expect(await refusal('a.zip', zip)).toContain('overlap');
});

test('reading ends when it is aborted', async () => {
  const abort = new AbortController();
  const reading = async () => {
    for await (const _ of archiveEntries(bytesFile('a', zipOf(files)), abort.signal)) abort.abort();
  };
  await expect(reading()).rejects.toThrow(/abort/i);
});
