import { describe, expect, it } from 'vitest';
import { decidedAfter, leaderAt, potentialRange, verdict } from './answer.ts';

const potentials = Float32Array.of(1, 0, 0, /**/ 1, 2, 0, /**/ 2, 1, 0, /**/ 2, 3, 0, /**/ 2, 4, 0);

describe('the answer, step by step', () => {
  it('finds the leader of a step', () => {
    expect(leaderAt(potentials, 3, 0)).toBe(0);
    expect(leaderAt(potentials, 3, 4)).toBe(1);
    expect(leaderAt(Float32Array.of(2, 2), 2, 0)).toBe(0);
  });

  it('decides where the winner leads for good, not where it led first', () => {
    expect(decidedAfter(potentials, 3)).toBe(4);
    expect(decidedAfter(Float32Array.of(1, 0, 2, 0), 2)).toBe(1);
    expect(decidedAfter(Float32Array.of(1, 0, 0, 2), 2)).toBe(2);
    expect(decidedAfter(new Float32Array(0), 10)).toBe(0);
  });

  it('keeps zero within the range', () => {
    expect(potentialRange(Float32Array.of(2, 3))).toEqual({ low: 0, high: 3 });
    expect(potentialRange(Float32Array.of(-2, -1))).toEqual({ low: -2, high: 0 });
  });

  it('says who agrees and who is right', () => {
    expect(verdict(3, 3, 3)).toBe('ANN and SNN agree: 3, right.');
    expect(verdict(3, 3, 8)).toBe('ANN and SNN agree: 3, but it is an 8.');
    expect(verdict(3, 8, 3)).toBe('They differ: ANN 3, SNN 8. It is a 3.');
    expect(verdict(3, 3, null)).toBe('ANN and SNN agree: 3.');
  });
});
