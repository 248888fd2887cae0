/** Tests that the page and docs/glossary.md define each term alike. */
import { describe, expect, it } from 'vitest';
import glossary from '../../../../docs/glossary.md?raw';
import { type Definition, terms } from './terms.ts';

interface Row {
  readonly words: readonly string[];
  readonly meaning: string;
  readonly paper: string;
}

/** The rows of the glossary's first table, which has the terms of the method. */
const rows = glossary
  .split('## A run')[0]!
  .split('\n')
  .filter((line) => line.startsWith('| **'))
  .map((line): Row => {
    const [word = '', meaning = '', paper = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    return { words: [...word.matchAll(/\*\*([^*]+)\*\*/g)].map(([, bold]) => bold!), meaning, paper };
  });

describe('the glossary of the documentation', () => {
  it.each(Object.values(terms).map((term: Definition) => [term.word, term] as const))(
    'says of %s what the page says',
    (word, { meaning, paper }) => {
      const found = rows.filter(({ words }) => words.includes(word));
      expect(found).toHaveLength(1);
      expect({ meaning: found[0]!.meaning, paper: found[0]!.paper }).toEqual({ meaning, paper });
    },
  );
});

describe('the terms', () => {
  it('are whole sentences that name each term once', () => {
    const words = Object.values(terms).map(({ word }) => word);
    expect(new Set(words).size).toBe(words.length);
    for (const { meaning } of Object.values(terms)) expect(meaning).toMatch(/^[A-Z].*\.$/);
  });
});
