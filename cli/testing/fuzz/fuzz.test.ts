/** Tests links and files with random and mutated inputs, in a small size of `npm run fuzz`. */
import { expect, test } from 'vitest';
import { fuzzParser, parserNames } from './files.ts';
import { fuzzLinks } from './links.ts';

test('2,000 random and mutated hashes: none throws, each gives what can run', async () => {
  const { tried, accepted, failures } = await fuzzLinks(2000);
  expect(failures).toEqual([]);
  expect(accepted).toBe(tried);
});

test.each([
  ['report', 95_004],
  ['results file', 14_273],
])('a mutation of the %s that once broke the law: seed %d', async (name, seed) => {
  expect((await fuzzParser(name, 1, seed)).failures).toEqual([]);
});

const law = '300 mutations of the %s: refused in words, or read as what is written again';

test.each(parserNames)(law, async (name) => {
  const { tried, accepted, failures } = await fuzzParser(name, 300);
  expect(failures).toEqual([]);
  // Damage that is never noticed would mean that nothing is checked.
  expect(accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThan(tried);
});
