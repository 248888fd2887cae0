/**
 * The data of a run, finished or under way, that the stage inspector shows, and how it finds the
 * layer to show.
 */
import type { Layer } from '../../../networks/layer.ts';
import type { NetworkOrigin } from '../../../runs/inspection/simulation.ts';
import type { LayerFinding } from '../../../runs/inspection/verdict.ts';
import type { LayerDiagnostics, RunReport, StageReport } from '../../../runs/records/report.ts';
import { recipeOf } from '../../../runs/spec/methods/registry.ts';
import { allLayers } from '../../../runs/spec/methods/stages.ts';
import type { RunSpec } from '../../../runs/spec/spec.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';

export interface InspectedRun {
  readonly spec: UntunedSettings & NetworkOrigin & Pick<RunSpec, 'method'>;
  /** All layers; the readout is the last. */
  readonly layers: readonly Layer[];
  readonly stages: readonly StageReport[];
  readonly report: Pick<RunReport, 'runId' | 'ann' | 'cost' | 'snn' | 'data'> | null;
  /**
   * Measurements before any run: the shipped network just converted, every hidden layer at once.
   */
  readonly untuned?: readonly { readonly layer: string; readonly diagnostics: LayerDiagnostics }[];
}

/** The stage being tuned now, from its `stageBegan` event. */
export interface LiveStage {
  readonly layer: string | null;
  readonly diagnostics: LayerDiagnostics | null;
}

export type LayerState = 'analog' | 'learning' | 'spiking' | 'output' | 'untuned';

export interface Subject {
  readonly layer: string;
  readonly state: LayerState;
  readonly stage: StageReport | null;
  /** Measured when its stage began; `after` on the weights that were kept. */
  readonly before: LayerDiagnostics | null;
  readonly after: LayerDiagnostics | null;
}

export function stateOf(run: InspectedRun, live: LiveStage | null, layer: string): LayerState {
  if (live?.layer === layer || live?.layer === allLayers) return 'learning';
  if (run.layers.at(-1)?.name === layer) return 'output';
  if (together(run)) return run.stages.length > 0 || run.report?.cost ? 'spiking' : 'analog';
  if (untunedOf(run, layer)) return 'untuned';
  return run.stages.some((stage) => stage.layer === layer) ? 'spiking' : 'analog';
}

/** Returns true for a method that has no stage per layer. */
export function together({ spec }: Pick<InspectedRun, 'spec'>): boolean {
  return recipeOf(spec.method).stages !== 'layers';
}

function untunedOf({ untuned }: InspectedRun, layer: string): LayerDiagnostics | null {
  return untuned?.find((finding) => finding.layer === layer)?.diagnostics ?? null;
}

/** Returns the newest measurements of every hidden layer that has any, in order. */
export function findingsOf(run: InspectedRun, live: LiveStage | null): LayerFinding[] {
  return run.layers.flatMap(({ name }) => {
    const subject = findSubject(run, live, name);
    const diagnostics = subject?.after ?? subject?.before;
    return diagnostics ? [{ layer: name, diagnostics }] : [];
  });
}

/**
 * Returns the layer asked for; without one the layer that is trained now, else the one converted
 * last.
 */
export function findSubject(
  run: InspectedRun | null,
  live: LiveStage | null,
  layerName: string | null,
): Subject | null {
  if (!run) return null;
  const own = together(run) ? undefined : (live?.layer ?? run.stages.at(-1)?.layer);
  const layer = layerName ?? own ?? run.layers[0]?.name;
  if (!layer) return null;
  const stage = run.stages.find((report) => report.layer === layer) ?? null;
  const state = stateOf(run, live, layer);
  const before = stage?.before ?? (live?.layer === layer ? live.diagnostics : untunedOf(run, layer));
  return { layer, state, stage, before, after: stage?.after ?? null };
}
