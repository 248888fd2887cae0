import { expect, test } from 'vitest';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { inferenceBatch } from './inference-batch.ts';

const of = (notation: string) => inferenceBatch(toLayers(parseNotation(notation)));

test('small networks are measured in the usual batch, large ones in smaller', () => {
  expect(of('28x28-c16s1-c32s2-c32s1-c64s2-800-10')).toBe(250);
  expect(of('32x32x3-c96s1-c256s2-c384s2-c384s1-c256s2-2048-10')).toBe(250);
  // Two layers of 224 × 224 × 64 take 24.5 MiB an image.
  expect(of('224x224x3-c64s1-c64s1-a2-a2-a2-a2-a7-1000')).toBe(10);
  expect(of('1024x1024x3-c64s1-a2-a2-a2-a2-a2-a2-a2-10')).toBe(1);
});
