/** Settings that all spiking neurons of a network share. */

/**
 * The potential at which membranes start: `zero` is the paper's V₀ = 0 (counts floor), `half` is V₀
 * = ϑ/2 (counts round).
 */
export type InitialPotential = 'zero' | 'half';

/** Returns V₀ as a share of ϑ. */
export function initialShare(initialPotential: InitialPotential): number {
  return initialPotential === 'half' ? 0.5 : 0;
}

/**
 * The arrival of the first layer's bias: whole at t = 1 (§3.4) or in equal parts over the window
 * (released code).
 */
export type FirstLayerBias = 'firstStep' | 'spread';

export interface NeuronSettings {
  /** Ns, the size of the encoding time window in steps. */
  readonly timeSteps: number;
  readonly initialPotential: InitialPotential;
  /** Not used when the input comes at every step (dynamics.ts). */
  readonly firstLayerBias: FirstLayerBias;
}
