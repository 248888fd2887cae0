import { describe, expect, it } from 'vitest';
import { answerTop, bestStep, filmOf, filmSteps, settledAfter } from './film.ts';

describe('the steps of a film', () => {
  it('are all of a short window', () => {
    expect(filmSteps(1)).toEqual([1]);
    expect(filmSteps(6)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(filmSteps(32)).toHaveLength(32);
  });

  it('are some of a long one, closer together at the start', () => {
    expect(filmSteps(100, 5)).toEqual([1, 3, 10, 32, 100]);
    expect(filmSteps(33)).toEqual(expect.arrayContaining([1, 2, 3, 33]));
  });

  it.each([33, 40, 64, 100, 256, 1000, 4096])('of %i ascend from the first to the last', (timeSteps) => {
    const steps = filmSteps(timeSteps);
    expect(steps).toHaveLength(32);
    expect(steps[0]).toBe(1);
    expect(steps.at(-1)).toBe(timeSteps);
    steps.slice(1).forEach((step, i) => {
      expect(step).toBeGreaterThan(steps[i]!);
      expect(Number.isInteger(step)).toBe(true);
    });
  });

  it('are none of none', () => expect(filmSteps(0)).toEqual([]));
});

describe('a film', () => {
  const target = Float32Array.of(1, 0);
  const overTime = Float32Array.of(0.5, 0.5, /**/ 0.75, 0.25, /**/ 1, 0.25);
  const scores = [0.25, 0.0625, 0.03125];

  it('has a frame per step, cut from the outputs over time', () => {
    const frames = filmOf(overTime, 2, scores);
    expect(frames.map(({ step, values, score }) => [step, ...values, score])).toEqual([
      [1, 0.5, 0.5, 0.25],
      [2, 0.75, 0.25, 0.0625],
      [3, 1, 0.25, 0.03125],
    ]);
  });

  it('has one scale with both answers, so that the same red is the same error', () => {
    const shape = [1, 2, 1] as const;
    const answer = { target, ann: null, snn: overTime.slice(4), overTime, scoresOverTime: scores, shape };
    // The answer itself is off by 0.25 at most, its first frame by 0.5.
    expect(answerTop(answer)).toBe(0.5);
    expect(answerTop({ ...answer, ann: Float32Array.of(0.2, 0) })).toBe(0.8);
    expect(answerTop({ ...answer, overTime: new Float32Array(0), scoresOverTime: [] })).toBe(0.3);
  });

  it('has settled when the score stays near the last, or is better', () => {
    const error = { better: 'lower' } as const;
    expect(settledAfter([0.2, 0.1, 0.05, 0.051, 0.05], error)).toBe(3);
    expect(settledAfter([0.05, 0.2, 0.05], error)).toBe(3);
    expect(settledAfter([0.05], error)).toBe(1);
    expect(settledAfter([], error)).toBeNull();
    expect(settledAfter([-3, 2, 9.5, 12, 10], { better: 'higher' })).toBe(3);
  });

  it('is best at the step with the best score, the first of equals', () => {
    expect(bestStep([0.0182, 0.0155, 0.0177, 0.0155, 0.0181], { better: 'lower' })).toBe(2);
    expect(bestStep([-3, 2, 12, 10], { better: 'higher' })).toBe(3);
    expect(bestStep([], { better: 'lower' })).toBeNull();
  });
});
