import { expect, it } from 'vitest';
import { piecesOf } from './text.ts';

it('a text is cut into plain words, terms, strong words and figures', () => {
  expect(piecesOf('With [Ns](timeSteps) = {ns} it **reads** {untunedAt:16}.')).toEqual([
    { kind: 'plain', words: 'With ' },
    { kind: 'term', words: 'Ns', term: 'timeSteps' },
    { kind: 'plain', words: ' = ' },
    { kind: 'figure', figure: 'ns' },
    { kind: 'plain', words: ' it ' },
    { kind: 'strong', words: 'reads' },
    { kind: 'plain', words: ' ' },
    { kind: 'figure', figure: 'untunedAt:16' },
    { kind: 'plain', words: '.' },
  ]);
});

it('what is no markup stays as it is written', () => {
  expect(piecesOf('2 * 3 [sic] {not this one}')).toEqual([
    { kind: 'plain', words: '2 * 3 [sic] {not this one}' },
  ]);
});
