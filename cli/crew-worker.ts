/** Runs a member of a conversion's crew as a thread. */
import { totalmem } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { engine } from '../src/backends/engine.ts';
import { type Enlistment, serve } from '../src/runs/execution/crew.ts';
import { openNodeBackend } from './backend.ts';
import { offerKept } from './files/offer-kept.ts';
import { host } from './host.ts';
import { diskReader } from './read-disk.ts';

parentPort!.once('message', async (enlistment: Enlistment) => {
  await offerKept();
  void serve(enlistment, {
    open: openNodeBackend,
    read: diskReader(),
    host: host(),
    engine,
    memoryBytes: totalmem(),
  });
});
