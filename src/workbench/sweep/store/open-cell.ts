/** Opens a whole cell: as a run among the runs, on screen. */
import type { CellResult } from '../../../runs/sweep/sweep.ts';
import { showRun } from '../../store/runs.ts';
import { runStore, summaryOf } from '../../store/storage.ts';
import { useWorkbench } from '../../store/store.ts';
import { cellRecord } from '../results/cell-record.ts';
import { complain } from './state.ts';
import { shelf } from './sweeps.ts';

/** Opens a cell. `sweepId` is the sweep under which its network is kept. */
export async function openCell(sweepId: string, result: CellResult): Promise<void> {
  try {
    const record = cellRecord(result, await (await shelf()).network(sweepId, result.key));
    if (!record) return;
    if (!useWorkbench.getState().runs.some((run) => run.id === record.id)) {
      await (await runStore()).put(record);
      useWorkbench.setState(({ runs }) => ({ runs: [summaryOf(record), ...runs] }));
    }
    useWorkbench.setState({ view: 'run' });
    await showRun(record.id);
  } catch (error) {
    complain('The run of this cell could not be opened', error);
  }
}
