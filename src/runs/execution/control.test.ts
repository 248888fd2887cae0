import { expect, test, vi } from 'vitest';
import type { RunCommand, RunEvent } from '../records/events.ts';
import { createControl, StoppedError } from './control.ts';

/**
 * Returns a control with a worker that does one unit of work after the other; `log` records its
 * progress.
 */
function working() {
  const control = createControl();
  const log: string[] = [];
  const sink = (event: RunEvent) => log.push(event.type);
  const unit = async (name: string) => {
    log.push(name);
    await control.checkpoint(sink);
  };
  return { control, log, unit };
}

/**
 * Waits until the log has these entries, then long enough for any work that is not paused to
 * continue.
 */
async function comesToRest(log: readonly string[], wanted: readonly string[]): Promise<void> {
  await vi.waitFor(() => expect(log).toEqual(wanted), { timeout: 10_000, interval: 2 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(log).toEqual(wanted);
}

test('without a command the work goes on', async () => {
  const { unit, log } = working();
  await unit('a');
  await unit('b');
  expect(log).toEqual(['a', 'b']);
});

test('pause holds the work at its next batch until resume', async () => {
  const { control, unit, log } = working();
  control.command('pause');
  const done = unit('a').then(() => unit('b'));
  await comesToRest(log, ['a', 'paused']);
  control.command('resume');
  await done;
  expect(log).toEqual(['a', 'paused', 'resumed', 'b']);
});

test('a command that comes while a batch computes is seen behind it', async () => {
  const { control, unit, log } = working();
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => control.command(data as RunCommand);
  channel.port2.postMessage('stop');
  await expect(unit('a').then(() => unit('b'))).rejects.toThrow(StoppedError);
  channel.port1.close();
  expect(log[0]).toBe('a');
});

test.each([
  ['epoch', ['epoch']],
  ['stage', ['epoch', 'stage']],
] as const)('“one %s” runs to the end of it and pauses', async (command, boundaries) => {
  const { control, unit, log } = working();
  control.command('pause');
  control.command(command);
  for (const what of boundaries) {
    await unit(`before ${what}`);
    control.boundary(what);
  }
  const held = unit('behind');
  await comesToRest(log, [...boundaries.map((what) => `before ${what}`), 'behind', 'paused']);
  control.command('resume');
  await held;
});

test('one epoch and again one epoch', async () => {
  const { control, unit, log } = working();
  control.command('epoch');
  const work = (async () => {
    for (const epoch of [1, 2, 3]) {
      await unit(`epoch ${epoch}`);
      control.boundary('epoch');
    }
    await unit('end');
  })();
  await comesToRest(log, ['epoch 1', 'epoch 2', 'paused']);
  control.command('epoch');
  await comesToRest(log, ['epoch 1', 'epoch 2', 'paused', 'resumed', 'epoch 3', 'paused']);
  control.command('resume');
  await work;
});

test('a stage that ends without an epoch ends the wait for one too', async () => {
  const { control, unit, log } = working();
  control.command('epoch');
  control.boundary('stage');
  const held = unit('behind');
  await comesToRest(log, ['behind', 'paused']);
  control.command('resume');
  await held;
});

test('resume forgets the boundary that was waited for', async () => {
  const { control, unit, log } = working();
  control.command('stage');
  control.command('resume');
  control.boundary('stage');
  await unit('on');
  expect(log).toEqual(['on']);
});

test('stop ends a paused run at once, and nothing brings it back', async () => {
  const { control, unit, log } = working();
  control.command('pause');
  const held = unit('a');
  await comesToRest(log, ['a', 'paused']);
  control.command('stop');
  await expect(held).rejects.toThrow(StoppedError);
  control.command('resume');
  await expect(unit('b')).rejects.toThrow(StoppedError);
  expect(log).toEqual(['a', 'paused', 'b']);
});
