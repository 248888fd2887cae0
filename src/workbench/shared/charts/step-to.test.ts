import { describe, expect, it } from 'vitest';
import { stepTo } from './step-to.ts';

describe('keys over epochs', () => {
  it('go on and back and stay at the ends', () => {
    expect(stepTo('ArrowRight', -1, 3)).toBe(0);
    expect(stepTo('ArrowRight', 1, 3)).toBe(2);
    expect(stepTo('ArrowRight', 2, 3)).toBe(2);
    expect(stepTo('ArrowLeft', 0, 3)).toBe(0);
    expect(stepTo('ArrowLeft', -1, 3)).toBe(2);
  });

  it('lead to both ends and out', () => {
    expect(stepTo('Home', 2, 3)).toBe(0);
    expect(stepTo('End', 0, 3)).toBe(2);
    expect(stepTo('Escape', 1, 3)).toBe(-1);
  });

  it('find nothing where there is nothing, and leave other keys alone', () => {
    expect(stepTo('Home', -1, 0)).toBe(-1);
    expect(stepTo('ArrowRight', -1, 0)).toBe(-1);
    expect(stepTo('Tab', 0, 3)).toBeUndefined();
  });
});
