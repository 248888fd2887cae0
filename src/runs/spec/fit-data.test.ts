import { expect, test } from 'vitest';
import { shapes } from '../../datasets/shapes.ts';
import { parseNotation } from '../../networks/notation.ts';
import { fittingNetwork, withDataset, withFittingNetwork } from './fit-data.ts';
import { presets } from './presets/presets.ts';
import { presetSpec } from './spec.ts';
import { crossChecks } from './spec-checks.ts';

test('every preset can be fitted to another data set', () => {
  for (const { id } of presets) {
    const spec = withDataset(presetSpec(id), shapes);
    expect(spec.trainCount).toBeLessThanOrEqual(shapes.available.train);
    const fitted = crossChecks(spec).length === 0 ? spec : withFittingNetwork(spec, shapes);
    expect(crossChecks(fitted).map(({ message }) => message)).toEqual([]);
  }
});

test('a batch is no larger than the examples', () => {
  const few = { ...shapes, available: { train: 40, validation: 32, test: 5 } };
  const { trainCount, validationCount, testCount, batchSize } = withDataset(presetSpec('mnist@1'), few);
  expect([trainCount, validationCount, testCount, batchSize]).toEqual([40, 32, 5, 40]);
});

test('a network is small at its end, whatever the input', () => {
  expect(fittingNetwork([32, 32, 3], 10)).toBe('32x32x3-c16s2-c32s2-64-10');
  expect(fittingNetwork([1, 12, 1], 3)).toBe('1x12x1-64-3');
  expect(fittingNetwork([224, 224, 3], 1000)).toBe('224x224x3-c16s2-c32s2-c64s2-c64s2-64-1000');
  for (const side of [1, 2, 15, 16, 17, 33, 100, 512, 4096])
    expect(parseNotation(fittingNetwork([side, side, 1], 2)).inputShape).toEqual([side, side, 1]);
});
