/** The surroundings of runs in tests: those of the command line, without a place to keep them. */
import type { Surroundings } from '../../src/runs/execution/surroundings.ts';
import { openNodeBackend } from '../backend.ts';
import { diskReader } from '../read-disk.ts';
import { gatherThreads } from '../recruit.ts';

export const testSurroundings: Surroundings = {
  open: openNodeBackend,
  read: diskReader(),
  host: 'a test',
  engine: 'tfjs',
  memoryBytes: 8 * 2 ** 30,
  gather: (spec, resume) => gatherThreads('run', spec, resume),
};
