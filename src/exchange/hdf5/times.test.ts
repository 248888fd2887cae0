/** Tests that a written HDF5 file holds no times, and that its checksums are those of HDF5. */
import { afterEach, expect, test, vi } from 'vitest';
import { networkIn, readNir } from '../nir/read.ts';
import { plainArrays } from '../nir/testing/plain-file.ts';
import { nirTree, writeNir } from '../nir/write.ts';
import { classifying, network } from '../testing/small-network.ts';
import { lookup3 } from './lookup3.ts';
import { clearTimes } from './times.ts';

const stored = { ...network, ...classifying };

afterEach(() => vi.restoreAllMocks());

/** Writes a NIR file at a moment, as the library sees it. */
async function writtenAt(time: number): Promise<Uint8Array> {
  vi.spyOn(Date, 'now').mockReturnValue(time);
  return writeNir(stored);
}

const checksum = (text: string) => lookup3(new TextEncoder().encode(text)).toString(16);

test('the checksum is that of the author’s own examples', () => {
  // lookup3.c, driver5: the text once, whole, begun with 0, and the empty text.
  expect(checksum('')).toBe('deadbeef');
  expect(checksum('Four score and seven years ago')).toBe('17770551');
});

test('two writes a year apart are equal, also after a file was read', async () => {
  const first = await writtenAt(Date.UTC(2026, 0, 1));
  await readNir(first);
  const second = await writtenAt(Date.UTC(2027, 5, 4, 3, 2, 1));
  expect(second).toEqual(first);
});

test('both readers accept the file: its checksums are right', async () => {
  const file = await writtenAt(Date.UTC(2026, 0, 1));
  expect(await readNir(file)).toEqual(networkIn(nirTree(stored)));
  expect(plainArrays(file).get('node/edges')!.shape).toEqual([8, 2]);
});

test('a checksum that is not right is noticed, so that the test above can fail', async () => {
  const file = await writtenAt(Date.UTC(2026, 0, 1));
  file[Buffer.from(file).indexOf('OHDR') + 6]! ^= 1;
  await expect(readNir(file)).rejects.toThrow('damaged');
});

test('bytes that only look like a header stay as they are', () => {
  const data = Uint8Array.from({ length: 80 }, (_, i) => i + 1);
  data.set([0x4f, 0x48, 0x44, 0x52, 2, 0x20], 10);
  const before = data.slice();
  clearTimes(data);
  expect(data).toEqual(before);
  const cut = Uint8Array.of(0x4f, 0x48, 0x44, 0x52, 2, 0x23, 0);
  clearTimes(cut);
  expect(cut).toEqual(Uint8Array.of(0x4f, 0x48, 0x44, 0x52, 2, 0x23, 0));
});
