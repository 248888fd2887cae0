/**
 * Tests that a run whose GPU is lost in the middle of a stage goes on with a fresh device, to the
 * result of a run that lost nothing.
 */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { type OpenBackend, openBackend } from '../../backends/open.ts';
import type { RunEvent } from '../records/events.ts';
import { applyEvent, beginRecord } from '../records/record.ts';
import { timeless } from '../testing/timeless.ts';
import { toySpec, toySurroundings } from '../testing/toy-run.ts';
import { createControl } from './control.ts';
import { execute } from './execute.ts';

const noKernels = () => Promise.reject(new Error('not for this backend'));
const spec = { ...toySpec, backend: 'webgpu' } as const;

const currentDevice = () => (tf.backend() as unknown as { readonly device: GPUDevice }).device;

let opened: OpenBackend | null = null;

/** Opens the backend, unless its device is there. */
async function open(): Promise<OpenBackend> {
  if (!opened || opened.loss.lost)
    opened = await openBackend({ wanted: 'webgpu', wasm: '', kernels: noKernels });
  return opened;
}

async function ran(onEvent: (event: RunEvent) => void) {
  let record = beginRecord('run-1', spec, new Date().toISOString());
  await execute('run-1', spec, { ...toySurroundings, open }, createControl(), (event) => {
    record = applyEvent(record, event);
    onEvent(event);
  });
  if (record.status !== 'finished') throw new Error(record.failure ?? record.status);
  return record;
}

test('a run that loses its GPU before and after the end of a stage ends as if it had not', async () => {
  const whole = await ran(() => {});
  const devices = new Set<GPUDevice>();
  const toLose = [0, 2];
  const lost = await ran((event) => {
    if (event.type !== 'epoch') return;
    devices.add(currentDevice());
    if (event.row.stage !== toLose[0]) return;
    toLose.shift();
    currentDevice().destroy();
  });
  expect(devices.size).toBe(3);
  const { warnings, ...report } = timeless(lost.report!);
  const { warnings: others, ...undisturbed } = timeless(whole.report!);
  expect(report).toEqual(undisturbed);
  expect(lost.network).toEqual(whole.network);
  expect(lost.epochs).toEqual(lost.report!.epochs);
  expect(lost.stages).toEqual(lost.report!.stages);
  expect(warnings.filter((warning) => !others.includes(warning))).toEqual([
    'The GPU was lost in pre-training; the run began again.',
    'The GPU was lost in stage 2 (fc2); the run went on from the end of stage 1.',
  ]);
  expect(lost.report!.resumed!.map(({ stages }) => stages)).toEqual([0, 1]);
});
