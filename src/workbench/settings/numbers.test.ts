import { describe, expect, it } from 'vitest';
import { nearestStop, patienceStops, readNumber, writeNumber } from './numbers.ts';

describe('numbers of settings', () => {
  it('are written short', () => {
    expect(writeNumber(8)).toBe('8');
    expect(writeNumber(6000)).toBe('6000');
    expect(writeNumber(54000)).toBe('54\u202f000');
    expect(writeNumber(99.9)).toBe('99.9');
    expect(writeNumber(1e-4)).toBe('1e-4');
    expect(writeNumber(2.5e-5)).toBe('2.5e-5');
    expect(writeNumber(0.001)).toBe('1e-3');
    expect(writeNumber(0.01)).toBe('0.01');
  });

  it('are read as people type them', () => {
    expect(readNumber('10 000')).toBe(10000);
    expect(readNumber('99,9')).toBe(99.9);
    expect(readNumber(' 1e-4 ')).toBe(1e-4);
    expect(readNumber('')).toBeNaN();
    expect(readNumber('8 steps')).toBeNaN();
    expect(readNumber('0x10')).toBeNaN();
  });

  it('survive a round trip', () => {
    for (const value of [1, 64, 128, 2147483647, 1e-7, 3e-4, 99.95])
      expect(readNumber(writeNumber(value))).toBe(value);
  });

  it('find the nearest stop of a slider', () => {
    expect(patienceStops[nearestStop(patienceStops, 5)]).toBe(5);
    expect(patienceStops[nearestStop(patienceStops, 9)]).toBe(10);
    expect(patienceStops[nearestStop(patienceStops, 1000)]).toBe(20);
  });
});
