/** What the stage inspector needs of a run, finished or under way, and how it finds the layer to show. */
import type { Layer } from '../../ptl/layer.ts';
import type { InitialPotential } from '../../ptl/spiking-network.ts';
import type { LayerDiagnostics, NetworkCost, StageReport } from '../../runs/report.ts';

export interface InspectedRun {
  readonly spec: { readonly timeSteps: number; readonly initialPotential: InitialPotential };
  /** The readout is the last. */
  readonly layers: readonly Layer[];
  readonly stages: readonly StageReport[];
  readonly report: { readonly cost: NetworkCost | null } | null;
}

/** The stage being tuned now, from its `stageBegan` event. */
export interface LiveStage {
  readonly layer: string | null;
  readonly diagnostics: LayerDiagnostics | null;
}

export type LayerState = 'analog' | 'learning' | 'spiking' | 'output';

export interface Subject {
  readonly layer: string;
  readonly state: LayerState;
  readonly stage: StageReport | null;
  /** Measured when its stage began, and on the weights that were kept. */
  readonly before: LayerDiagnostics | null;
  readonly after: LayerDiagnostics | null;
}

export function stateOf(run: InspectedRun, live: LiveStage | null, layer: string): LayerState {
  if (live?.layer === layer) return 'learning';
  if (run.layers.at(-1)?.name === layer) return 'output';
  return run.stages.some((stage) => stage.layer === layer) ? 'spiking' : 'analog';
}

/** The layer asked for; without one the layer that learns now, else the one converted last. */
export function findSubject(
  run: InspectedRun | null,
  live: LiveStage | null,
  layerName: string | null,
): Subject | null {
  if (!run) return null;
  const layer = layerName ?? live?.layer ?? run.stages.at(-1)?.layer ?? run.layers[0]?.name;
  if (!layer) return null;
  const stage = run.stages.find((report) => report.layer === layer) ?? null;
  const state = stateOf(run, live, layer);
  const before = stage?.before ?? (live?.layer === layer ? live.diagnostics : null);
  return { layer, state, stage, before, after: stage?.after ?? null };
}
