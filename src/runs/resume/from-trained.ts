/** Lets a run begin with the analog network that an earlier one has trained in the same way. */
import type { RunSpec } from '../spec/spec.ts';
import type { Resume } from './resume.ts';
import { ResumeError, readResume, writeResume } from './resume-file.ts';

/**
 * Returns the run `runId` at the end of a pre-training that another run computed. Its report has
 * the epochs and figures of that pre-training, and when it was begun anew. Throws
 * {@link ResumeError} when the other run had not just ended its pre-training.
 */
export function fromTrained({ progress, report }: Resume, runId: string, spec: RunSpec): Resume {
  if (progress.kind !== 'ann' || !report.ann || report.stages.length > 0)
    throw new ResumeError('it is no network at the end of its pre-training');
  const { resumed: _, ...kept } = report;
  const own = { ...kept, runId, spec, seed: spec.seed, startedAt: new Date().toISOString(), seconds: 0 };
  return readResume(writeResume(progress, own));
}
