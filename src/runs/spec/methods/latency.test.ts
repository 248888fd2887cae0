import { expect, test } from 'vitest';
import { presetSpec } from '../spec.ts';
import { firingWords, latencyWords } from './latency.ts';

const spec = { ...presetSpec('first-look@2'), timeSteps: 4, firing: 'window' } as const;

test('the answer comes a window for each hidden layer later, and one more where input takes a window', () => {
  expect(latencyWords(spec)).toBe(
    'Window 4; answer after 12 steps with the image as current at step 1 (3 hidden layers), or one answer every 4 steps when pipelined.',
  );
  expect(latencyWords({ ...spec, method: 'rate', network: '28x28-16-10' })).toBe(
    'Window 4; answer after 8 steps with input over a window (1 hidden layer), or one answer every 4 steps when pipelined.',
  );
  expect(latencyWords({ ...spec, firing: 'immediate' })).toBeNull();
  expect(latencyWords({ ...spec, network: '28x28-' })).toBeNull();
});

test('a layer fires in its own window', () => {
  const windowed = { firing: 'window', timeSteps: 4, coding: 'firstStep', hidden: 3 } as const;
  expect(firingWords(windowed, 1)).toContain('in window 2 of 3, steps 5 to 8 after');
  expect(firingWords({ ...windowed, coding: 'constant' }, 1)).toContain('in window 3 of 4, steps 9 to 12');
  expect(firingWords({ ...windowed, firing: 'immediate' }, 1)).toBeNull();
});
