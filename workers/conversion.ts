/** The conversion worker, which makes one run and is then done. */
import { expose } from 'comlink';
import { engine } from '../src/backends/engine.ts';
import { fetchReader } from '../src/datasets/read-fetch.ts';
import { offerHeld } from '../src/runs/data/held.ts';
import { createControl } from '../src/runs/execution/control.ts';
import type { ConversionEndpoint } from '../src/runs/execution/conversion.ts';
import { gatherCrew } from '../src/runs/execution/crew.ts';
import { execute } from '../src/runs/execution/execute.ts';
import { readyMessage } from '../src/runs/execution/worker-start.ts';
import { readResume } from '../src/runs/resume/resume-file.ts';
import { keepOnShelf } from './keep.ts';
import { recruit } from './recruit.ts';
import { host, memoryBytes, mostBytes, openWorkerBackend } from './surroundings.ts';

const control = createControl();

function newId(): string {
  return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}

const endpoint: ConversionEndpoint = {
  start: (spec, baseUrl, sink, { resume: file, keeps }, held) => {
    offerHeld(held);
    const resume = file && readResume(file);
    const keep = keeps ? keepOnShelf() : undefined;
    return execute(
      resume?.report.runId ?? newId(),
      resume?.report.spec ?? spec,
      {
        open: openWorkerBackend,
        read: fetchReader(baseUrl),
        host: host(),
        engine,
        memoryBytes: memoryBytes(),
        mostBytes: mostBytes(),
        gather: (wanted, resumed) =>
          gatherCrew({ task: 'run', spec: wanted, baseUrl, resume: resumed }, () => recruit(held)),
        ...(keep ? { keep } : {}),
      },
      control,
      sink,
      resume,
    );
  },
  command: (command) => control.command(command),
};

expose(endpoint);
postMessage(readyMessage);
