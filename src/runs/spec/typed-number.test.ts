import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDecimal, readWhole } from './typed-number.ts';

const written = (value: number, sign: string) => String(value).replace(/\B(?=(\d{3})+$)/g, sign);

describe('a whole number', () => {
  test('has thousands after a comma', () => {
    expect(readWhole('1,000')).toBe(1000);
    expect(readWhole('10,000')).toBe(10_000);
    expect(readWhole('1,234,567')).toBe(1_234_567);
    expect(readWhole(' 54,000 ')).toBe(54_000);
  });

  test('is read as it is written in groups, whatever the sign between them', () => {
    const sign = fc.constantFrom(',', ' ', '\u00a0', '\u2009', '\u202f', '_');
    const value = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(value, sign, (number, between) => {
        expect(readWhole(written(number, between))).toBe(number);
        expect(readWhole(String(number))).toBe(number);
      }),
    );
  });

  test('has a point between thousands where the language writes so, and nowhere else', () => {
    expect(readWhole('1.000', 'de')).toBe(1000);
    expect(readWhole('54.000', 'es')).toBe(54_000);
    expect(readWhole("54'000", 'de-CH')).toBe(54_000);
    expect(readWhole('1,000', 'de')).toBe(1000);
    expect(readWhole('1.000', 'en')).toBeNaN();
    expect(readWhole('1.000', 'no language')).toBeNaN();
  });

  test.each([
    '1,00',
    '1,0000',
    '1,000,00',
    ',100',
    '1,',
    '0,100',
    '1,000 000',
    '1.5',
    '8.0',
    '1,000.5',
    '1 2',
    '1 2 4',
    '',
    ' ',
    '8 steps',
    '0x10',
    '1e-2',
    'NaN',
    'Infinity',
    '１０',
  ])('“%s” is refused', (text) => {
    expect(readWhole(text)).toBeNaN();
  });

  test('may have an exponent and a sign', () => {
    expect(readWhole('1e4')).toBe(10_000);
    expect(readWhole('1.5e3')).toBe(1500);
    expect(readWhole('-5')).toBe(-5);
    expect(readWhole('-1,000')).toBe(-1000);
    expect(Object.is(readWhole('-0'), 0)).toBe(true);
  });
});

describe('a number with a fraction', () => {
  test('has its decimal comma where it was', () => {
    expect(readDecimal('99,9')).toBe(99.9);
    expect(readDecimal('1,000')).toBe(1);
    expect(readDecimal('10 000')).toBe(10_000);
    expect(readDecimal(' 1e-4 ')).toBe(1e-4);
  });

  test('is nothing else', () => {
    for (const text of ['', '8 steps', '0x10', '1,2,3', '1.000,5', '.']) expect(readDecimal(text)).toBeNaN();
  });
});
