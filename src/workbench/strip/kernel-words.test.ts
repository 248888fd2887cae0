/** Tests what the shorthand of a layer is explained as. */
import { expect, it } from 'vitest';
import { kernelHelp } from './kernel-words.ts';

it.each([
  ['8c3 s2', '8 kernels of 3×3, stride 2'],
  ['32c5', '32 kernels of 5×5'],
  ['1,568→64', '1,568 inputs, each to all of 64 neurons'],
  ['dw3', undefined],
])('%s is explained', (shorthand, words) => {
  expect(kernelHelp(shorthand)).toBe(words);
});
