import { expect, test } from 'vitest';
import { toLayers } from '../../../networks/chain.ts';
import { annMacs } from '../../../networks/cost.ts';
import { framesOf, frontMacs, frontParameters } from '../../../networks/front.ts';
import { notationOf, parseNotation } from '../../../networks/notation.ts';
import { neuronTotal, parameterCount, sizeProblem } from '../../../networks/sizes.ts';
import {
  lightSeparator,
  paperSeparator,
  type SeparatorSizes,
  separatorNetwork,
} from './separator-networks.ts';

const samples = 32_000;

/** Counts what the layers' equations say, tap by tap. */
function counted({ filters: n, length, stride, dilated }: SeparatorSizes) {
  const frames = Math.floor((samples - length) / stride) + 1;
  let macs = frames * n * n + frames * n * 2 * n;
  for (let i = 0; i < dilated; i++)
    for (let frame = 0; frame < frames; frame++)
      for (const tap of [-1, 0, 1]) {
        const from = frame + tap * 2 ** i;
        if (from >= 0 && from < frames) macs += n * n;
      }
  const normed = 1 + dilated;
  const parameters = n * n + dilated * 3 * n * n + normed * 3 * n + 2 * n * n + 2 * n;
  return { frames, macs, parameters };
}

test.each([
  ['the paper’s', paperSeparator],
  ['128 filters', { ...paperSeparator, filters: 128 }],
  ['64 filters', { ...paperSeparator, filters: 64 }],
  ['the light one', lightSeparator],
])('%s: parameters, multiply-accumulates, and the text it was read from', (_, sizes) => {
  const text = separatorNetwork(sizes, samples);
  const record = parseNotation(text);
  const layers = toLayers(record);
  const { frames, macs, parameters } = counted(sizes);
  expect(record.front).toEqual({
    samples,
    filters: sizes.filters,
    length: sizes.length,
    stride: sizes.stride,
  });
  expect(framesOf(sizes, samples)).toBe(frames);
  expect(record.inputShape).toEqual([1, frames, sizes.filters]);
  expect(annMacs(layers)).toBe(macs);
  expect(parameterCount(layers)).toBe(parameters);
  const { filters: n, length } = sizes;
  expect(frontParameters(sizes)).toBe(length * n + n + n + length * n);
  expect(frontMacs(record.front!)).toBe(frames * n * length + 2 * frames * n * length);
  expect(notationOf(record)).toBe(text);
  expect(text.length).toBeLessThanOrEqual(500);
  expect(sizeProblem(layers)).toBeNull();
});

test('the layers of the light one have 2.4 times less to do', () => {
  const work = (sizes: SeparatorSizes) => annMacs(toLayers(parseNotation(separatorNetwork(sizes, samples))));
  expect(work({ ...paperSeparator, filters: 64 }) / work(lightSeparator)).toBeCloseTo(2.4, 1);
});

test('the paper’s has 21.3 million neurons in four seconds', () => {
  expect(neuronTotal(toLayers(parseNotation(separatorNetwork(paperSeparator, samples))))).toBe(
    3199 * 512 * 13,
  );
});
