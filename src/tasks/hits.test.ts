import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hitsLength, hitsPattern, readHits, writeHits } from './hits.ts';

test('six examples are a character, the first its lowest bit', () => {
  expect(writeHits([1, 0, 0, 0, 0, 0, 0, 1])).toBe('BC');
  expect([...readHits('BC', 8)]).toEqual([1, 0, 0, 0, 0, 0, 0, 1]);
  expect(writeHits([])).toBe('');
});

test('what is written reads back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1)), (hits) => {
      const text = writeHits(hits);
      expect(text).toMatch(hitsPattern);
      expect(text).toHaveLength(hitsLength(hits.length));
      expect([...readHits(text, hits.length)]).toEqual(hits);
    }),
  );
});

test('a text of another number of examples is refused', () => {
  expect(() => readHits('AB', 6)).toThrow('2 characters are not those of 6 examples');
});
