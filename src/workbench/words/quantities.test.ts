import { describe, expect, it } from 'vitest';
import { presetSpec } from '../../runs/spec/spec.ts';
import { columnWords, findQuantity, quantitiesOf } from './quantities.ts';

const classes = presetSpec('first-look@2');
const values = { ...classes, task: 'reconstruction' };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('what a cell is judged by', () => {
  it('is the lead score of its task first', () => {
    expect(quantitiesOf(classes).map(columnWords)).toEqual([
      'validation accuracy (%)',
      'validation drop (points)',
      'test accuracy (%)',
      'test drop (points)',
      'SynOps ratio (× ANN)',
      'epochs',
      'parameters touched',
      'time (s)',
    ]);
    expect(quantitiesOf(values).map(columnWords).slice(0, 3)).toEqual([
      'validation MSE',
      'validation rise',
      'test MSE',
    ]);
    expect(quantitiesOf(classes)).toBe(quantitiesOf({ ...classes }));
  });

  it('has as many digits as its examples can carry', () => {
    expect(findQuantity(classes, 'score').short(0.98765)).toBe('98.8');
    expect(findQuantity({ ...classes, validationCount: 6000 }, 'score').short(0.98765)).toBe('98.77');
    const score = findQuantity(classes, 'testScore');
    expect(plain(score.write(0.98765))).toBe('98.77 %');
    expect(score.short(0.98765)).toBe('98.77');
    expect(score.help).toBe(
      'Accuracy of the spiking network on the whole test set, which chooses nothing, in percent; colours go by the error on a log scale.',
    );
  });

  it('writes what is lost with a sign only where nothing is', () => {
    const drop = findQuantity(classes, 'testDrop');
    expect([0.0123, 0, -0.0004].map((value) => plain(drop.write(value)))).toEqual([
      '1.23 points',
      '0.00 points',
      '\u22120.04 points',
    ]);
    expect(drop.short(0.0123)).toBe('1.23');
    expect(drop.help).toBe(
      'Test accuracy of the ANN that the cell started from minus that of its spiking network, in percentage points; below zero the spiking one is better.',
    );
    const rise = findQuantity(values, 'drop');
    expect([0.00042, 0, -0.0001].map(rise.write)).toEqual(['0.000420', '0', '\u22120.000100']);
    expect(rise.help).toContain('of the spiking network minus that of the ANN');
  });

  it('of an error is written without a unit, on a log scale, lower being better', () => {
    const score = findQuantity(values, 'score');
    expect(score.write(0.00755)).toBe('0.00755');
    expect(score.place(0.02) - score.place(0.002)).toBeCloseTo(1, 12);
    expect(Number.isFinite(score.place(0))).toBe(true);
    expect(score.better).toBe('lower');
    expect(score.help).toContain('Lower is better.');
  });
});
