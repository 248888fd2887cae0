import { describe, expect, it } from 'vitest';
import type { ClassAnswer, ValuesAnswer } from '../../../runs/inspection/simulation.ts';
import { classification } from '../../../tasks/classification.ts';
import { reconstruction } from '../../../tasks/reconstruction.ts';
import { leadMetric } from '../../../tasks/task.ts';
import { viewsOf } from '../../tasks/index.ts';
import { searchStep } from './search.ts';

const accuracy = leadMetric(classification);
const squared = leadMetric(reconstruction);

describe('the search for an image worth a look', () => {
  it('ends at the next mistake of the SNN where classes are the answer', () => {
    const { search } = viewsOf('classification');
    const answer = (label: number, snnPrediction: number) =>
      ({ kind: 'class', label, snnPrediction }) as ClassAnswer;
    expect(searchStep(search, answer(3, 3), accuracy)).toBe('on');
    expect(searchStep(search, answer(3, 8), accuracy)).toBe('here');
  });

  it('ranks images by their error where values are, the worst highest', () => {
    const { search } = viewsOf('reconstruction');
    const rankOf = (snnScore: number) =>
      searchStep(search, { kind: 'values', snnScore } as ValuesAnswer, squared) as number;
    const scores = [0.01, 0.05, 0.02, Number.NaN];
    const ranks = scores.map(rankOf);
    expect(ranks[3]).toBe('on');
    expect(ranks.indexOf(Math.max(...ranks.slice(0, 3)))).toBe(1);
    const better = { ...squared, better: 'higher' as const };
    const values = (snnScore: number) => ({ kind: 'values', snnScore }) as ValuesAnswer;
    expect(searchStep(search, values(5), better)).toBeGreaterThan(
      searchStep(search, values(9), better) as number,
    );
  });
});
