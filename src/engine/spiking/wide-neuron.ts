/**
 * Neurons whose spikes are not only 0 or 1: signed and graded ones (dynamics.ts). Their trains are
 * plain tensors on every backend, float32 `[steps, N, …]` of whole numbers, and every operation is
 * one of tfjs, rounded to float32; so a train is the same on every backend.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../../networks/layer.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { synapticCurrent } from '../layers/synapse.ts';
import { type Spikes, settlingSteps } from './dynamics.ts';
import { type InitialPotential, initialShare } from './neuron-settings.ts';
import { trainOf } from './packed-spikes.ts';

export interface WideNeurons {
  /** ϑ, `[1]` or `[C]`; a ϑ of 0 never fires. */
  readonly threshold: tf.Tensor1D;
  readonly spikes: Spikes;
  /** Ns, the steps with input; signed spikes have settling steps behind them. */
  readonly timeSteps: number;
  readonly initialPotential: InitialPotential;
}

/** A ϑ that is never reached; 0 times it is 0. */
const never = 3e38;

/** The state between steps, `[…, C]`. */
interface WideState {
  /** U, the potential after the last spikes. */
  readonly potential: tf.Tensor;
  /** N, the sum of the spikes so far. */
  readonly count: tf.Tensor;
}

/** The spikes of a window. */
export type WideResponse = {
  /** The train, `[steps, …, C]`. */
  readonly spikes: tf.Tensor;
  /** Σs, `[…, C]`. */
  readonly spikeCount: tf.Tensor;
  /** Σ|s|, what the spikes cost, `[…, C]`. */
  readonly sent: tf.Tensor;
};

/**
 * Returns the spikes at V[t] `[…, C]`. `theta` is ϑ in the same shape, as comparisons of tensors of
 * other shapes are slow.
 */
function spikesAt(
  v: tf.Tensor,
  count: tf.Tensor,
  theta: tf.Tensor,
  { spikes, timeSteps }: WideNeurons,
): tf.Tensor {
  const where = (condition: tf.Tensor) => tf.cast(condition, 'float32');
  switch (spikes.kind) {
    case 'signed': {
      const more = tf.logicalAnd(tf.greaterEqual(v, theta), tf.less(count, timeSteps));
      const back = tf.logicalAnd(tf.less(v, 0), tf.greaterEqual(count, 1));
      return tf.sub(where(more), where(back));
    }
    case 'graded': {
      // The quotient is rounded to the nearest and then corrected: it may be off in the last digit,
      // and would be a whole spike off just below a multiple of ϑ.
      const nearest = tf.round(tf.div(v, theta));
      const whole = tf.sub(nearest, where(tf.less(v, tf.mul(nearest, theta))));
      return tf.clipByValue(whole, 0, spikes.levels);
    }
    default:
      return unknownKind(spikes);
  }
}

/**
 * Runs neurons of `shape` `[N, …, C]` through a window and the steps behind it; `currentAt(t)` is
 * z[t], t from 0, or null where nothing comes. Call inside a tidy.
 */
export function runWide(
  currentAt: (t: number) => tf.Tensor | null,
  shape: readonly number[],
  neurons: WideNeurons,
): WideResponse {
  const { threshold, timeSteps, spikes, initialPotential } = neurons;
  const nothing = tf.zeros([...shape]);
  const start = tf.mul(threshold, initialShare(initialPotential));
  const reached = tf.where(tf.greater(threshold, 0), threshold, tf.fill(threshold.shape, never));
  const theta = tf.add(nothing, reached);
  let state: WideState = { potential: tf.add(nothing, start), count: nothing };
  let sent: tf.Tensor = nothing;
  const train: tf.Tensor[] = [];
  for (let t = 0; t < timeSteps + settlingSteps(spikes); t++) {
    const next = tf.tidy(() => {
      const { potential, count } = state;
      const v = tf.add(potential, currentAt(t) ?? nothing);
      const made = spikesAt(v, count, theta, neurons);
      return {
        spikes: made,
        potential: tf.sub(v, tf.mul(made, theta)),
        count: tf.add(count, made),
        sent: tf.add(sent, tf.abs(made)),
      };
    });
    train.push(next.spikes);
    if (t > 0) tf.dispose([state.potential, state.count, sent]);
    state = next;
    sent = next.sent;
  }
  return { spikes: tf.stack(train), spikeCount: state.count, sent };
}

/**
 * Runs neurons that are driven by `spikes` of `[N, …]` neurons through `weight`: plain trains, or
 * packed ones of the input. `injected` `[C]` comes at each step of the window, and none of it
 * behind. Call inside a tidy.
 */
export function respondWide(
  layer: Layer,
  spikes: tf.Tensor,
  weight: tf.Tensor,
  injected: tf.Tensor1D,
  shape: readonly number[],
  neurons: WideNeurons,
): WideResponse {
  const { timeSteps } = neurons;
  const train = tf.unstack(trainOf(spikes, timeSteps));
  const currentAt = (t: number) => {
    const arrived = train[t];
    if (!arrived) return null;
    const current = synapticCurrent(layer, arrived, weight);
    return t < timeSteps ? tf.add(current, injected) : current;
  };
  return runWide(currentAt, shape, neurons);
}
