/** What panels ask of the state. */
import { hasReadoutStage } from '../../runs/constraint.ts';
import type { RunRecord } from '../../runs/record.ts';
import type { RunSpec } from '../../runs/spec.ts';
import type { Live } from './live.ts';
import type { WorkbenchState } from './state.ts';
import { useWorkbench } from './store.ts';

export function useShownRun(): RunRecord | null {
  return useWorkbench((state) => state.shown);
}

/** Live state of the run on screen; null when that one is over, even while another is under way. */
export function shownLive(state: Pick<WorkbenchState, 'live' | 'current' | 'shown'>): Live | null {
  return state.current !== null && state.current.id === state.shown?.id ? state.live : null;
}

export function useShownLive(): Live | null {
  return useWorkbench(shownLive);
}

/** Whether the run on screen is under way; unlike its live state this does not change with every batch. */
export function useIsLive(): boolean {
  return useWorkbench((state) => shownLive(state) !== null);
}

type Staged = Pick<RunRecord, 'layers'> & { readonly spec: RunSpec };

/** Names of the layers that the stages of a run convert, in order: the hidden ones, and the readout where asked for. */
export function stageLayers({ layers, spec }: Staged): string[] {
  const stages = hasReadoutStage(spec) ? layers : layers.slice(0, -1);
  return stages.map((layer) => layer.name);
}
