/** Runs one cell of a sweep in a thread: tfjs's state is global, so no two runs share a thread. */
import { randomUUID } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { createControl } from '../../src/runs/execution/control.ts';
import { execute } from '../../src/runs/execution/execute.ts';
import type { RunSink } from '../../src/runs/records/events.ts';
import type { RunReport } from '../../src/runs/records/report.ts';
import type { Resume } from '../../src/runs/resume/resume.ts';
import { ResumeError } from '../../src/runs/resume/resume-file.ts';
import { fields } from '../../src/runs/spec/fields.ts';
import { differingFields, type RunSpec } from '../../src/runs/spec/spec.ts';
import type { CellProgress } from '../../src/runs/sweep/sweep.ts';
import { offerKept } from '../files/offer-kept.ts';
import { keeperIn, resumeIn } from '../files/resume-file.ts';
import { keepingTrained, trainedBefore } from '../files/trained.ts';
import { surroundings } from '../surroundings.ts';

export interface CellOrder {
  readonly spec: RunSpec;
  /** The folder of the cell, which keeps it in case that it is cut off. */
  readonly folder: string;
  /** Memory that this cell may take, in bytes. */
  readonly memoryBytes: number;
}

export type CellNews =
  | { readonly type: 'progress'; readonly progress: CellProgress }
  /** Something that a person should know. */
  | { readonly type: 'notice'; readonly message: string }
  | { readonly type: 'ended'; readonly report: RunReport; readonly network: Uint8Array | null }
  /** The cell broke before there was even a report. */
  | { readonly type: 'broke'; readonly message: string };

const port = parentPort!;

port.once('message', async ({ spec, folder, memoryBytes }: CellOrder) => {
  await offerKept();
  let position = { stage: 0, epoch: 0 };
  const tell = (news: CellNews) => port.postMessage(news);
  const resume = await keptOf(spec, folder, (message) => tell({ type: 'notice', message }));
  const runId = resume?.report.runId ?? randomUUID();
  const begin = resume ?? (await trainedBefore(spec, runId));
  const around = surroundings(keepingTrained(spec, keeperIn(folder)), memoryBytes);
  const sink: RunSink = (event) => {
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
  };
  await execute(runId, spec, around, createControl(), sink, begin);
});

/**
 * Returns what was kept of a cell, or null when it begins; says why when what there is is no use.
 */
async function keptOf(spec: RunSpec, folder: string, say: (message: string) => void): Promise<Resume | null> {
  try {
    const resume = await resumeIn(folder);
    const differing = resume ? differingFields(resume.report.spec, spec) : [];
    if (!resume || differing.every((name) => fields[name].group === 'machine')) return resume;
    throw new ResumeError(`what was kept of it had other settings (${differing.join(', ')})`);
  } catch (error) {
    if (!(error instanceof ResumeError)) throw error;
    say(`begins anew: ${error.message}`);
    return null;
  }
}
