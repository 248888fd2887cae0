import { expect, test } from 'vitest';
import { nirLayerCells, nirScoreWords } from './nir-words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

test('a layer with neurons and one that adds up', () => {
  const layer = { name: 'fc2', kinds: 'flattening, dense layer', inputShape: [1200], outputShape: [1500] };
  const cells = (neurons: number | null) => nirLayerCells({ ...layer, neurons }).map(([, text]) => text);
  expect(cells(1500)).toEqual(['flattening, dense layer', '1200', '1500', '1,500']);
  expect(cells(null).at(-1)).toBe('none: it adds up');
});

test('a score with its examples', () => {
  const measured = { set: 'mnist', examples: 500, score: 0.974, scores: {} as never };
  expect(plain(nirScoreWords('classification', measured))).toBe('Accuracy 97.4 % on 500 validation examples');
});
