import { describe, expect, it } from 'vitest';
import { engineRevision } from '../../../engine/revision.ts';
import { presetSpec } from '../../../runs/spec/spec.ts';
import { classification } from '../../../tasks/classification.ts';
import { leadMetric } from '../../../tasks/task.ts';
import { readTunedResults, shippedWords, speaksOf } from './tuned-results.ts';

const accuracy = leadMetric(classification);

const good = {
  command: 'npm run ptl -- run …',
  machine: 'two cores',
  engine: 1,
  annTest: 0.9921,
  points: [{ timeSteps: 8, test: 0.99, validation: 0.989, seed: 1 }],
};

describe('shipped tuned results', () => {
  it('are taken as they are', () => expect(readTunedResults(good, accuracy)).toBe(good));

  it('are left out when the file is something else', () => {
    expect(readTunedResults(null, accuracy)).toBeNull();
    expect(readTunedResults('<!doctype html>', accuracy)).toBeNull();
    expect(readTunedResults({ points: 3 }, accuracy)).toBeNull();
    expect(readTunedResults({ ...good, points: [{ ...good.points[0], test: 99 }] }, accuracy)).toBeNull();
    expect(readTunedResults({ ...good, annTest: undefined }, accuracy)).toBeNull();
    expect(readTunedResults({ ...good, points: [null] }, accuracy)).toBeNull();
    expect(readTunedResults({ ...good, engine: undefined }, accuracy)).toBeNull();
  });

  it('say of which engine they are, where that is another', () => {
    expect(shippedWords({ engine: engineRevision })).toBe('after tuning, measured beforehand');
    expect(shippedWords({ engine: engineRevision + 1 })).toBe(
      `after tuning, measured beforehand, engine revision ${engineRevision + 1}`,
    );
  });

  it('speak of the preset’s network and settings at any window, and of no others', () => {
    const spec = presetSpec('first-look@2');
    expect(speaksOf({ ...spec, timeSteps: 32 })).toBe(true);
    expect(speaksOf({ ...spec, percentile: 90 })).toBe(false);
    expect(speaksOf({ ...spec, weightBits: '4' })).toBe(false);
    expect(speaksOf({ ...spec, model: `own:${'3f'.repeat(32)}` })).toBe(false);
  });
});
