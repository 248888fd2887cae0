import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from './hash.ts';

const reference = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('every length around the block boundaries agrees with Node', () => {
  for (let length = 0; length <= 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 0xff);
    expect(sha256Hex(bytes), `${length} bytes`).toBe(reference(bytes));
  }
});

test('random bytes agree with Node, also as a view into a larger buffer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(70), (bytes, from) => {
      const view = bytes.subarray(Math.min(from, bytes.length));
      expect(sha256Hex(view)).toBe(reference(view));
    }),
  );
});

test('a megabyte agrees with Node', () => {
  const bytes = Uint8Array.from({ length: 1 << 20 }, (_, i) => (i * i) & 0xff);
  expect(sha256Hex(bytes)).toBe(reference(bytes));
});
