/** Tests that every formula of the page can be typeset, and that a wrong one is an error. */
import { describe, expect, it } from 'vitest';
import { type Definition, terms } from '../glossary/terms.ts';
import { typeset } from './typeset.ts';

const formulas = Object.values(terms).flatMap(({ word, formula }: Definition) =>
  formula ? [[word, formula] as const] : [],
);

describe('a formula', () => {
  it('belongs to more than half a dozen terms', () => {
    expect(formulas.length).toBeGreaterThan(6);
  });

  it.each(formulas)('of %s becomes MathML', (_, formula) => {
    const markup = typeset(formula);
    expect(markup).toMatch(/^<math .*<\/math>$/s);
    expect(markup).not.toMatch(/merror|style=/);
  });

  it('that is wrong is an error', () => {
    expect(() => typeset(String.raw`\frac{1}`)).toThrow();
    expect(() => typeset(String.raw`\nothing`)).toThrow();
  });
});
