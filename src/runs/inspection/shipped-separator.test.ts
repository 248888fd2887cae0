/**
 * Tests the separator that ships: it is read from its file, takes synthetic talkers apart, analog
 * and just converted, and is small enough for the page to measure unasked.
 */
import { expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { readPublic } from '../../datasets/testing/read-public.ts';
import { presetSpec } from '../spec/spec.ts';
import { createSimulationDesk } from './desk/desk.ts';
import { untunedMacs } from './untuned-work.ts';

const spec = presetSpec('voices-first@1');

test('the shipped separator wins decibels, and keeps most of them just converted', async () => {
  const desk = createSimulationDesk({
    open: () => openNodeBackend('wasm'),
    read: readPublic,
    ...{ engine: 'tfjs', host: 'a test' },
  });
  const result = await desk.untuned(spec, spec, 8);
  if (!result.ok) throw new Error(result.message);
  const { annScore, score, examples } = result.value;
  expect(examples).toBe(8);
  expect(annScore).toBeGreaterThan(2);
  expect(score).toBeGreaterThan(annScore / 2);
}, 120_000);

test('the page measures it without asking first', () => {
  // Two seconds at the pace that the page takes for usual.
  expect(untunedMacs(spec, spec, 8)).toBeLessThan(2 * 4e9);
});
