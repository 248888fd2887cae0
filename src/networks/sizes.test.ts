import { expect, test } from 'vitest';
import { toLayers } from './chain.ts';
import { parseNotation } from './notation.ts';
import { neuronTotal, parameterCount, sizeProblem, weightCount } from './sizes.ts';

const layersOf = (notation: string) => toLayers(parseNotation(notation));

const vgg16 =
  '224x224x3-c64-c64-a2-c128-c128-a2-c256-c256-c256-a2-c512-c512-c512-a2-c512-c512-c512-a2-4096-4096-1000';

test('VGG-16 for 224×224×3 has its published 138 million weights, and is not too large', () => {
  const layers = layersOf(vgg16);
  expect(weightCount(layers)).toBe(138_344_128);
  expect(neuronTotal(layers)).toBe(13_556_712);
  expect(sizeProblem(layers)).toBeNull();
});

test('a network over a limit is refused with its number and the limit', () => {
  expect(sizeProblem(layersOf('100x100-11000-11000-11000-10'))).toBe(
    '352,110,000 weights; at most 268,435,456',
  );
  expect(sizeProblem(layersOf('4000x2000-c5s1-c1s99-2'))).toBe('40,000,863 neurons; at most 33,554,432');
  expect(() => layersOf('224x224x3-1000')).toThrow('150528×1000 weights are more than 134217728');
  expect(sizeProblem(layersOf('224x224x3-800-1000'))).toBeNull();
});

test('biases and batch norm are trained values, and no weights', () => {
  const layers = layersOf('2x2-3-2');
  expect(weightCount(layers)).toBe(18);
  expect(parameterCount(layers)).toBe(18 + 3 + 6 + 2);
});
