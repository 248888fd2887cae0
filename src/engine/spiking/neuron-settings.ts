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

/**
 * When a neuron fires: in the step in which its potential reaches ϑ (`immediate`, Eq. 5), or only
 * after it has collected its whole input window (`window`), in a second window while its
 * successors collect. Then U = V₀ + Σz before the first spike, and a neuron's count is
 * clip(⌊(V₀ + Σz) / ϑ⌋, 0, Ns), in whatever order its input came.
 */
export type Firing = 'immediate' | 'window';

export interface NeuronSettings {
  /** Ns, the size of the encoding time window in steps. */
  readonly timeSteps: number;
  readonly initialPotential: InitialPotential;
  /** Not used when the input comes at every step (dynamics.ts). */
  readonly firstLayerBias: FirstLayerBias;
  /** Left out, neurons fire immediately. */
  readonly firing?: Firing | undefined;
}

/** Returns the firing as a record of a network has it: left out where neurons fire at once. */
export function recordedFiring({ firing }: Pick<NeuronSettings, 'firing'>): { readonly firing?: 'window' } {
  return firing === 'window' ? { firing } : {};
}

/** Returns whether neurons collect their whole window before they fire. */
export function firesAfterWindow({ firing }: Pick<NeuronSettings, 'firing'>): boolean {
  return firing === 'window';
}
