/**
 * The integrate-and-fire neuron with reset by subtraction (paper Eq. 3–6, design §4.1), or leaky,
 * or reset to zero (dynamics.ts).
 *
 * V[t] = V[t−1] + z[t] − ϑ·s[t−1] and s[t] = V[t] ≥ ϑ (equality fires), no lower clamp. V[t] is the
 * potential before the reset of its own spike, hence V₀ + Σz − ϑ·Σ_{t<Ns} s[t] = V[Ns]. A threshold
 * of 0 marks a neuron that never fires.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  integrateAndFireName,
  type NeuronAttributes,
  windowPieceName,
} from '../../backends/kernels/spiking/contract.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';
import { type InitialPotential, initialShare } from './neuron-settings.ts';

/**
 * The state between steps: the potential after the last spike's reset, `[…, C]`. It is explicit,
 * never hidden.
 */
export interface NeuronState {
  readonly potential: tf.Tensor;
}

/**
 * Parameters of neurons. ϑ is `[1]` or `[C]`; a ϑ of 0 never fires. Leak and reset are the paper's
 * by default.
 */
export interface NeuronParameters extends NeuronAttributes {
  readonly threshold: tf.Tensor1D;
}

export interface NeuronStep {
  /** Spikes s[t], 0 or 1, `[…, C]`. */
  readonly spikes: tf.Tensor;
  /** Potential V[t], before the reset of this step's own spike. */
  readonly membranePotential: tf.Tensor;
  readonly state: NeuronState;
}

/** Returns the state before the first step for a current of `shape` `[…, C]`. */
export function initialState(
  shape: number[],
  parameters: Pick<NeuronParameters, 'threshold'>,
  initialPotential: InitialPotential,
): NeuronState {
  const start = tf.mul(parameters.threshold, initialShare(initialPotential));
  return { potential: tf.add(tf.zeros(shape), start) };
}

/** Computes one time step for an input current z[t] `[…, C]`. Pure: returns the new state. */
export function step(input: tf.Tensor, state: NeuronState, parameters: NeuronParameters): NeuronStep {
  const { threshold, leak = 1, reset } = parameters;
  const kept = leak === 1 ? state.potential : tf.mul(state.potential, leak);
  const membranePotential = tf.add(kept, input);
  const fires = tf.logicalAnd(tf.greaterEqual(membranePotential, threshold), tf.greater(threshold, 0));
  const spikes = tf.cast(fires, 'float32');
  return {
    spikes,
    membranePotential,
    state: {
      potential: tf.sub(membranePotential, tf.mul(spikes, reset === 'hard' ? membranePotential : threshold)),
    },
  };
}

export interface Window {
  /** Ns, the number of steps. */
  readonly timeSteps: number;
  readonly initialPotential: InitialPotential;
  /** Whether the current, given for one step only, comes at every step. */
  readonly held?: boolean;
}

/** The response of neurons over a window. */
export type SpikeResponse = {
  /** Spikes, packed or plain (see packed-spikes.ts). */
  readonly spikes: tf.Tensor;
  /** Spike counts, the sum over time (Eq. 6), `[…, C]`. */
  readonly spikeCount: tf.Tensor;
  /**
   * Accumulates per image, int32 `[N]`, counted as they happened; only present when the layer ran
   * event-driven.
   */
  readonly operations?: tf.Tensor;
  /** Σ|s| `[…, C]`; only present where spikes are not 0 or 1, and it may not be the count. */
  readonly sent?: tf.Tensor;
};

/**
 * Runs neurons over the window. `current` is `[S, …, C]` with S ≤ Ns: steps after S receive none of
 * it, unless it is held. `injected` `[C]` is added at every step (Eq. 3). Uses one fused kernel if
 * the backend has it, otherwise {@link step} Ns times; both round to float32 in the same order.
 */
export function integrateAndFire(
  current: tf.Tensor,
  injected: tf.Tensor1D,
  parameters: NeuronParameters,
  window: Window,
): SpikeResponse {
  const { timeSteps, initialPotential, held = false } = window;
  if (hasKernel(integrateAndFireName)) {
    const { threshold, leak, reset } = parameters;
    const [spikes, spikeCount] = runKernel(
      integrateAndFireName,
      { current, injected, threshold },
      { timeSteps, initialShare: initialShare(initialPotential), leak, reset, held },
    );
    return { spikes: spikes!, spikeCount: spikeCount! };
  }
  return composed(current, injected, parameters, window);
}

/**
 * Computes the same from {@link step}, for backends without the kernel; its spikes are a plain
 * train.
 */
export function composed(
  current: tf.Tensor,
  injected: tf.Tensor1D,
  parameters: NeuronParameters,
  { timeSteps, initialPotential, held = false }: Window,
): SpikeResponse {
  return tf.tidy(() => {
    const rest = current.shape.slice(1);
    const steps = current.shape[0] as number;
    const currents = tf.unstack(current);
    const currentAt = (t: number) => (held ? currents[0]! : t < steps ? currents[t]! : tf.zeros(rest));
    const start = initialState(rest, parameters, initialPotential);
    const { spikes, spikeCount } = through(timeSteps, currentAt, injected, parameters, start);
    return { spikes, spikeCount };
  });
}

/** Runs {@link step} `timeSteps` times. */
function through(
  timeSteps: number,
  currentAt: (t: number) => tf.Tensor,
  injected: tf.Tensor1D,
  parameters: NeuronParameters,
  start: NeuronState,
): PieceResponse {
  let state = start;
  const train: tf.Tensor[] = [];
  let spikeCount: tf.Tensor = tf.zerosLike(start.potential);
  for (let t = 0; t < timeSteps; t++) {
    const result = step(tf.add(currentAt(t), injected), state, parameters);
    train.push(result.spikes);
    // Not tf.sum over the train: over an axis of one it frees the train itself on webgpu (tfjs
    // 4.22).
    spikeCount = tf.add(spikeCount, result.spikes);
    state = result.state;
  }
  return { spikes: tf.stack(train), spikeCount, potential: state.potential };
}

/** The response of neurons over a piece of a window, and their state at its end. */
export type PieceResponse = SpikeResponse & { readonly potential: tf.Tensor };

/** Runs neurons over a piece of a window, from `state` on, through a current `[S, …, C]`. */
export function integratePiece(
  current: tf.Tensor,
  injected: tf.Tensor1D,
  parameters: NeuronParameters,
  state: NeuronState,
): PieceResponse {
  const timeSteps = current.shape[0]!;
  if (hasKernel(windowPieceName)) {
    const { threshold, leak, reset } = parameters;
    const inputs = { current, injected, threshold, potential: state.potential };
    const [spikes, spikeCount, potential] = runKernel(windowPieceName, inputs, { timeSteps, leak, reset });
    return { spikes: spikes!, spikeCount: spikeCount!, potential: potential! };
  }
  return tf.tidy(() => {
    const currents = tf.unstack(current);
    return through(timeSteps, (t) => currents[t]!, injected, parameters, state);
  });
}
