/** Opens a whole cell: as a run among the runs, on screen. */
import type { CellResult } from '../../../runs/sweep/sweep.ts';
import { shelf } from '../../store/kept/shelf.ts';
import { tellTabs } from '../../store/kept/tabs.ts';
import { showRun } from '../../store/runs.ts';
import { refreshRun, runStore, summaryOf, withRun } from '../../store/storage.ts';
import { useWorkbench } from '../../store/store.ts';
import { cellRecord } from '../results/cell-record.ts';
import { complain } from './state.ts';

/** Opens a cell. `sweepId` is the sweep under which its network is kept. */
export async function openCell(sweepId: string, result: CellResult): Promise<void> {
  try {
    const record = cellRecord(result, await (await shelf()).network(sweepId, result.key));
    if (!record) return;
    if (!useWorkbench.getState().runs.some((run) => run.id === record.id)) {
      const added = await (await runStore()).add(record);
      // One of its id that cannot be read is not in the list, and is not replaced.
      if (!added && !(await refreshRun(record.id)))
        throw new Error('A stored run of its id cannot be read; delete that one first.');
      if (added) {
        tellTabs(record.id);
        useWorkbench.setState(({ runs }) => ({ runs: withRun(runs, record.id, summaryOf(record)) }));
      }
    }
    useWorkbench.setState({ view: 'run' });
    await showRun(record.id);
  } catch (error) {
    complain('The run of this cell could not be opened', error);
  }
}
