import { describe, expect, it } from 'vitest';
import { reconstruction } from '../../../tasks/reconstruction.ts';
import { leadMetric } from '../../../tasks/task.ts';
import { reconstructionWords, valuesVerdict } from './words.ts';

const metric = leadMetric(reconstruction);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const facts = { timeSteps: 4, score: 0.031, annScore: 0.0076, examples: 300, tuned: null, classes: 10 };
const told = (change: Partial<typeof facts> | { tuned: number } = {}) =>
  plain(reconstructionWords.untuned({ ...facts, ...change }, metric));

describe('what an untuned conversion shows', () => {
  it('says how far it is from the ANN and what to press', () => {
    expect(told()).toBe(
      'Just converted, 4 time steps give MSE 0.0310, 4.1 times the ANN’s 0.00760. Press ▶ Convert to see what fine-tuning wins back.',
    );
    expect(told({ timeSteps: 1 })).toContain('1 time step gives');
  });

  it('names the tuned result where one is known and better', () => {
    expect(told({ tuned: 0.0085 })).toContain('fine-tuning brings it to 0.00850.');
    expect(told({ tuned: 0.05 })).toContain('Press ▶ Convert');
  });

  it('does not promise where little or nothing is lost', () => {
    expect(told({ score: 0.0078 })).toBe(
      'Just converted, 4 time steps give MSE 0.00780 against the ANN’s 0.00760: there is little left for fine-tuning to win.',
    );
    expect(told({ score: 0.0076 })).toContain('Try fewer steps');
    expect(told({ score: 0.007 })).toContain('Try fewer steps');
  });

  it('says how many images that is', () => {
    expect(reconstructionWords.measured(0.03, 1300)).toBe('on 1,300 validation images');
  });
});

describe('what conversion makes of one image', () => {
  it('says which network rebuilds it better, or that they are alike', () => {
    const said = (annScore: number | null, snnScore: number) =>
      plain(valuesVerdict({ answered: true, annScore, snnScore }, metric));
    expect(said(0.01, 0.02)).toBe('The SNN rebuilds it less well than the ANN: MSE 0.0200 against 0.0100.');
    expect(said(0.02, 0.01)).toBe('The SNN rebuilds it better than the ANN: MSE 0.0100 against 0.0200.');
    expect(said(0.01, 0.0102)).toBe('The SNN rebuilds it as well as the ANN: MSE 0.0102.');
    expect(said(null, 0.01)).toBe('The SNN rebuilds it with MSE 0.0100.');
    expect(valuesVerdict({ answered: false, annScore: 0.01, snnScore: 1 }, metric)).toBe(
      'The SNN rebuilds nothing: its outputs are no numbers.',
    );
  });
});
