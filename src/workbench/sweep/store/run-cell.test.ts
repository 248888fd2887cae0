import { expose } from 'comlink';
import { describe, expect, test, vi } from 'vitest';
import type { ConversionEndpoint } from '../../../runs/execution/conversion.ts';
import type { RunReport } from '../../../runs/records/report.ts';
import { cellsOf } from '../../../runs/sweep/plan.ts';
import type { CellProgress } from '../../../runs/sweep/sweep.ts';
import { sweepOf } from '../testing/sweep.ts';
import { cellRunner } from './run-cell.ts';

const [cell] = cellsOf(sweepOf([{ field: 'timeSteps', values: [4] }]));
const report = { status: 'finished' } as RunReport;

/** A fake worker over a message channel, whose engine is the test's. */
function workerOf(endpoint: ConversionEndpoint) {
  const { port1, port2 } = new MessageChannel();
  expose(endpoint, port2);
  const terminate = vi.fn(() => {
    port1.close();
    port2.close();
  });
  const worker = {
    postMessage: port1.postMessage.bind(port1),
    start: () => port1.start(),
    addEventListener: (type: string, listener: EventListener) =>
      type === 'message' && port1.addEventListener(type, listener),
    removeEventListener: (type: string, listener: EventListener) => port1.removeEventListener(type, listener),
    terminate,
  };
  return { start: () => worker as unknown as Worker, terminate };
}

describe('a cell in a worker', () => {
  test('runs its own spec, tells of its epochs and ends with report and network', async () => {
    const network = new Uint8Array([1]);
    const specs: unknown[] = [];
    const { start, terminate } = workerOf({
      start: async (spec, _url, sink) => {
        specs.push(spec);
        sink({ type: 'eta', epochSeconds: 1, totalSeconds: 9 });
        sink({ type: 'epoch', row: { stage: 2, epoch: 1 } as never });
        sink({ type: 'runFinished', report, network });
      },
      command: () => {},
    });
    const progress: CellProgress[] = [];
    const ended = await cellRunner('http://localhost/', start)(cell!, new AbortController().signal, (p) =>
      progress.push(p),
    );
    expect(specs).toEqual([cell!.spec]);
    expect(ended).toEqual({ report, network });
    expect(progress.at(-1)).toEqual({ stage: 2, epoch: 1, etaSeconds: 9 });
    expect(terminate).toHaveBeenCalled();
  });

  test('a run that failed comes back as its report, one that never began rejects with the reason', async () => {
    const failing = (given: RunReport | null) =>
      cellRunner(
        'http://localhost/',
        workerOf({
          start: async (_spec, _url, sink) =>
            sink({ type: 'runFailed', message: 'no memory', report: given }),
          command: () => {},
        }).start,
      )(cell!, new AbortController().signal, () => {});
    const failed = { status: 'failed', failure: 'no memory' } as RunReport;
    expect(await failing(failed)).toEqual({ report: failed, network: null });
    await expect(failing(null)).rejects.toThrow('no memory');
  });

  test('a worker that cannot be started fails its cell in words', async () => {
    const refuse = () => {
      throw new DOMException('the policy forbids it', 'SecurityError');
    };
    const running = cellRunner('http://localhost/', refuse)(cell!, new AbortController().signal, () => {});
    await expect(running).rejects.toThrow(/would not start the conversion worker: the policy forbids it/);
  });

  test('a cell that has ended leaves nothing at the signal of its sweep', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const { start } = workerOf({
      start: async (_spec, _url, sink) => sink({ type: 'runFinished', report, network: new Uint8Array(1) }),
      command: () => {},
    });
    await cellRunner('http://localhost/', start)(cell!, signal, () => {});
    const listeners = added.mock.calls.map(([, listener]) => listener);
    expect(listeners).toHaveLength(1);
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(listeners);
  });

  test('an abort stops the engine', async () => {
    const abort = new AbortController();
    // Assertions must not look at the sink: it is a proxy, which answers everything.
    const sinks: Parameters<ConversionEndpoint['start']>[2][] = [];
    const commands: string[] = [];
    const { start } = workerOf({
      start: (_spec, _url, sink) => {
        sinks.push(sink);
        return new Promise(() => {});
      },
      command: (command) => {
        commands.push(command);
        sinks[0]?.({ type: 'runStopped', report: { status: 'stopped' } as RunReport });
      },
    });
    const ended = cellRunner('http://localhost/', start)(cell!, abort.signal, () => {});
    await vi.waitFor(() => expect(sinks.length).toBe(1));
    abort.abort();
    expect((await ended).report.status).toBe('stopped');
    expect(commands).toEqual(['stop']);
  });
});
