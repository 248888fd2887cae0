import { expect, test } from 'vitest';
import { SpecError } from '../src/runs/spec/spec.ts';
import { wholeOption } from './whole-option.ts';

test('an option takes thousands as they are written', () => {
  expect(wholeOption('--count', '10,000', 1, 10_000)).toBe(10_000);
  expect(wholeOption('--count', '10 000', 1, 10_000)).toBe(10_000);
  expect(wholeOption('--count', '1000', 1, 10_000)).toBe(1000);
});

test.each(['', ' ', '0', '10001', '1,00', '1.5', 'all', '0x10', 'NaN'])(
  '“%s” is refused in words',
  (text) => {
    const read = () => wholeOption('--count', text, 1, 10_000);
    expect(read).toThrow(SpecError);
    expect(read).toThrow(`--count must be a whole number from 1 to 10,000 (got ${text})`);
  },
);
