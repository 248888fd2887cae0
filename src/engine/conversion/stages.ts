/** Which layers have a stage of their own, and what a stage of all of them is called. */

/** What the one stage of a method that trains everything at once names as its layer. */
export const allLayers = 'all layers';

/**
 * Whether the readout has a stage of its own: asked for, or needed since hardware limits hold for
 * it too (design §4.3).
 */
export function hasReadoutStage(asked: boolean, limited: boolean): boolean {
  return asked || limited;
}

/** The layers with a stage each, in order: all but perhaps the readout, which is the last. */
export function stagedLayers<Layer>(layers: readonly Layer[], readoutStage: boolean): readonly Layer[] {
  return readoutStage ? layers : layers.slice(0, -1);
}
