import { expect, test } from 'vitest';
import { presetSpec } from '../../runs/spec/spec.ts';
import { mostExamples, valueMessage } from './limits.ts';

const spec = presetSpec('first-look@2');

test('a count of examples goes as far as the data set', () => {
  expect(mostExamples('trainCount', spec)).toBe(54000);
  expect(mostExamples('patience', spec)).toBeNull();
  expect(valueMessage('trainCount', 54000, spec)).toBeNull();
  expect(valueMessage('trainCount', 54001, spec)).toBe(
    'trainCount must be a whole number from 1 to 54,000 (got 54001)',
  );
  expect(valueMessage('testCount', 1.5, spec)).toBe(
    'testCount must be a whole number from 0 to 10,000 (got 1.5)',
  );
});

test('other settings have the range of their field', () => {
  expect(valueMessage('patience', 2, spec)).toBeNull();
  expect(valueMessage('patience', 0, spec)).toMatch(/^patience must be/);
});
