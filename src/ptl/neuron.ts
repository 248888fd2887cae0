/**
 * The integrate-and-fire neuron with reset by subtraction (paper Eq. 3–6, design §4.1).
 *
 * V[t] = V[t−1] + z[t] − ϑ·s[t−1] and s[t] = V[t] ≥ ϑ (equality fires), no lower clamp. V[t] is the potential before the
 * reset of its own spike, hence V₀ + Σz − ϑ·Σ_{t<Ns} s[t] = V[Ns]. A threshold of 0 marks a neuron that never fires.
 */
import * as tf from '@tensorflow/tfjs-core';
import { integrateAndFireName } from '../backends/kernels/spiking.ts';
import { hasKernel, runKernel } from '../backends/plain-kernel.ts';
import type { InitialPotential } from './spiking-network.ts';

/** State between steps: the potential after the last spike's reset, `[…, C]`. Explicit, never hidden. */
export interface NeuronState {
  readonly potential: tf.Tensor;
}

/** ϑ `[1]` or `[C]`; 0 never fires. */
export interface NeuronParameters {
  readonly threshold: tf.Tensor1D;
}

export interface NeuronStep {
  /** s[t], 0 or 1, `[…, C]`. */
  readonly spikes: tf.Tensor;
  /** V[t], before the reset of this step's own spike. */
  readonly membranePotential: tf.Tensor;
  readonly state: NeuronState;
}

/** V₀ as a share of ϑ. */
export function initialShare(initialPotential: InitialPotential): number {
  return initialPotential === 'half' ? 0.5 : 0;
}

/** The state before the first step for a current of `shape` `[…, C]`. */
export function initialState(
  shape: number[],
  parameters: NeuronParameters,
  initialPotential: InitialPotential,
): NeuronState {
  const start = tf.mul(parameters.threshold, initialShare(initialPotential));
  return { potential: tf.add(tf.zeros(shape), start) };
}

/** One time step for an input current z[t] `[…, C]`. Pure: returns the new state. */
export function step(input: tf.Tensor, state: NeuronState, parameters: NeuronParameters): NeuronStep {
  const { threshold } = parameters;
  const membranePotential = tf.add(state.potential, input);
  const fires = tf.logicalAnd(tf.greaterEqual(membranePotential, threshold), tf.greater(threshold, 0));
  const spikes = tf.cast(fires, 'float32');
  return {
    spikes,
    membranePotential,
    state: { potential: tf.sub(membranePotential, tf.mul(spikes, threshold)) },
  };
}

export interface Window {
  /** Ns, in steps. */
  readonly timeSteps: number;
  readonly initialPotential: InitialPotential;
}

/** What neurons did over a window. */
export type SpikeResponse = {
  /** Packed or plain, see packed-spikes.ts. */
  readonly spikes: tf.Tensor;
  /** The sum over time (Eq. 6), `[…, C]`. */
  readonly spikeCount: tf.Tensor;
  /** Accumulates per image, int32 `[N]`, counted as they happened; only where the layer ran event-driven. */
  readonly operations?: tf.Tensor;
};

/**
 * Runs neurons over the window. `current` `[S, …, C]` with S ≤ Ns: steps after S receive none of it. `injected` `[C]` is
 * added at every step (Eq. 3). One fused kernel where the backend has it, else {@link step} Ns times; both round to
 * float32 in the same order.
 */
export function integrateAndFire(
  current: tf.Tensor,
  injected: tf.Tensor1D,
  parameters: NeuronParameters,
  window: Window,
): SpikeResponse {
  const { timeSteps, initialPotential } = window;
  if (hasKernel(integrateAndFireName)) {
    const [spikes, spikeCount] = runKernel(
      integrateAndFireName,
      { current, injected, threshold: parameters.threshold },
      { timeSteps, initialShare: initialShare(initialPotential) },
    );
    return { spikes: spikes!, spikeCount: spikeCount! };
  }
  return composed(current, injected, parameters, window);
}

/** The same from {@link step}, for backends without the kernel; its spikes are a plain train. */
export function composed(
  current: tf.Tensor,
  injected: tf.Tensor1D,
  parameters: NeuronParameters,
  { timeSteps, initialPotential }: Window,
): SpikeResponse {
  return tf.tidy(() => {
    const rest = current.shape.slice(1);
    const steps = current.shape[0] as number;
    const currents = tf.unstack(current);
    let state = initialState(rest, parameters, initialPotential);
    const train: tf.Tensor[] = [];
    let spikeCount: tf.Tensor = tf.zeros(rest);
    for (let t = 0; t < timeSteps; t++) {
      const input = t < steps ? tf.add(currents[t]!, injected) : tf.add(tf.zeros(rest), injected);
      const result = step(input, state, parameters);
      train.push(result.spikes);
      // Not tf.sum over the train: over an axis of one it frees the train itself on webgpu (tfjs 4.22).
      spikeCount = tf.add(spikeCount, result.spikes);
      state = result.state;
    }
    return { spikes: tf.stack(train), spikeCount };
  });
}
