import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ReadOptions, usualOptions } from '../formats/format.ts';
import { mostSeed, parseReadOptions, writeReadOptions } from './data-file.ts';

const choices: fc.Arbitrary<ReadOptions> = fc.record(
  {
    fit: fc.constantFrom('crop', 'stretch'),
    colour: fc.constantFrom('auto', 'grey', 'colour'),
    size: fc.tuple(fc.integer({ min: 1, max: 4096 }), fc.integer({ min: 1, max: 4096 })),
    labelColumn: fc.string({ minLength: 1, maxLength: 200 }),
    splitSeed: fc.integer({ min: 1, max: mostSeed }),
  },
  { requiredKeys: ['fit', 'colour'] },
);

test('choices survive the way into a link and back, and usual ones take no letters', () => {
  expect(writeReadOptions(usualOptions)).toBe('');
  const size: readonly [number, number] = [32, 24];
  expect(writeReadOptions({ ...usualOptions, size, labelColumn: 'kind' })).toBe('size:32x24;label:kind');
  fc.assert(
    fc.property(choices, (options) => {
      expect(parseReadOptions(writeReadOptions(options))).toEqual(options);
    }),
  );
});

test('anything else is no choice', () => {
  for (const text of ['size:0x5', 'size:9', 'fit:fill', 'seed:0', 'seed:1.5', 'label:', 'x', 'colour:'])
    expect(parseReadOptions(text)).toBeNull();
});
