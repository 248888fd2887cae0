/** Says where the cells of a sweep ran, and by which engine. */
import type { Environment } from '../../runs/records/report.ts';
import type { CellView } from './results/cells.ts';

export function environmentsOf(views: readonly Pick<CellView, 'result'>[]): Environment[] {
  return views.flatMap(({ result }) => result?.report?.environment ?? []);
}

/**
 * Returns every kind of machine that there was: `wasm (WebAssembly SIMD), 2 workers a cell`; null
 * when nothing has run.
 */
export function machineWords(environments: readonly Environment[]): string | null {
  const kinds = new Set(
    environments.map(
      ({ backend, device, workers }) =>
        `${backend} (${device}), ${workers === 1 ? 'one worker' : `${workers} workers`} a cell`,
    ),
  );
  return kinds.size === 0 ? null : [...kinds].join('; ');
}

/** Returns the revisions of the engine that computed the cells, each once, the earliest first. */
export function enginesOf(views: readonly Pick<CellView, 'result'>[]): number[] {
  const engines = views.flatMap(({ result }) => result?.report?.engine ?? []);
  return [...new Set(engines)].sort((a, b) => a - b);
}

/**
 * Returns them in words: `engine revision 2`, and that their figures may differ where there are
 * several; null when nothing has run.
 */
export function enginesWords(engines: readonly number[]): string | null {
  const [first, ...others] = engines;
  if (first === undefined) return null;
  if (others.length === 0) return `engine revision ${first}`;
  return `engine revisions ${engines.join(', ')}, whose figures may differ`;
}
