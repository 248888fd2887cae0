import { expose } from 'comlink';
import { describe, expect, it, vi } from 'vitest';
import { collectedHeap } from '../../../scripts/collected-heap.mjs';
import { readyMessage, startPatience } from '../../runs/execution/worker-start.ts';
import type { Answer } from '../../runs/inspection/simulation.ts';
import { createWorkerLink, type WorkerLike } from './worker-link.ts';

interface Echo {
  echo(text: string): Promise<Answer<string>>;
  never(): Promise<Answer<string>>;
  burst(): Promise<Answer<string>>;
}

const echo: Echo = {
  echo: async (text) => ({ ok: true, value: text }),
  never: () => new Promise(() => {}),
  burst: async () => {
    throw new Error('out of tensors');
  },
};

const watched = { name: 'the simulation worker', address: 'http://localhost/simulation.js' };

/** A fake worker on the same thread: a port to talk through, and a place where errors arrive. */
function fakeWorker() {
  const { port1, port2 } = new MessageChannel();
  expose(echo, port2);
  const errors = new EventTarget();
  const worker = {
    postMessage: port1.postMessage.bind(port1),
    addEventListener: (type: string, listener: EventListener) => {
      (type === 'message' ? port1 : errors).addEventListener(type, listener);
      port1.start();
    },
    removeEventListener: port1.removeEventListener.bind(port1),
    terminate: () => port1.close(),
  } as unknown as WorkerLike;
  const start = () => port2.postMessage(readyMessage);
  const crash = (message: string) => errors.dispatchEvent(Object.assign(new Event('error'), { message }));
  return { worker, start, crash };
}

function linkOfFakes() {
  const fakes: ReturnType<typeof fakeWorker>[] = [];
  const link = createWorkerLink<Echo>(watched, () => {
    const fake = fakeWorker();
    fakes.push(fake);
    return fake.worker;
  });
  return { link, fakes };
}

describe('a line to a worker', () => {
  it('starts the worker at the first call and keeps it', async () => {
    const { link, fakes } = linkOfFakes();
    expect(fakes).toHaveLength(0);
    expect(await link.ask((e) => e.echo('a'), { kind: 'echo' })).toEqual({ ok: true, value: 'a' });
    expect(await link.ask((e) => e.echo('b'), { kind: 'echo' })).toEqual({ ok: true, value: 'b' });
    expect(fakes).toHaveLength(1);
    fakes[0]!.worker.terminate();
  });

  it('turns a crash into a message and starts another worker', async () => {
    const { link, fakes } = linkOfFakes();
    const pending = link.ask((e) => e.never(), { kind: 'never' });
    fakes[0]!.crash('memory access out of bounds');
    const outcome = await pending;
    expect(outcome).toMatchObject({ ok: false });
    expect(outcome).toHaveProperty('message', expect.stringContaining('memory access out of bounds'));
    expect(await link.ask((e) => e.echo('again'), { kind: 'echo' })).toEqual({ ok: true, value: 'again' });
    expect(link.generation()).toBe(2);
    fakes[1]!.worker.terminate();
  });

  it('replaces a worker whose failure tells that it is broken, and fails what it was doing', async () => {
    const fakes: ReturnType<typeof fakeWorker>[] = [];
    const link = createWorkerLink<Echo>(
      watched,
      () => {
        fakes.push(fakeWorker());
        return fakes.at(-1)!.worker;
      },
      (message) => message.includes('out of bounds'),
    );
    const other = link.ask((e) => e.never(), { kind: 'other' });
    const broken = { ok: false, message: 'memory access out of bounds' };
    expect(await link.ask(async () => broken as Answer<string>, { kind: 'a' })).toEqual(broken);
    expect(await other).toEqual(broken);
    expect(await link.ask((e) => e.echo('fresh'), { kind: 'a' })).toEqual({ ok: true, value: 'fresh' });
    expect(fakes).toHaveLength(2);
    fakes[1]!.worker.terminate();
  });

  it('turns a thrown error into a message', async () => {
    const { link, fakes } = linkOfFakes();
    const outcome = await link.ask((e) => e.burst(), { kind: 'burst' });
    expect(outcome).toEqual({ ok: false, message: 'out of tensors' });
    fakes[0]!.worker.terminate();
  });

  it('gives up an older call of the same kind only', async () => {
    const { link, fakes } = linkOfFakes();
    const older = link.ask((e) => e.never(), { kind: 'a' });
    const other = link.ask((e) => e.echo('other'), { kind: 'b' });
    const newer = link.ask((e) => e.echo('newer'), { kind: 'a' });
    expect(await older).toBeNull();
    expect(await other).toEqual({ ok: true, value: 'other' });
    expect(await newer).toEqual({ ok: true, value: 'newer' });
    fakes[0]!.worker.terminate();
  });

  it('gives up a call whose signal is aborted, before or during it', async () => {
    const { link, fakes } = linkOfFakes();
    const controller = new AbortController();
    const pending = link.ask((e) => e.never(), { kind: 'a', signal: controller.signal });
    controller.abort();
    expect(await pending).toBeNull();
    expect(await link.ask((e) => e.echo('x'), { kind: 'a', signal: controller.signal })).toBeNull();
    fakes[0]!.worker.terminate();
  });

  it('fails what it was doing when the worker gives no sign of its start', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { link } = linkOfFakes();
    const pending = link.ask((e) => e.never(), { kind: 'never' });
    vi.advanceTimersByTime(startPatience);
    vi.useRealTimers();
    expect(await pending).toEqual({
      ok: false,
      message: 'The simulation worker gave no sign within 30 s of its start.',
    });
  });

  it('lets a worker that has started think for as long as it likes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { link, fakes } = linkOfFakes();
    const pending = link.ask((e) => e.never(), { kind: 'never' });
    fakes[0]!.start();
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
    vi.advanceTimersByTime(10 * startPatience);
    vi.useRealTimers();
    fakes[0]!.crash('at last');
    expect(await pending).toMatchObject({ message: expect.stringContaining('at last') });
  });

  it('keeps nothing of a call that was answered', async () => {
    const { link, fakes } = linkOfFakes();
    const askOften = async (count: number) => {
      for (let i = 0; i < count; i++)
        await link.ask(async () => ({ ok: true, value: i }), { kind: `${i % 3}` });
    };
    await askOften(1000);
    const before = collectedHeap();
    const calls = 20_000;
    await askOften(calls);
    expect((collectedHeap() - before) / calls).toBeLessThan(50);
    fakes[0]!.worker.terminate();
  });

  it('reports a worker that cannot be started', async () => {
    const link = createWorkerLink<Echo>(watched, () => {
      throw new Error('workers are blocked');
    });
    expect(await link.ask((e) => e.echo('x'), { kind: 'a' })).toEqual({
      ok: false,
      message: expect.stringMatching(
        /^The browser would not start the simulation worker: workers are blocked\./,
      ),
    });
  });
});
