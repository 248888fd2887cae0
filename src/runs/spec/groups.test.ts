/** Tests how many workers a run starts, and the words for it. */
import { expect, test } from 'vitest';
import { groupsIn, workersFor, workersWords } from './groups.ts';
import { presetSpec, type RunSpec } from './spec.ts';

const spec: RunSpec = { ...presetSpec('first-look@3'), workers: 8 };

test('no more workers than groups are started', () => {
  expect([groupsIn(spec), workersFor(spec)]).toEqual([4, 4]);
  // A dense layer of 16 images has room for one group.
  const small = { ...spec, batchSize: 16 };
  expect([groupsIn(small), workersFor(small)]).toEqual([1, 1]);
  expect(workersFor({ ...spec, workers: 3 })).toBe(3);
});

test('where nothing is trained there are no groups to share', () => {
  const rate = { ...spec, method: 'rate', groups: 1 } as const;
  expect(workersFor(rate)).toBe(8);
  expect(workersFor({ ...rate, start: 'scratch' })).toBe(1);
  expect(workersFor({ ...rate, start: 'scratch', pretrainEpochs: 0 })).toBe(8);
});

test('the words say why there are fewer', () => {
  expect(workersWords({ workers: 1 })).toBe('one worker');
  expect(workersWords({ workers: 2 })).toBe('2 workers');
  expect(workersWords({ workers: 4, workersWanted: 8 })).toBe('4 of 8 workers: this experiment has 4 groups');
  expect(workersWords({ workers: 1, workersWanted: 2 })).toBe(
    '1 of 2 workers: this experiment has one group',
  );
});
