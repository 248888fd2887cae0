/**
 * Checks that a run which was cut off finds what it began with, and takes up what was kept of it.
 */
import type { LayerValues } from '../../engine/layers/parameters.ts';
import type { Ends } from '../../engine/separation/ends.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import type { Progress, Resume } from '../resume/resume.ts';
import { ResumeError } from '../resume/resume-file.ts';
import type { BuiltNetwork, LoadedExamples } from './materials.ts';

/**
 * Throws {@link ResumeError} when the examples or the pre-trained network are not those with which
 * the run began: it would go on to a result of neither.
 */
export function checkSame(
  { report }: Resume,
  { name, sha256 }: Pick<LoadedExamples, 'name' | 'sha256'>,
  { checkpoint }: Pick<BuiltNetwork, 'checkpoint'>,
): void {
  const changed = (what: string) =>
    new ResumeError(`${what} changed since the run was cut off; start the run again`);
  if ((report.data.sha256 ?? null) !== sha256) throw changed(`The examples of ${name} have`);
  if (report.checkpoint?.sha256 !== checkpoint?.sha256)
    throw changed(`The pre-trained network ${checkpoint?.file ?? 'of the run'} has`);
}

/** Returns the analog ends with which a run goes on; they stay as pre-training left them. */
export function keptEnds(progress: Progress): Ends | undefined {
  switch (progress.kind) {
    case 'ann':
    case 'stage':
      return progress.ends;
    case 'network':
      return progress.network.ends;
    default:
      return unknownKind(progress);
  }
}

/** Returns the parameters with which a run goes on; `first` are those that it began with. */
export function keptValues(progress: Progress, first: readonly LayerValues[]): readonly LayerValues[] {
  switch (progress.kind) {
    case 'ann':
      return progress.layers;
    case 'stage':
      return progress.point.layers;
    case 'network':
      // The network is finished, and nothing more is learnt.
      return first;
    default:
      return unknownKind(progress);
  }
}
