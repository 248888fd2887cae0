import { describe, expect, it } from 'vitest';
import { fieldNames, fields, type LimitField, type NumberField } from '../../runs/spec/fields.ts';
import { checkField } from '../../runs/spec/spec.ts';
import { nearestStop, patienceStops, readSetting, writeNumber } from './numbers.ts';

describe('numbers of settings', () => {
  it('are written short', () => {
    expect(writeNumber(8)).toBe('8');
    expect(writeNumber(6000)).toBe('6,000');
    expect(writeNumber(54000)).toBe('54,000');
    expect(writeNumber(99.9)).toBe('99.9');
    expect(writeNumber(1e-4)).toBe('1e-4');
    expect(writeNumber(2.5e-5)).toBe('2.5e-5');
    expect(writeNumber(0.001)).toBe('1e-3');
    expect(writeNumber(0.01)).toBe('0.01');
  });

  it('are read as people type them', () => {
    expect(readSetting('trainCount', '10,000')).toBe(10_000);
    expect(readSetting('trainCount', '1,000')).toBe(1000);
    expect(readSetting('trainCount', '1.000', 'de')).toBe(1000);
    expect(readSetting('fanIn', '1,024')).toBe(1024);
    expect(readSetting('percentile', '99,9')).toBe(99.9);
    expect(readSetting('learningRate', ' 1e-4 ')).toBe(1e-4);
  });

  it('stay text when they are none, so that a message shows what was typed', () => {
    expect(readSetting('trainCount', '1,00')).toBe('1,00');
    expect(readSetting('trainCount', '1.000', 'en')).toBe('1.000');
    expect(readSetting('timeSteps', '8 steps')).toBe('8 steps');
    expect(readSetting('percentile', '')).toBe('');
    expect(checkField('trainCount', readSetting('trainCount', '1,00'))).toContain('(got "1,00")');
  });

  it('survive a round trip, whatever the field and the language', () => {
    const numeric = fieldNames.filter((name) => ['integer', 'number', 'limit'].includes(fields[name].kind));
    for (const name of numeric) {
      const { min, max, kind } = fields[name] as NumberField | LimitField;
      for (const value of [min, max, ...(kind === 'number' ? [3e-4, 99.95] : [1000, 54_000, 1_000_000])])
        for (const language of ['en', 'de', 'de-CH', 'fr'])
          expect(readSetting(name, writeNumber(value), language)).toBe(value);
    }
  });

  it('find the nearest stop of a slider', () => {
    expect(patienceStops[nearestStop(patienceStops, 5)]).toBe(5);
    expect(patienceStops[nearestStop(patienceStops, 9)]).toBe(10);
    expect(patienceStops[nearestStop(patienceStops, 1000)]).toBe(20);
  });
});
