import { describe, expect, test } from 'vitest';
import { base } from '../testing/sweep.ts';
import { cellsAtOnce, estimateSweep, estimateWords } from './estimate.ts';

describe('how long a sweep would take', () => {
  const specs = [1, 2, 4, 8].map((timeSteps) => ({ ...base, timeSteps }));

  test('nothing is said where nothing like it was timed', () => {
    expect(estimateSweep(specs, [], 1)).toBeNull();
    expect(estimateSweep(specs, [{ spec: { ...base, trainCount: 512 }, seconds: 3 }], 1)).toBeNull();
  });

  test('the mean of what was timed, times the cells, shared by those at once', () => {
    const timed = [
      { spec: { ...base, timeSteps: 16 }, seconds: 10 },
      { spec: { ...base, seed: 7 }, seconds: 20 },
      { spec: { ...base, network: '28x28-10' }, seconds: 999 },
    ];
    expect(estimateSweep(specs, timed, 1)).toEqual({ seconds: 60, runs: 2 });
    expect(estimateSweep(specs, timed, 2)).toEqual({ seconds: 30, runs: 2 });
    expect(estimateSweep(specs, timed, 100)?.seconds).toBe(15);
  });

  test('each work by its own time; nothing where one was not timed', () => {
    const methods = ['ptl', 'clip-floor-shift'].map((method) => ({ ...base, method }));
    const timed = methods.map((spec, i) => ({ spec, seconds: 10 + 20 * i }));
    expect(estimateSweep(methods, timed, 1)).toEqual({ seconds: 40, runs: 2 });
    expect(estimateSweep([...methods, methods[0]!], timed, 1)).toEqual({ seconds: 50, runs: 2 });
    expect(estimateSweep(methods, timed.slice(0, 1), 1)).toBeNull();
  });

  test('one estimate is said at a time: while a sweep is under way, that of the bar', () => {
    expect(estimateWords(null, false)).toMatch(/known once the first has ended/);
    expect(estimateWords({ seconds: 120, runs: 3 }, false)).toMatch(/about 2.min in all, going by 3 runs/);
    for (const estimate of [null, { seconds: 120, runs: 3 }])
      expect(estimateWords(estimate, true)).not.toMatch(/about|known/);
  });

  test('as many cells at once as their workers find cores for', () => {
    expect(cellsAtOnce(2, 2)).toBe(1);
    expect(cellsAtOnce(8, 2)).toBe(4);
    expect(cellsAtOnce(1, 4)).toBe(1);
    expect(cellsAtOnce(128, 1)).toBe(8);
  });
});
