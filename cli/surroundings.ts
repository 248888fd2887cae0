/** The surroundings of a run in Node. */
import { totalmem } from 'node:os';
import { engine } from '../src/backends/engine.ts';
import type { KeepFile } from '../src/runs/execution/keeper.ts';
import type { Surroundings } from '../src/runs/execution/surroundings.ts';
import { limitsOf, type MachineLimits } from '../src/runs/spec/memory/limits.ts';
import type { RunSpec } from '../src/runs/spec/spec.ts';
import { openNodeBackend } from './backend.ts';
import { host } from './host.ts';
import { diskReader } from './read-disk.ts';
import { gatherThreads } from './recruit.ts';

/** Returns the limits of this machine. In Node, automatic is wasm. */
export function nodeLimits(backend: RunSpec['backend']): MachineLimits {
  return limitsOf(backend === 'auto' ? 'wasm' : backend, totalmem());
}

/**
 * Returns the surroundings. `memoryBytes` is the memory that the run may take; by default all of
 * the machine's. `keep` keeps the run in case that it is cut off.
 */
export function surroundings(keep: KeepFile, memoryBytes = totalmem()): Surroundings {
  return {
    keep,
    open: openNodeBackend,
    read: diskReader(),
    host: host(),
    engine,
    memoryBytes,
    gather: (spec, resume) => gatherThreads('run', spec, resume),
  };
}
