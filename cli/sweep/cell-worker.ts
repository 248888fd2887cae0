/** Runs one cell of a sweep in a thread: tfjs's state is global, so no two runs share a thread. */
import { randomUUID } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { createControl } from '../../src/runs/execution/control.ts';
import { execute } from '../../src/runs/execution/execute.ts';
import type { RunReport } from '../../src/runs/records/report.ts';
import type { RunSpec } from '../../src/runs/spec/spec.ts';
import type { CellProgress } from '../../src/runs/sweep/sweep.ts';
import { surroundings } from '../surroundings.ts';

export interface CellOrder {
  readonly spec: RunSpec;
  /** Memory that this cell may take, in bytes. */
  readonly memoryBytes: number;
}

export type CellNews =
  | { readonly type: 'progress'; readonly progress: CellProgress }
  | { readonly type: 'ended'; readonly report: RunReport; readonly network: Uint8Array | null }
  /** The cell broke before there was even a report. */
  | { readonly type: 'broke'; readonly message: string };

const port = parentPort!;

port.once('message', async ({ spec, memoryBytes }: CellOrder) => {
  let position = { stage: 0, epoch: 0 };
  const tell = (news: CellNews) => port.postMessage(news);
  await execute(randomUUID(), spec, surroundings(memoryBytes), createControl(), (event) => {
    switch (event.type) {
      case 'epoch':
        position = { stage: event.row.stage, epoch: event.row.epoch };
        tell({ type: 'progress', progress: { ...position, etaSeconds: null } });
        break;
      case 'eta':
        tell({ type: 'progress', progress: { ...position, etaSeconds: event.totalSeconds } });
        break;
      case 'runFinished':
        tell({ type: 'ended', report: event.report, network: event.network });
        break;
      case 'runFailed':
        tell(
          event.report
            ? { type: 'ended', report: event.report, network: null }
            : { type: 'broke', message: event.message },
        );
        break;
      default:
      // All other events say nothing of a cell's progress or end.
    }
  });
});
