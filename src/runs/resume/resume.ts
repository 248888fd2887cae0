/**
 * Defines what is kept of a run at the end of a stage, so that it can go on after it was cut off.
 */
import type { ResumePoint } from '../../engine/conversion/resume-point.ts';
import type { LayerValues } from '../../engine/layers/parameters.ts';
import type { Ends } from '../../engine/separation/ends.ts';
import type { StoredNetwork } from '../../exchange/network-file.ts';
import type { RunReport } from '../records/report.ts';

/** How far a run has come. The ends are those of a separator, left out of other networks. */
export type Progress =
  /** The analog network is trained, and the method has not ended a stage. */
  | { readonly kind: 'ann'; readonly layers: readonly LayerValues[]; readonly ends?: Ends | undefined }
  /** The method has stages to go. */
  | { readonly kind: 'stage'; readonly point: ResumePoint; readonly ends?: Ends | undefined }
  /** All stages have ended; only the test is to come. */
  | { readonly kind: 'network'; readonly network: StoredNetwork };

/** A run that was cut off, as far as it is kept. */
export interface Resume {
  readonly progress: Progress;
  /** The report up to there; its stages are those that have ended. */
  readonly report: RunReport;
  /** The file that holds all this (resume-file.ts). */
  readonly bytes: Uint8Array;
}

/** Says in words after what a run goes on. */
export function resumeWords({ ann, stages }: Pick<RunReport, 'ann' | 'stages'>): string {
  const last = stages.at(-1);
  if (last) return `after stage ${last.stage} (${last.layer})`;
  return ann ? 'after pre-training' : 'from the start';
}
