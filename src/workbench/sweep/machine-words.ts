/** Says where the cells of a sweep ran. */
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
