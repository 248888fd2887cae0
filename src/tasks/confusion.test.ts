import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confusionOf } from './confusion.ts';
import { noClass } from './unanswered.ts';

test('rows are the true classes, columns the answers', () => {
  expect(confusionOf([0, 0, 1, 2, 2, 2], [0, 1, 1, 2, 0, 2], 3)).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 2],
  ]);
  expect(confusionOf(new Uint16Array(0), new Uint16Array(0), 2)).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('an example without an answer is in no column', () => {
  expect(confusionOf([0, 1], [noClass, 1], 2)).toEqual([
    [0, 0],
    [0, 1],
  ]);
});

test('a row adds up to its examples, a column to its answers, the diagonal to the hits', () => {
  const pairs = fc.array(fc.tuple(fc.nat(6), fc.nat(6)));
  fc.assert(
    fc.property(pairs, (given) => {
      const [labels, answers] = [given.map(([label]) => label), given.map(([, answer]) => answer)];
      const matrix = confusionOf(labels, answers, 7);
      const count = (of: readonly number[], k: number) => of.filter((value) => value === k).length;
      matrix.forEach((row, k) => {
        expect(row.reduce((sum, n) => sum + n, 0)).toBe(count(labels, k));
        expect(matrix.reduce((sum, other) => sum + other[k]!, 0)).toBe(count(answers, k));
      });
      expect(matrix.reduce((sum, row, k) => sum + row[k]!, 0)).toBe(given.filter(([a, b]) => a === b).length);
    }),
  );
});

test('what does not fit is refused by name', () => {
  expect(() => confusionOf([0, 1], [0], 2)).toThrow(new RangeError('1 answers to 2 examples'));
  expect(() => confusionOf([0], [2], 2)).toThrow('example 0: class 0 answered as 2, and there are 2 classes');
  expect(() => confusionOf([5], [0], 2)).toThrow('example 0: class 5 answered as 0, and there are 2 classes');
});
