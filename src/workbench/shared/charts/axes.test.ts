import { describe, expect, it } from 'vitest';
import { classification } from '../../../tasks/classification.ts';
import { reconstruction } from '../../../tasks/reconstruction.ts';
import { separation } from '../../../tasks/separation.ts';
import { leadMetric } from '../../../tasks/task.ts';
import { axisRoom, lossAxis, scoreAxis } from './axes.ts';

const share = leadMetric(classification);
const squared = leadMetric(reconstruction);
const wordsOf = ({ ticks }: ReturnType<typeof scoreAxis>) =>
  ticks.map(({ words }) => words.replace('\u00a0', ' '));

describe('the error axis', () => {
  it('shows a deep dip and the last tenths of a percent', () => {
    const axis = scoreAxis(share, [0.3, 0.987, 0.993], 1000);
    const words = axis.ticks.map((tick) => tick.words.replace('\u00a0%', ''));
    expect(words).toContain('50');
    expect(words).toContain('99');
    expect(axis.domain[0]).toBeLessThan(axis.place(0.3));
    expect(axis.domain[1]).toBeGreaterThan(axis.place(0.993));
  });

  it('does not blow up a flat curve', () => {
    const axis = scoreAxis(share, [0.985, 0.986], 1000);
    expect(axis.domain[0]).toBeLessThanOrEqual(axis.place(0.95));
  });

  it('holds a perfect score and none', () => {
    const axis = scoreAxis(share, [0, 1], 1000);
    expect(axis.domain.every(Number.isFinite)).toBe(true);
    expect(axis.place(1)).toBeLessThanOrEqual(axis.domain[1]);
  });
});

describe('the plain axis', () => {
  it('has round ticks that hold the curve', () => {
    const axis = scoreAxis(share, [0.713, 0.986], 1000, 'linear');
    expect(axis.ticks.map((tick) => tick.words.replace('\u00a0%', ''))).toEqual([
      '70',
      '75',
      '80',
      '85',
      '90',
      '95',
      '100',
    ]);
    expect(axis.domain[0]).toBeLessThanOrEqual(0.713);
  });

  it('has something to show before any value', () => {
    expect(scoreAxis(share, [], 1000, 'linear').ticks.length).toBeGreaterThan(2);
  });
});

describe('the log axis', () => {
  it('has higher values up, with round numbers in each decade', () => {
    const axis = scoreAxis(squared, [0.0042, 0.092], 1000);
    expect(wordsOf(axis)).toEqual(['0.005', '0.01', '0.02', '0.05', '0.1']);
    expect(axis.place(0.092)).toBeGreaterThan(axis.place(0.0042));
    expect(axis.domain[0]).toBeLessThan(axis.place(0.0042));
    expect(axis.domain[1]).toBeGreaterThan(axis.place(0.092));
  });

  it('does not blow up a flat curve, and has two numbers at least', () => {
    for (const low of [0.0076, 0.0101, 0.021, 0.3, 1, 7e-5]) {
      const axis = scoreAxis(squared, [low, 1.01 * low], 1000);
      expect(axis.domain[1] - axis.domain[0]).toBeGreaterThanOrEqual(Math.log10(2));
      expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
      expect(axis.ticks.every(({ place }) => place >= axis.domain[0] - 1e-9)).toBe(true);
      expect(axis.ticks.every(({ place }) => place <= axis.domain[1] + 1e-9)).toBe(true);
    }
  });

  it('thins its numbers where there are many decades', () => {
    expect(wordsOf(scoreAxis(squared, [1e-4, 9], 1000))).toEqual([
      '0.0001',
      '0.001',
      '0.01',
      '0.1',
      '1',
      '10',
    ]);
  });

  it('holds a score of none, and is there before any', () => {
    const axis = scoreAxis(squared, [0, 0.01, Number.NaN], 1000);
    expect(axis.domain.every(Number.isFinite)).toBe(true);
    expect(axis.place(0)).toBe(axis.domain[0]);
    expect(wordsOf(scoreAxis(squared, [], 1000))).toContain('0.05');
  });

  it('can be plain: from a round number to a round number', () => {
    const axis = scoreAxis(squared, [0.0042, 0.0092], 1000, 'linear');
    expect(wordsOf(axis)).toEqual(['0.004', '0.005', '0.006', '0.007', '0.008', '0.009', '0.01']);
    expect(scoreAxis(squared, [0, 0], 1000, 'linear').domain.every(Number.isFinite)).toBe(true);
  });
});

describe('the axis of a ratio in dB', () => {
  it('writes what is below 0 with a true minus and its unit', () => {
    const axis = scoreAxis(leadMetric(separation), [-12.3, -7], 60);
    expect(wordsOf(axis)).toContain('−12 dB');
    expect(axis.ticks.every(({ words }) => !words.includes('-'))).toBe(true);
  });

  it('has room for its longest words', () => {
    const ticks = (...words: string[]) => ({ ticks: words.map((each, place) => ({ place, words: each })) });
    expect(axisRoom(ticks('90\u00a0%', '99.5\u00a0%'))).toBe(53);
    expect(axisRoom(ticks('0\u00a0dB'))).toBe(52);
    expect(axisRoom(ticks('−10\u00a0dB', '−12.5\u00a0dB'))).toBeGreaterThanOrEqual(8 * 7.2 + 8);
  });
});

describe('the loss axis', () => {
  it('holds losses below 0, and 0 with them', () => {
    expect(lossAxis(0, -3.2)).toEqual({ domain: [-4, 0], ticks: [-4, -3, -2, -1, 0] });
    const { domain, ticks } = lossAxis(17, -4);
    expect(domain[0]).toBeLessThanOrEqual(-4);
    expect(domain[1]).toBeGreaterThanOrEqual(17);
    expect(ticks).toContain(0);
  });

  it('goes from 0 to a round value that holds the highest', () => {
    expect(lossAxis(0.0873)).toEqual({ domain: [0, 0.1], ticks: [0, 0.05, 0.1] });
    expect(lossAxis(2)).toEqual({ domain: [0, 2], ticks: [0, 0.5, 1, 1.5, 2] });
  });

  it('holds any loss with two to five steps', () => {
    for (const highest of [1e-7, 0.003, 0.31, 0.999, 1, 1.0001, 7, 123, 9.9e8]) {
      const { domain, ticks } = lossAxis(highest);
      expect(domain[1]).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
  });

  it('is there before any loss', () => {
    expect(lossAxis(0).domain).toEqual([0, 1]);
  });
});
