/** The conversion worker, which makes one run and is then done. */
import { expose } from 'comlink';
import { engine } from '../src/backends/engine.ts';
import { fetchReader } from '../src/datasets/read-fetch.ts';
import { createControl } from '../src/runs/execution/control.ts';
import type { ConversionEndpoint } from '../src/runs/execution/conversion.ts';
import { gatherCrew } from '../src/runs/execution/crew.ts';
import { execute } from '../src/runs/execution/execute.ts';
import { readyMessage } from '../src/runs/execution/worker-start.ts';
import { recruit } from './recruit.ts';
import { host, memoryBytes, openWorkerBackend } from './surroundings.ts';

const control = createControl();

const endpoint: ConversionEndpoint = {
  start: (spec, baseUrl, sink) =>
    execute(
      crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`,
      spec,
      {
        open: openWorkerBackend,
        read: fetchReader(baseUrl),
        host: host(),
        engine,
        memoryBytes: memoryBytes(),
        gather: (wanted, file) => gatherCrew({ task: 'run', spec: wanted, baseUrl, resume: file }, recruit),
      },
      control,
      sink,
    ),
  command: (command) => control.command(command),
};

expose(endpoint);
postMessage(readyMessage);
