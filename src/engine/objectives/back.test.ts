/**
 * Tests the part after the chain of a task's network, in the network's record and in the task's
 * objective.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openBackend } from '../../backends/open.ts';
import type { BackRecord } from '../../networks/kinds/index.ts';
import { modelOf } from '../../networks/model.ts';
import { parseNotation } from '../../networks/notation.ts';
import { tasks } from '../../tasks/index.ts';
import { objectiveOf } from './index.ts';

beforeAll(async () => {
  await openBackend({ wanted: 'cpu', wasm: '', kernels: () => Promise.reject(new Error('none here')) });
});

const plainly: Record<BackRecord['kind'], (y: number) => number> = {
  sigmoid: (y) => 1 / (1 + Math.exp(-y)),
};

const plainEnds = tasks.filter(({ front = 'none' }) => front === 'none');

test.each(plainEnds.map((task) => [task.id, task] as const))('%s: they say the same', async (id, task) => {
  const { front, core, back } = modelOf(parseNotation('2x2-3-4'), task.back);
  expect(front).toBeNull();
  expect(core.map(({ name }) => name)).toEqual(['fc1', 'output']);
  const potentials = [-2, -0.5, 0, 3];
  const wanted = back.reduce((values, { kind }) => values.map(plainly[kind]), potentials);
  const none = { kind: 'values', values: new Float32Array(4) } as const;
  const output = tf.tidy(() => objectiveOf(id).output(tf.tensor2d([potentials]), none));
  [...(await output.data())].forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i]!, 6);
  });
});
