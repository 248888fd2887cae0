/** Says in words what came of an import of runs. */
import type { Taken } from '../../runs/archive/read.ts';

/** Counts things: `1 run`, `3 runs`, `1 stored run cannot be read`. */
export function counted(count: number, one: string, several: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${several}`;
}

const several = (names: readonly string[]) => names.slice(0, 5).join('; ') + (names.length > 5 ? ' …' : '');

/** Says what an import has brought, sentence by sentence. */
export function importWords({ runs, sweeps, cells, same, conflicts, refused, network }: Taken): string {
  const added = [
    runs > 0 || sweeps + cells === 0 ? counted(runs, 'run', 'runs') : null,
    sweeps > 0 ? counted(sweeps, 'sweep', 'sweeps') : null,
    cells > 0 ? counted(cells, 'cell', 'cells') : null,
  ].filter((words) => words !== null);
  const sentences = [
    `${added.join(', ')} added.`,
    same > 0 ? `${same} ${same === 1 ? 'was' : 'were'} there already.` : null,
    conflicts.length > 0
      ? `${conflicts.length} ${conflicts.length === 1 ? 'is' : 'are'} stored otherwise and stay${conflicts.length === 1 ? 's' : ''} as stored: ${several(conflicts)}.`
      : null,
    refused.length > 0
      ? `${refused.length} cannot be read and ${refused.length === 1 ? 'was' : 'were'} left out: ${several(refused)}.`
      : null,
    network &&
      `Its network ${network.title} is ${network.kept ? 'kept in “Your data”' : 'here for this visit only, since it could not be kept'}.`,
  ];
  return sentences.filter((words) => words !== null).join(' ');
}
