/** The model worker, which reads, makes or keeps one network and is then done. */
import { expose } from 'comlink';
import { fetchReader } from '../src/datasets/read-fetch.ts';
import { readyMessage } from '../src/runs/execution/worker-start.ts';
import { modelEndpoint } from '../src/runs/inspection/model-endpoint.ts';
import { openWorkerBackend } from './surroundings.ts';

// The worker lies one folder below the site's root, built (assets/) as in development (workers/).
const siteRoot = new URL('..', self.location.href);

expose(modelEndpoint(() => openWorkerBackend('wasm'), fetchReader(siteRoot)));
postMessage(readyMessage);
