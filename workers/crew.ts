/**
 * A member of a conversion's crew: another worker of the same run, started by the conversion
 * worker.
 */
import { engine } from '../src/backends/engine.ts';
import { fetchReader } from '../src/datasets/read-fetch.ts';
import { offerHeld } from '../src/runs/data/held.ts';
import { serve } from '../src/runs/execution/crew.ts';
import { readyMessage } from '../src/runs/execution/worker-start.ts';
import type { Enlisting } from './recruit.ts';
import { host, memoryBytes, mostBytes, openWorkerBackend } from './surroundings.ts';

self.addEventListener('message', ({ data: { enlistment, held } }: MessageEvent<Enlisting>) => {
  offerHeld(held);
  void serve(enlistment, {
    open: openWorkerBackend,
    read: fetchReader(enlistment.baseUrl),
    host: host(),
    engine,
    memoryBytes: memoryBytes(),
    mostBytes: mostBytes(),
  });
});
postMessage(readyMessage);
