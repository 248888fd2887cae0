/** The surroundings of a run in Node. */
import { totalmem } from 'node:os';
import { engine } from '../src/backends/engine.ts';
import type { Surroundings } from '../src/runs/execution/surroundings.ts';
import { openNodeBackend } from './backend.ts';
import { host } from './host.ts';
import { diskReader } from './read-disk.ts';
import { gatherThreads } from './recruit.ts';

/**
 * Returns the surroundings. `memoryBytes` is the memory that the run may take; by default all of
 * the machine's.
 */
export function surroundings(memoryBytes = totalmem()): Surroundings {
  return {
    open: openNodeBackend,
    read: diskReader(),
    host: host(),
    engine,
    memoryBytes,
    gather: (spec, resume) => gatherThreads('run', spec, resume),
  };
}
