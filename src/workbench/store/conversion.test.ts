/** Tests that every run ends, whatever keeps its worker from starting or the page from hearing. */
import { expose } from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunEvent, RunSink } from '../../runs/records/events.ts';
import { doublePress } from '../shared/double-press.ts';
import { command, goOnTo, runOrPause } from './conversion.ts';
import { initialState } from './state.ts';
import { useWorkbench } from './store.ts';

/** A worker that takes everything and says nothing. */
class SilentWorker extends EventTarget {
  static readonly started: SilentWorker[] = [];
  readonly sent: { path?: readonly string[]; argumentList?: readonly { value?: unknown }[] }[] = [];
  terminated = false;

  constructor() {
    super();
    SilentWorker.started.push(this);
  }

  postMessage(message: SilentWorker['sent'][number]): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  /** Returns the commands that it was given. */
  commands(): unknown[] {
    return this.sent
      .filter(({ path }) => path?.[0] === 'command')
      .map(({ argumentList }) => argumentList?.[0]?.value);
  }
}

/** A worker that begins a run whose settings cannot be read. */
class GarbledWorker extends EventTarget {
  private readonly ports = new MessageChannel();

  constructor() {
    super();
    expose(
      { start: (_spec: unknown, _url: string, sink: RunSink) => sink({ type: 'runBegan' } as RunEvent) },
      this.ports.port2,
    );
    this.ports.port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
  }

  postMessage(message: unknown, transfer: MessagePort[]): void {
    this.ports.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.ports.port1.close();
  }
}

/** Waits until the event loop has come round. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.advanceTimersByTime(10 * doublePress);
  vi.stubGlobal('document', { baseURI: 'http://localhost/spikewise/' });
  SilentWorker.started.length = 0;
  useWorkbench.setState(initialState, true);
});

afterEach(async () => {
  command('stop');
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a run whose worker', () => {
  it('cannot be started ends as failed, in words, and can be started again', async () => {
    vi.stubGlobal(
      'Worker',
      class {
        constructor() {
          throw new DOMException('the policy forbids it', 'SecurityError');
        }
      },
    );
    for (const start of [() => goOnTo('epoch'), () => goOnTo('stage')]) {
      start();
      await turn();
      const { live, current, shown, runs } = useWorkbench.getState();
      expect({ live, current }).toEqual({ live: null, current: null });
      expect(shown?.status).toBe('failed');
      expect(shown?.failure).toMatch(/would not start the conversion worker: the policy forbids it\. Every/);
      expect(runs[0]?.status).toBe('failed');
    }
    expect(useWorkbench.getState().runs).toHaveLength(2);
  });

  it('has no address to be started from ends as failed', async () => {
    vi.stubGlobal('document', { baseURI: 'about:blank' });
    vi.stubGlobal('Worker', SilentWorker);
    goOnTo('epoch');
    await turn();
    expect(useWorkbench.getState()).toMatchObject({ live: null, shown: { status: 'failed' } });
  });

  it('gives no sign of its start ends as failed', async () => {
    vi.stubGlobal('Worker', SilentWorker);
    goOnTo('epoch');
    await vi.advanceTimersByTimeAsync(31_000);
    const { live, shown } = useWorkbench.getState();
    expect(live).toBeNull();
    expect(shown?.failure).toMatch(/^The conversion worker gave no sign within 30 s of its start\./);
    expect(SilentWorker.started[0]?.terminated).toBe(true);
  });

  it('says what the page cannot follow ends as failed', async () => {
    vi.stubGlobal('Worker', GarbledWorker);
    goOnTo('epoch');
    await vi.waitFor(() => expect(useWorkbench.getState().live).toBeNull());
    const { shown } = useWorkbench.getState();
    expect(shown?.status).toBe('failed');
    expect(shown?.failure).toMatch(/^The page could not follow the run: /);
  });

  it('does not answer can be stopped', async () => {
    vi.stubGlobal('Worker', SilentWorker);
    goOnTo('epoch');
    command('stop');
    await vi.advanceTimersByTimeAsync(5001);
    expect(useWorkbench.getState()).toMatchObject({ live: null, shown: { status: 'stopped' } });
  });
});

describe('the button that converts, pauses and resumes', () => {
  it('takes a double click for one press', async () => {
    vi.stubGlobal('Worker', SilentWorker);
    runOrPause();
    runOrPause();
    vi.advanceTimersByTime(doublePress - 1);
    runOrPause();
    await turn();
    expect(SilentWorker.started).toHaveLength(1);
    expect(SilentWorker.started[0]?.commands()).toEqual([]);
    vi.advanceTimersByTime(1);
    runOrPause();
    await turn();
    expect(SilentWorker.started[0]?.commands()).toEqual(['pause']);
  });
});
