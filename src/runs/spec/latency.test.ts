import { expect, test } from 'vitest';
import { firingWords, latencyWords, windowedRun } from './latency.ts';
import { presetSpec } from './spec.ts';

const spec = { ...presetSpec('first-look@2'), timeSteps: 4, firing: 'window' } as const;

test('the answer comes a window for each hidden layer later, and one more where input takes a window', () => {
  expect(latencyWords(windowedRun(spec, 3))).toBe(
    'Window 4; answer after 12 steps with the image as current at step 1 (3 hidden layers), or one answer every 4 steps when pipelined.',
  );
  expect(latencyWords(windowedRun({ ...spec, method: 'rate' }, 1))).toBe(
    'Window 4; answer after 8 steps with input over a window (1 hidden layer), or one answer every 4 steps when pipelined.',
  );
  expect(latencyWords(windowedRun({ ...spec, firing: 'immediate' }, 3))).toBeNull();
});

test('a layer fires in its own window', () => {
  expect(firingWords(windowedRun(spec, 3), 1)).toContain('in window 2 of 3, steps 5 to 8 after');
  expect(firingWords(windowedRun({ ...spec, method: 'rate' }, 3), 1)).toContain('in window 3 of 4, steps 9 to 12');
  expect(firingWords(windowedRun({ ...spec, firing: 'immediate' }, 3), 1)).toBeNull();
});
