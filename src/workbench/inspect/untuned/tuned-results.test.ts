import { describe, expect, it } from 'vitest';
import { presetSpec } from '../../../runs/spec/spec.ts';
import { readTunedResults, speaksOf } from './tuned-results.ts';

const good = {
  command: 'npm run ptl -- run …',
  machine: 'two cores',
  annTestAccuracy: 0.9921,
  points: [{ timeSteps: 8, testAccuracy: 0.99, validationAccuracy: 0.989, seed: 1 }],
};

describe('shipped tuned results', () => {
  it('are taken as they are', () => expect(readTunedResults(good)).toBe(good));

  it('are left out when the file is something else', () => {
    expect(readTunedResults(null)).toBeNull();
    expect(readTunedResults('<!doctype html>')).toBeNull();
    expect(readTunedResults({ points: 3 })).toBeNull();
    expect(readTunedResults({ ...good, points: [{ ...good.points[0], testAccuracy: 99 }] })).toBeNull();
    expect(readTunedResults({ ...good, points: [null] })).toBeNull();
  });

  it('speak of the preset’s settings at any window, and of no others', () => {
    const spec = presetSpec('first-look@2');
    expect(speaksOf('first-look@2', { ...spec, timeSteps: 32 })).toBe(true);
    expect(speaksOf('first-look@2', { ...spec, percentile: 90 })).toBe(false);
    expect(speaksOf('first-look@2', { ...spec, weightBits: '4' })).toBe(false);
  });
});
