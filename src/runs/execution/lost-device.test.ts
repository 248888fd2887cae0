/**
 * Tests what a run does when its GPU is lost and cannot be opened again, or is lost too often or
 * while it is paused, with wasm in place of the GPU. `lost-device.webgpu.test.ts` loses a device.
 */
import { expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { createDeviceLoss } from '../../backends/device-loss.ts';
import { BackendError } from '../../backends/open.ts';
import type { RunEvent } from '../records/events.ts';
import { applyLive, newLive } from '../records/live.ts';
import { applyEvent, beginRecord } from '../records/record.ts';
import { readResume } from '../resume/resume-file.ts';
import { timeless } from '../testing/timeless.ts';
import { toySpec, toySurroundings } from '../testing/toy-run.ts';
import { createControl, type RunControl } from './control.ts';
import { execute } from './execute.ts';

interface Device {
  lose(): void;
  /** Refuses to be opened from now on. */
  vanish(): void;
}

type OnEvent = (event: RunEvent, device: Device, control: RunControl) => void;

async function ran(onEvent: OnEvent = () => {}) {
  let lose = (_: string): void => {};
  let gone = false;
  const control = createControl();
  const device = {
    lose: () => lose('the driver was reset'),
    vanish: () => {
      gone = true;
    },
  };
  const kept: Uint8Array<ArrayBuffer>[] = [];
  const events: RunEvent[] = [];
  let live = newLive(toySpec.patience);
  let record = beginRecord('run-1', toySpec, new Date().toISOString());
  await execute(
    'run-1',
    toySpec,
    {
      ...toySurroundings,
      open: async () => {
        if (gone) throw new BackendError('This browser offers no WebGPU adapter; choose wasm or automatic.');
        const opened = await openNodeBackend('wasm');
        const loss = createDeviceLoss((tell) => {
          lose = tell;
        });
        return { ...opened, backend: 'webgpu', loss };
      },
      keep: async ({ bytes }) => {
        kept.push(bytes);
      },
    },
    control,
    (event) => {
      events.push(event);
      record = applyEvent(record, event);
      live = applyLive(live, event, 0);
      onEvent(event, device, control);
    },
  );
  return { kept, events, record, live };
}

const isEpoch = (event: RunEvent, stage: number) => event.type === 'epoch' && event.row.stage === stage;

test('a run whose GPU cannot be opened again fails, and can still go on', async () => {
  const { kept, record, events } = await ran((event, device) => {
    if (!isEpoch(event, 2)) return;
    device.vanish();
    device.lose();
  });
  expect(record.failure).toBe(
    'The GPU was lost in stage 2 (fc2) and could not be opened again: ' +
      'This browser offers no WebGPU adapter; choose wasm or automatic.',
  );
  expect(events.filter(({ type }) => type === 'runWentOn')).toEqual([]);
  expect(record.report!.resumed).toBeUndefined();
  expect(readResume(kept.at(-1)!).report.stages).toEqual(record.stages);
  expect(record.stages).toHaveLength(1);
});

test('a run whose GPU is lost again and again fails with what to do', async () => {
  const { record } = await ran((event, device) => {
    if (isEpoch(event, 1)) device.lose();
  });
  expect(record.failure).toBe(
    'The GPU was lost 4 times, the last time in stage 1 (fc1). Choose wasm, and start the run again.',
  );
  const words = 'The GPU was lost in stage 1 (fc1); the run went on from the end of pre-training.';
  expect(record.warnings.filter((warning) => warning.includes('GPU'))).toEqual([words, words, words]);
  expect(record.report!.resumed).toHaveLength(3);
});

test('a run whose GPU is lost while it is paused waits on, and goes on to the same', async () => {
  const whole = await ran();
  let pauses = 0;
  const lost = await ran((event, device, control) => {
    if (isEpoch(event, 2) && pauses === 0) control.command('pause');
    if (event.type !== 'paused') return;
    pauses++;
    if (pauses === 1) setTimeout(device.lose);
    else control.command('resume');
  });
  expect(pauses).toBe(2);
  expect(lost.live.paused).toBe(false);
  expect(lost.record.warnings).toContain(
    'The GPU was lost in stage 2 (fc2); the run went on from the end of stage 1.',
  );
  const { warnings: _, ...same } = timeless(whole.record.report!);
  expect(timeless(lost.record.report!)).toMatchObject(same);
  expect(lost.record.network).toEqual(whole.record.network);
});
