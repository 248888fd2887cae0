/** Tests how far a phone's page scrolls for a step. */
import { describe, expect, it } from 'vitest';
import { type Places, wayInto } from './way-into.ts';

const span = (top: number, bottom: number) => ({ top, bottom });
const at = (places: Partial<Places>): Places => ({
  part: span(300, 900),
  look: null,
  free: span(50, 500),
  inBar: false,
  scrolled: 0,
  ...places,
});

describe('the way into view', () => {
  it('brings the beginning of a part below the bar', () => {
    expect(wayInto(at({}))).toBe(242);
    expect(wayInto(at({ part: span(-100, 200) }))).toBe(-158);
  });

  it('brings a chart above the sheet that would lie behind it', () => {
    expect(wayInto(at({ look: span(650, 880) }))).toBe(388);
  });

  it('leaves a chart where the beginning of its part shows it as well', () => {
    expect(wayInto(at({ look: span(400, 600) }))).toBe(242);
  });

  it('shows the top of a chart that is higher than what is free', () => {
    expect(wayInto(at({ look: span(400, 1000) }))).toBe(342);
  });

  it('stays where the part stands well, and goes to the top for the bar', () => {
    expect(wayInto(at({ part: span(59, 300) }))).toBe(0);
    expect(wayInto(at({ inBar: true, scrolled: 70 }))).toBe(-70);
  });
});
