/**
 * The link of a finished run as it was computed: it names the backend and the number of workers
 * that did it, where the run's own link may leave both to the machine, and the engine's revision.
 */
import type { RunReport } from '../records/report.ts';
import { encodeLink } from './link.ts';

/** Returns the hash, or null for a run that failed before a backend was open. */
export function computedLink({
  spec,
  engine,
  environment,
  data,
}: Pick<RunReport, 'spec' | 'engine' | 'environment' | 'data'>): string | null {
  if (!environment) return null;
  const { backend, workers } = environment;
  return encodeLink({ ...spec, backend, workers }, engine, data.file);
}
