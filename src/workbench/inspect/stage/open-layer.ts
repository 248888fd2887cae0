/**
 * The layer that is open in the stage inspector, for parts of the page that speak of a real layer
 * without inspecting one.
 */
import { create } from 'zustand';
import type { LayerDiagnostics } from '../../../engine/diagnosis/diagnostics.ts';

export interface OpenLayer {
  readonly name: string;
  /** The network and settings that it was measured with (origin.ts, clients/source.ts). */
  readonly key: string;
  /** Measured when its conversion began. */
  readonly diagnostics: LayerDiagnostics;
}

/** The layer as it was opened last; null until one with measurements has been open. */
export const useOpenLayer = create<{ readonly layer: OpenLayer | null }>()(() => ({ layer: null }));

/** Notes that this layer is open. */
export function noteOpenLayer(layer: OpenLayer): void {
  useOpenLayer.setState({ layer });
}
