/**
 * The bench page, which talks to the built conversion worker as the workbench does, on the same
 * origin, and notes when events come.
 */
import { proxy, type Remote, wrap } from 'comlink';
import { nothingHeld } from '../../src/runs/data/held.ts';
import type { ConversionEndpoint } from '../../src/runs/execution/conversion.ts';
import type { RunEvent, RunSink } from '../../src/runs/records/events.ts';
import type { RunSpec } from '../../src/runs/spec/spec.ts';
import type { BenchPage, BenchWindow, TimedEvent } from './api.ts';
import type { BenchWorker } from './worker-api.ts';

const here = window as unknown as BenchWindow;
const siteRoot = new URL('..', location.href);

interface Running {
  readonly endpoint: Remote<ConversionEndpoint>;
  readonly ended: Promise<void>;
}

function start(address: string, spec: RunSpec, hear: RunSink): Running {
  const worker = new Worker(new URL(address, siteRoot), { type: 'module' });
  const endpoint = wrap<ConversionEndpoint>(worker);
  const ended = new Promise<void>((resolve, reject) => {
    worker.addEventListener('error', (event) =>
      reject(new Error(event.message || 'the worker did not load')),
    );
    const sink = (event: RunEvent) => {
      hear(event);
      if (event.type === 'runFailed') reject(new Error(event.message));
      else if (event.type === 'runFinished' || event.type === 'runStopped') resolve();
    };
    endpoint
      .start(spec, siteRoot.href, proxy(sink), { resume: null, keeps: false }, nothingHeld)
      .catch(reject);
  });
  return { endpoint, ended: ended.finally(() => worker.terminate()) };
}

async function convert(address: string, spec: RunSpec, most = Infinity): Promise<TimedEvent[]> {
  const heard: TimedEvent[] = [];
  let epochs = 0;
  const { endpoint, ended } = start(address, spec, (event) => {
    const at = performance.now();
    heard.push({ at, event: 'network' in event ? { ...event, network: new Uint8Array() } : event });
    if (event.type === 'epoch' && ++epochs === most) void endpoint.command('stop');
    if (!here.atEpoch) return;
    if (event.type === 'epoch') void endpoint.command('pause');
    else if (event.type === 'paused') void here.atEpoch(epochs).then(() => endpoint.command('resume'));
  });
  await ended;
  return heard;
}

async function stop(address: string, spec: RunSpec, after: number): Promise<number> {
  let training = false;
  let sent = 0;
  const { endpoint, ended } = start(address, spec, (event) => {
    if (training || event.type !== 'progress' || event.phase !== 'training') return;
    training = true;
    setTimeout(() => {
      sent = performance.now();
      void endpoint.command('stop');
    }, after);
  });
  await ended;
  if (sent === 0) throw new Error('the run ended before it could be stopped');
  return performance.now() - sent;
}

let kernels: BenchWorker | null = null;

here.bench = {
  convert,
  stop,
  get kernels() {
    kernels ??= wrap<BenchWorker>(
      new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
    ) as unknown as BenchWorker;
    return kernels;
  },
} satisfies BenchPage;
