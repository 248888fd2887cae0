import { expose } from 'comlink';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ConversionEndpoint } from '../../runs/execution/conversion.ts';
import type { RunEvent, RunSink } from '../../runs/records/events.ts';
import { presetSpec } from '../../runs/spec/spec.ts';
import { startConversion, stopPatience } from './conversion.ts';

const spec = presetSpec('first-look@1');

/** A fake worker over a message channel, whose engine is the test's. */
function fakeWorker(endpoint: ConversionEndpoint) {
  const { port1, port2 } = new MessageChannel();
  expose(endpoint, port2);
  const listeners = new EventTarget();
  const worker = {
    postMessage: port1.postMessage.bind(port1),
    start: () => port1.start(),
    addEventListener: (type: string, listener: EventListener) =>
      (type === 'message' ? port1 : listeners).addEventListener(type, listener),
    removeEventListener: (type: string, listener: EventListener) =>
      (type === 'message' ? port1 : listeners).removeEventListener(type, listener),
    terminate: vi.fn(() => {
      port1.close();
      port2.close();
    }),
  };
  return {
    worker: worker as unknown as Worker,
    terminate: worker.terminate,
    crash: (message: string) => listeners.dispatchEvent(Object.assign(new Event('error'), { message })),
  };
}

function watch() {
  const events: RunEvent[] = [];
  const cutOff = vi.fn();
  return { events, cutOff, watcher: { event: (event: RunEvent) => void events.push(event), cutOff } };
}

const never = () => new Promise<void>(() => {});

afterEach(() => {
  vi.useRealTimers();
});

describe('one run in one worker', () => {
  it('hands on events and ends the worker after the last', async () => {
    const { worker, terminate } = fakeWorker({
      start: async (_spec, _url, sink: RunSink) => {
        sink({ type: 'warning', message: 'careful' });
        sink({ type: 'runFailed', message: 'the loss is not a number', report: null });
      },
      command: () => {},
    });
    const { events, watcher } = watch();
    startConversion(spec, 'http://localhost/', watcher, { start: () => worker });
    await vi.waitFor(() => expect(terminate).toHaveBeenCalled());
    expect(events.map((event) => event.type)).toEqual(['warning', 'runFailed']);
  });

  it('turns a crash into a failure in words, once', () => {
    const { worker, crash, terminate } = fakeWorker({ start: never, command: () => {} });
    const { events, watcher } = watch();
    startConversion(spec, 'http://localhost/', watcher, { start: () => worker });
    crash('Uncaught RangeError: out of memory');
    crash('Uncaught RangeError: again');
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'runFailed', report: null });
    expect((events[0] as { message: string }).message).toMatch(/^The conversion worker stopped: RangeError/);
    expect(terminate).toHaveBeenCalledTimes(1);
  });

  it('ends a worker that does not stop when told to', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { worker, terminate } = fakeWorker({ start: never, command: () => {} });
    const { events, cutOff, watcher } = watch();
    const running = startConversion(spec, 'http://localhost/', watcher, { start: () => worker });
    running.stop();
    vi.advanceTimersByTime(stopPatience - 1);
    expect(cutOff).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(cutOff).toHaveBeenCalledTimes(1);
    expect(terminate).toHaveBeenCalledTimes(1);
    expect(events).toEqual([]);
  });

  it('settles a command that the worker never answered', async () => {
    const { worker, crash } = fakeWorker({ start: never, command: () => never() as unknown as undefined });
    const { watcher } = watch();
    const running = startConversion(spec, 'http://localhost/', watcher, { start: () => worker });
    const paused = running.command('pause');
    crash('gone');
    await expect(paused).resolves.toBeUndefined();
  });
});
