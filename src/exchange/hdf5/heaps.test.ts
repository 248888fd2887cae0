/** Tests that a heap whose objects lead nowhere is refused before the library goes round in it. */
import { expect, test } from 'vitest';
import { ExchangeError } from '../error.ts';
import { readHdf5 } from '../nir/hdf5.ts';
import { writeNir } from '../nir/write.ts';
import { classifying, network } from '../testing/small-network.ts';
import { heapsAreWhole } from './heaps.ts';

const file = await writeNir({ ...network, ...classifying });
const heap = Buffer.from(file).indexOf('GCOL');

/** Returns a copy of the file with an object of a heap of another number and length. */
function withObject(at: number, number: number, length: bigint): Uint8Array<ArrayBuffer> {
  const copy = file.slice();
  const view = new DataView(copy.buffer);
  view.setUint16(at, number, true);
  view.setBigUint64(at + 8, length, true);
  return copy;
}

test('a whole file is whole', () => {
  expect(heap).toBeGreaterThan(0);
  expect(heapsAreWhole(file)).toBe(true);
});

test.each([
  ['is free and has no length', 0, 0n],
  ['is free and shorter than its head', 0, 8n],
  ['is longer than its heap', 1, 5000n],
  ['leads back where lengths have 32 bits', 1, 2n ** 32n - 64n],
  ['leads nowhere where lengths have 32 bits', 0, 2n ** 32n],
])('an object that %s is refused', async (_, number, length) => {
  const damaged = withObject(heap + 16, number, length);
  expect(heapsAreWhole(damaged)).toBe(false);
  await expect(readHdf5(damaged)).rejects.toThrow(ExchangeError);
});

test('a heap that is cut short, or reaches past the file, is left to the library', async () => {
  expect(heapsAreWhole(file.slice(0, heap + 12))).toBe(true);
  const longer = file.slice();
  new DataView(longer.buffer).setBigUint64(heap + 8, BigInt(file.length), true);
  expect(heapsAreWhole(longer)).toBe(true);
  await expect(readHdf5(longer)).rejects.toThrow(ExchangeError);
});
