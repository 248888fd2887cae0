/** Tests the command that converts without fine-tuning, on the separator that ships. */
import { expect, test } from 'vitest';
import { startPtl } from '../testing/start-ptl.ts';

const few = ['--preset', 'voices-first', '--set', 'trainCount=4', 'validationCount=2', 'backend=wasm'];

test('a separator is converted between its ends, and measured on mixtures', async () => {
  const { code, out } = await startPtl([
    ...['untuned', ...few, 'calibrationCount=2', '--images', '2'],
    ...['--steps', '4', '--percentiles', '99.9', '--potentials', 'zero'],
  ]);
  expect(code).toBe(0);
  expect(out).toMatch(/ANN −?\d+\.\d\d dB over 2 test examples/);
  expect(out).toMatch(/^ *4 +−?\d+\.\d\d dB$/m);
}, 180_000);
