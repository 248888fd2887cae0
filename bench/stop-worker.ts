/** Makes a run in a thread of its own, as the page's worker does: events out, commands in. */
import { totalmem } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { openNodeBackend } from '../cli/backend.ts';
import { diskReader } from '../cli/read-disk.ts';
import { gatherThreads } from '../cli/recruit.ts';
import { createControl } from '../src/runs/execution/control.ts';
import { execute } from '../src/runs/execution/execute.ts';
import type { RunCommand } from '../src/runs/records/events.ts';

const control = createControl();
parentPort!.on('message', (command: RunCommand) => control.command(command));
await execute(
  'stop',
  workerData,
  {
    open: openNodeBackend,
    read: diskReader(),
    host: 'bench',
    engine: 'tfjs',
    memoryBytes: totalmem(),
    gather: (spec) => gatherThreads('run', spec),
  },
  control,
  (event) => parentPort!.postMessage({ type: event.type, phase: 'phase' in event ? event.phase : null }),
);
parentPort!.close();
