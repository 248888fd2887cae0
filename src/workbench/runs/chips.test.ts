import { expect, test } from 'vitest';
import { finishedRecord } from '../../runs/testing/stored-run.ts';
import { chipsOf } from './chips.ts';

test('the newest runs have chips, and the ones on screen whatever their age', () => {
  const runs = Array.from({ length: 9 }, (_, i) => finishedRecord({ id: String(i) }));
  const ids = (most: number, ...wanted: (string | undefined)[]) =>
    chipsOf(runs, most, wanted).map(({ id }) => id);
  expect(ids(3, undefined)).toEqual(['0', '1', '2']);
  expect(ids(3, '7', '1')).toEqual(['0', '1', '2', '7']);
  expect(ids(20)).toHaveLength(9);
});
