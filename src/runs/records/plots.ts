/**
 * Takes the points of the activation-versus-count plots out of a run, and puts them back. They are
 * nine tenths of a record, and no list of runs shows them.
 */
import type { LayerDiagnostics } from '../../engine/diagnosis/diagnostics.ts';
import type { StageReport } from './report.ts';
import type { RunSummary } from './run-store.ts';

/** The points of one plot. */
export type Points = Pick<LayerDiagnostics, 'activations' | 'counts'>;

const none: Points = { activations: new Float32Array(0), counts: new Float32Array(0) };

/**
 * Returns the run with its diagnostics replaced: those of its stages, before and after, and those
 * of its report's stages, where these are not the same objects. What was shared stays shared.
 */
function withDiagnostics(
  run: RunSummary,
  replace: (diagnostics: LayerDiagnostics) => LayerDiagnostics,
): RunSummary {
  const seen = new Map<StageReport, StageReport>();
  const stageWith = (stage: StageReport): StageReport => {
    const known = seen.get(stage);
    if (known) return known;
    const { before, after } = stage;
    const made = { ...stage, before: before && replace(before), after: after && replace(after) };
    seen.set(stage, made);
    return made;
  };
  const { report } = run;
  const stages = run.stages.map(stageWith);
  return { ...run, stages, report: report && { ...report, stages: report.stages.map(stageWith) } };
}

/** Takes the points out of a run; `points` are in the order in which they were found. */
export function withoutPoints(run: RunSummary): { light: RunSummary; points: readonly Points[] } {
  const points: Points[] = [];
  const light = withDiagnostics(run, (diagnostics) => {
    const { activations, counts } = diagnostics;
    points.push({ activations, counts });
    return { ...diagnostics, ...none };
  });
  return { light, points };
}

const isPoints = (value: unknown): value is Points => {
  const { activations, counts } = (value ?? {}) as Partial<Points>;
  return (
    activations instanceof Float32Array &&
    counts instanceof Float32Array &&
    activations.length === counts.length
  );
};

/** Puts points back where they were taken from; where some are damaged, their plot stays empty. */
export function withPoints(light: RunSummary, points: unknown): RunSummary {
  if (!Array.isArray(points) || points.length === 0) return light;
  let at = 0;
  return withDiagnostics(light, (diagnostics) => {
    const found: unknown = points[at++];
    // A run that an older page has written beside this one has them still.
    const own = diagnostics.activations.length > 0;
    return isPoints(found) && !own ? { ...diagnostics, ...found } : diagnostics;
  });
}
