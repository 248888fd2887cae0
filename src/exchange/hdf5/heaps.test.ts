/** Tests that damaged heaps and texts are refused before the library goes round or fills memory. */
import { describe, expect, test } from 'vitest';
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

describe('a text', () => {
  // What points at object 1 of the first heap: length, address, number.
  const pointer = Buffer.from(file).indexOf(
    Buffer.from(BigUint64Array.of(BigInt(heap), 1n).buffer).subarray(0, 12),
  );
  const view = new DataView(file.buffer);
  const length = view.getUint32(pointer - 4, true);

  /** Returns a copy of the file where the text claims another length. */
  function withLength(claimed: number): Uint8Array<ArrayBuffer> {
    const copy = file.slice();
    new DataView(copy.buffer).setUint32(pointer - 4, claimed, true);
    return copy;
  }

  test('is as long as its object', () => {
    expect(length).toBe(view.getUint32(heap + 16 + 8, true));
    expect(heapsAreWhole(withLength(length))).toBe(true);
  });

  test.each([length + 1, 2 ** 30, 2 ** 32 - 1])('that claims %d bytes is refused', async (claimed) => {
    expect(heapsAreWhole(withLength(claimed))).toBe(false);
    await expect(readHdf5(withLength(claimed))).rejects.toThrow(ExchangeError);
  });

  test('is refused where all together are longer than the file', () => {
    // A heap with an object of 64 bytes, and what points at it so many times.
    const given = (times: number) => {
      const made = new Uint8Array(96 + 16 * times);
      made.set([...Buffer.from('GCOL'), 1]);
      const words = new DataView(made.buffer);
      words.setUint32(8, 96, true);
      words.setUint16(16, 1, true);
      words.setUint32(24, 64, true);
      for (let i = 0; i < times; i++) {
        words.setUint32(96 + 16 * i, 64, true);
        words.setUint32(108 + 16 * i, 1, true);
      }
      return made;
    };
    // Address 0 is where the heap lies.
    expect(heapsAreWhole(given(2))).toBe(true);
    expect(heapsAreWhole(given(3))).toBe(false);
  });
});
