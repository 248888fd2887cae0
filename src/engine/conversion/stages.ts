/** Decides which layers have a stage of their own, and names a stage of all of them. */

/** The layer name in reports of the only stage of a method that trains everything at once. */
export const allLayers = 'all layers';

/**
 * Returns whether the readout has a stage of its own: because it was requested, or because hardware
 * limits apply to it too (design §4.3).
 */
export function hasReadoutStage(asked: boolean, limited: boolean): boolean {
  return asked || limited;
}

/**
 * Returns the layers with a stage each, in order: all layers, without the readout (the last) if it
 * has none.
 */
export function stagedLayers<Layer>(layers: readonly Layer[], readoutStage: boolean): readonly Layer[] {
  return readoutStage ? layers : layers.slice(0, -1);
}
