/**
 * One attempt at a run. It ends with the run, or with the loss of its GPU: then another attempt
 * goes on from what this one kept last, in memory, or begins again.
 */
import type { RunSink } from '../records/events.ts';
import { applyLive, type Live, newLive } from '../records/live.ts';
import type { RunReport } from '../records/report.ts';
import type { Resume } from '../resume/resume.ts';
import { readResume } from '../resume/resume-file.ts';
import type { RunSpec } from '../spec/spec.ts';
import { createJournal, type Journal } from './journal.ts';
import type { KeepFile } from './keeper.ts';
import type { Surroundings } from './surroundings.ts';

export interface Beginning {
  /** What was kept of the run; null when it begins at its start. */
  readonly resume: Resume | null;
  /** The report of the run up to there; null when nothing of it is known. */
  readonly report: RunReport | null;
  /** The words of the loss after which it begins; null where there was none. */
  readonly warning: string | null;
}

export interface Attempt {
  readonly resume: Resume | null;
  readonly journal: Journal;
  /** Keeps files as the surroundings do, and the last of them in memory for the next attempt. */
  readonly keep: KeepFile;
  /**
   * Ends the attempt: nothing more is told of it, and nothing kept. Returns its `place` when the
   * GPU was lost, in words.
   */
  cut(): { readonly place: string; readonly next: Omit<Beginning, 'warning'> };
}

export function beginAttempt(
  runId: string,
  spec: RunSpec,
  surroundings: Pick<Surroundings, 'keep' | 'known'>,
  sink: RunSink,
  begin: Beginning,
): Attempt {
  let isCut = false;
  let live = newLive(spec.patience);
  let last: Uint8Array<ArrayBuffer> | null = null;
  const own: RunSink = (event) => {
    if (isCut) return;
    live = applyLive(live, event, 0);
    sink(event);
  };
  const journal = createJournal(runId, spec, own, surroundings.known, begin.report);
  if (begin.warning) journal.warn(begin.warning);
  return {
    resume: begin.resume,
    journal,
    keep: async (file) => {
      if (isCut) return;
      // Whoever keeps it may be given the bytes for good.
      last = surroundings.keep ? file.bytes.slice() : file.bytes;
      await surroundings.keep?.(file);
    },
    cut: () => {
      isCut = true;
      return { place: placeWords(live, spec), next: nextBeginning(last, journal, begin) };
    },
  };
}

function nextBeginning(
  last: Uint8Array | null,
  journal: Journal,
  { resume, report, warning }: Beginning,
): Omit<Beginning, 'warning'> {
  if (last) {
    const kept = readResume(last);
    return { resume: kept, report: kept.report };
  }
  const { resumed, ...now } = journal.report('stopped', null);
  const known = report ?? { ...now, ann: null, stages: [], epochs: [], seconds: 0, warnings: [] };
  // What was told of the losses before this one stays true.
  const warnings = [...known.warnings, ...(warning ? [warning] : [])];
  return { resume, report: { ...known, warnings, ...(resumed ? { resumed } : {}) } };
}

function placeWords({ annReady, stage, layer, ended }: Live, { start }: RunSpec): string {
  if (stage === 0) return start === 'scratch' && !annReady ? 'in pre-training' : 'before stage 1';
  return `${ended ? 'after' : 'in'} stage ${stage} (${layer})`;
}
