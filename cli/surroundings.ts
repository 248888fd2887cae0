/** What a run finds around it in Node. */
import { totalmem } from 'node:os';
import { engine } from '../src/backends/engine.ts';
import type { Surroundings } from '../src/runs/execution/surroundings.ts';
import { openNodeBackend } from './backend.ts';
import { host } from './host.ts';
import { diskReader } from './read-disk.ts';
import { gatherThreads } from './recruit.ts';

/** `memoryBytes` is what the run may take: all of the machine's where left out. */
export function surroundings(memoryBytes = totalmem()): Surroundings {
  return {
    open: openNodeBackend,
    read: diskReader(),
    host: host(),
    engine,
    memoryBytes,
    gather: (spec) => gatherThreads('run', spec),
  };
}
