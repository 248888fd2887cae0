import { describe, expect, it } from 'vitest';
import { classification } from '../../../tasks/classification.ts';
import { reconstruction } from '../../../tasks/reconstruction.ts';
import { leadMetric } from '../../../tasks/task.ts';
import { curveAxis } from './curve-axis.ts';

describe('the axis of the untuned curve', () => {
  it('goes from 0 % to 99.5 % at least for shares', () => {
    const axis = curveAxis(leadMetric(classification), [0.3, 0.98], 300);
    expect(axis.domain[0]).toBe(0);
    expect(axis.domain[1]).toBeGreaterThan(axis.place(0.995));
    expect(axis.ticks[0]?.words).toBe('0\u00a0%');
    const perfect = curveAxis(leadMetric(classification), [1], 300);
    expect(perfect.domain[1]).toBeGreaterThan(perfect.place(1));
  });

  it('is a log axis for errors, with the smaller below', () => {
    const axis = curveAxis(leadMetric(reconstruction), [0.2, 0.031, 0.0076], 300);
    expect(axis.place(0.0076)).toBeLessThan(axis.place(0.2));
    expect(axis.domain[0]).toBeLessThan(axis.place(0.0076));
    expect(axis.domain[1]).toBeGreaterThan(axis.place(0.2));
    expect(axis.ticks.map(({ words }) => words)).toContain('0.1');
  });
});
