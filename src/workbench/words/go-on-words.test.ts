import { expect, test } from 'vitest';
import { layersOf } from '../../runs/records/checks/spec.ts';
import { presetSpec } from '../../runs/spec/spec.ts';
import { goOnWords } from './go-on-words.ts';

const spec = presetSpec('first-look@3');
const run = { spec, layers: layersOf(spec.network) };

test('the next stage is named, or what is left', () => {
  expect(goOnWords(run, 0)).toBe('Go on from stage 1 (conv1)');
  expect(goOnWords(run, 2)).toBe('Go on from stage 3 (fc3)');
  expect(goOnWords(run, 3)).toBe('Go on to the test');
  const whole = { ...run, spec: { ...spec, method: 'tandem' as const } };
  expect(goOnWords(whole, 0)).toBe('Go on with the training');
  expect(goOnWords(whole, 1)).toBe('Go on to the test');
});
