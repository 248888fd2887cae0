/** Tests the words and figures of one tandem step. */
import { expect, test } from 'vitest';
import type { TandemMoment } from '../../../runs/inspection/simulation.ts';
import { behindWords, changedCounts, tandemPhases } from './tandem-words.ts';

const step: TandemMoment = {
  layer: 'conv2',
  behind: ['fc3', 'output'],
  threshold: [0.5],
  learningRate: 0.001,
  counts: Float32Array.from([0, 3, 1, 8]),
  countsAfter: Float32Array.from([1, 3, 1, 7]),
  activations: Float32Array.from([0.2, 1.6, 0, 4.5]),
  arrived: 1234,
  loss: 0.42,
  lossAfter: 0.31,
  countGradient: 0.25,
  weightGradient: 1.5,
  weights: 1152,
  largestMove: 0.001,
};

test('counts that are others after the step are counted', () => {
  expect(changedCounts(step)).toBe(2);
});

test('every phase has the figures of its own', () => {
  const [arrive, forward, analog, loss, backward, moved] = tandemPhases(step, false, true);
  expect(arrive!.words).toContain('1,234 spikes');
  expect(forward!.words).toContain('fire 12 times');
  expect(analog!.words).toContain('3 of 4 activations are above 0, 6.30 in all');
  expect(loss!.words).toContain('fc3 and output are analog in this step and compute');
  expect(loss!.words).toContain('loss is 0.42');
  expect(backward!.words).toContain('its norm is 0.25');
  expect(backward!.words).toContain('1,152 weights of conv2 a gradient of norm 1.50');
  expect(moved!.words).toContain('2 of 4 counts change, and the loss of this image goes from 0.42 to 0.31');
});

test('the first layer gets the image, and one layer behind is named alone', () => {
  expect(tandemPhases({ ...step, behind: ['output'] }, true, true)[0]!.title).toBe('The image arrives');
  expect(tandemPhases({ ...step, behind: ['output'] }, true, false)[3]!.words).toContain('output is analog');
  expect(behindWords(['a', 'b', 'c'])).toBe('a to c');
});
