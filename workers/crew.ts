/**
 * A member of a conversion's crew: another worker of the same run, started by the conversion
 * worker.
 */
import { engine } from '../src/backends/engine.ts';
import { fetchReader } from '../src/datasets/read-fetch.ts';
import { type Enlistment, serve } from '../src/runs/execution/crew.ts';
import { readyMessage } from '../src/runs/execution/worker-start.ts';
import { host, memoryBytes, openWorkerBackend } from './surroundings.ts';

self.addEventListener('message', ({ data }: MessageEvent<Enlistment>) => {
  void serve(data, {
    open: openWorkerBackend,
    read: fetchReader(data.baseUrl),
    host: host(),
    engine,
    memoryBytes: memoryBytes(),
  });
});
postMessage(readyMessage);
