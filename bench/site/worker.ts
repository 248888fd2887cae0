/**
 * The bench page's own worker: kernels and training steps, opened exactly as the workbench's
 * workers open them.
 */
import { expose } from 'comlink';
import { openWorkerBackend } from '../../workers/surroundings.ts';
import { measureCeilings } from './ceilings.ts';
import { measureTraining } from './training.ts';
import { measureDense, measureSpiking } from './trains.ts';
import type { BenchWorker } from './worker-api.ts';

const worker: BenchWorker = {
  open: async () => (await openWorkerBackend('wasm')).device,
  spiking: measureSpiking,
  dense: measureDense,
  train: measureTraining,
  ceilings: measureCeilings,
};

expose(worker);
