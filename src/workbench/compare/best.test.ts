import { describe, expect, it } from 'vitest';
import { bestOf } from './best.ts';
import { made } from './testing/runs.ts';

const ids = (...runs: Parameters<typeof bestOf>[0]) => [...bestOf(runs).ids];
const scores = [0.99, 0.95] as const;

describe('the best of compared runs', () => {
  const worse = made('worse', { scores: [0.99, 0.98], validation: 0.95, ratio: 0.1, seconds: 1 });
  const better = made('better', { scores: [0.99, 0.97], validation: 0.96, ratio: 0.9, seconds: 9 });

  it('has the highest validation accuracy, whatever its test accuracy, operations and time', () => {
    expect(ids(worse, better)).toEqual(['better']);
    expect(bestOf([worse, better]).words).toMatch(/validation accuracy .* the test set chooses nothing/);
  });

  it('has fewer operations where accuracies are equal', () => {
    const cheaper = made('cheaper', { scores, validation: 0.96, ratio: 0.3 });
    expect(ids(worse, better, cheaper)).toEqual(['cheaper']);
    expect(ids(worse, cheaper, { ...cheaper, id: 'again' })).toEqual(['cheaper', 'again']);
  });

  it('is none, and said so, of runs that are alike or were judged on other images', () => {
    const alike = bestOf([better, { ...better, id: 'again' }]);
    expect(alike.ids.size).toBe(0);
    expect(alike.words).toMatch(/alike/);
    const fewer = made('fewer', { scores, validation: 1, spec: { validationCount: 500 } });
    expect(ids(better, fewer)).toEqual([]);
    expect(bestOf([better, fewer]).words).toMatch(/different examples/);
  });

  it('is none where only one came to an end', () => {
    expect(bestOf([better, made('stopped')])).toEqual({ ids: new Set(), words: null });
  });
});
