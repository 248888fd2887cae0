/**
 * The simulation worker, which looks inside images and converts without fine-tuning, beside a run
 * or before any.
 */
import { expose } from 'comlink';
import { engine } from '../src/backends/engine.ts';
import { fetchReader } from '../src/datasets/read-fetch.ts';
import { readyMessage } from '../src/runs/execution/worker-start.ts';
import { createSimulationDesk } from '../src/runs/inspection/desk/desk.ts';
import { host, openWorkerBackend } from './surroundings.ts';

// The worker lies one folder below the site's root, built (assets/) as in development (workers/).
const siteRoot = new URL('..', self.location.href);

expose(
  createSimulationDesk({
    open: () => openWorkerBackend('wasm'),
    read: fetchReader(siteRoot),
    engine,
    host: host(),
  }),
);
postMessage(readyMessage);
