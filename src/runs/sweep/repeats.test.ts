import { expect, test } from 'vitest';
import type { FieldName } from '../spec/fields.ts';
import { presetSpec } from '../spec/spec.ts';
import { parseSweep } from './plan.ts';
import { unusedLines } from './repeats.ts';

function linesOf(axes: Partial<Record<FieldName, unknown[]>>, chosen: FieldName[] = [], change = {}) {
  const base = { ...presetSpec('first-look@2'), ...change };
  const list = Object.entries(axes).map(([field, values]) => ({ field, values }));
  return unusedLines(parseSweep({ version: 1, base, axes: list, seeds: 2 }), chosen);
}

test('cells that an axis does not tell apart are counted, for the methods that do not use it', () => {
  // 3 × 2 of ptl that differ, and of rate 2 with two repeats each.
  expect(linesOf({ method: ['ptl', 'rate'], patience: [1, 2, 3] })).toEqual([
    'patience is not used by rate: 4 of the 12 cells compute what another one does',
  ]);
  expect(linesOf({ surrogateWidth: [1, 2], leak: [1] })).toEqual([
    'surrogateWidth is not used by ptl: 2 of the 4 cells compute what another one does',
  ]);
  expect(linesOf({ pretrainEpochs: [1, 2] })).toEqual([
    'pretrainEpochs is not used with start checkpoint: 2 of the 4 cells compute what another one does',
  ]);
  expect(linesOf({ pretrainEpochs: [1, 2] }, [], { start: 'scratch' })).toEqual([]);
});

test('an axis that tells only cells apart that do not run repeats nothing', () => {
  // PTL refuses a hard reset.
  expect(linesOf({ method: ['ptl', 'surrogate'], reset: ['soft', 'hard'] })).toEqual([]);
});

test('a chosen setting of the base is idle where no cell uses it', () => {
  expect(linesOf({ method: ['rate'], timeSteps: [4, 8] }, ['patience', 'timeSteps'])).toEqual([
    'patience is not used by rate; the sweep goes on without it',
  ]);
  expect(linesOf({ method: ['ptl', 'rate'] }, ['patience'])).toEqual([]);
});
