/**
 * Spiking neurons that a gradient can pass (Wu et al. 2018, spatio-temporal backpropagation;
 * Neftci, Mostafa and Zenke 2019). In the forward pass they fire; in the backward pass the
 * derivative of a spike is a {@link SurrogateShape}, through the synapses and through time.
 *
 * V[t] = λ·U[t−1] + z[t], s[t] = V[t] ≥ ϑ, U[t] = V[t] − ϑ·s[t] (soft reset) or V[t]·(1 − s[t])
 * (hard), ∂s/∂V = h((V − ϑ)/ϑ)/ϑ. The reset is differentiated too, as Wu et al. do, and not
 * detached. For integrate-and-fire neurons under a held current z the rectangle of width 1 then
 * gives ∂count/∂z = t/ϑ, where t is the last step at which V was near ϑ. This is how the count
 * really changes; a detached reset would give some T/2 times that.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  type SurrogateAttributes,
  type SurrogateShape,
  surrogateNeuronsGradName,
  surrogateNeuronsName,
} from '../../../backends/kernels/surrogate/contract.ts';
import { hasKernel, runKernel } from '../../../backends/plain-kernel.ts';
import type { InitialPotential } from '../../spiking/neuron-settings.ts';
import { initialShare } from '../../spiking/neuron-settings.ts';

export type { SurrogateShape };

export interface SurrogateNeurons {
  /** T, the number of steps. */
  readonly timeSteps: number;
  readonly initialPotential: InitialPotential;
  /** λ in (0, 1]; 1 is integrate-and-fire. */
  readonly leak: number;
  readonly reset: 'soft' | 'hard';
  readonly surrogateShape: SurrogateShape;
  /** w > 0, in units of ϑ: each shape is 1/w high and has area 1. */
  readonly surrogateWidth: number;
}

/**
 * Returns the spikes `[T, N, …, C]` of neurons under `current` `[S, N, …, C]`, where S = T, or 1
 * for a current that is held over the window. `threshold` is `[1]` or `[C]`; a threshold of 0 never
 * fires. Differentiable in the current. Fused if the backend has the kernels.
 */
export function surrogateSpikes(
  current: tf.Tensor,
  threshold: tf.Tensor1D,
  neurons: SurrogateNeurons,
): tf.Tensor {
  if (!hasKernel(surrogateNeuronsName)) return composedSpikes(current, threshold, neurons);
  const attributes: SurrogateAttributes = {
    timeSteps: neurons.timeSteps,
    leak: neurons.leak,
    reset: neurons.reset,
    initialShare: initialShare(neurons.initialPotential),
    shape: neurons.surrogateShape,
    width: neurons.surrogateWidth,
  };
  return tf.customGrad((...args) => {
    const z = args[0] as tf.Tensor;
    const save = args.at(-1) as unknown as (tensors: tf.Tensor[]) => void;
    const [spikes] = runKernel(surrogateNeuronsName, { current: z, threshold }, attributes);
    save([z, threshold]);
    return {
      value: spikes!,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        runKernel(surrogateNeuronsGradName, { dy, current: saved[0]!, threshold: saved[1]! }, attributes)[0]!,
    };
  })(current);
}

/** Threshold of a dead channel: finite, so that 0 · ϑ is 0, and never reached. */
const unreachable = 3.4e38;

/** Computes the same from tfjs's own operations. */
export function composedSpikes(
  current: tf.Tensor,
  threshold: tf.Tensor1D,
  { timeSteps, initialPotential, leak, reset, surrogateShape, surrogateWidth }: SurrogateNeurons,
): tf.Tensor {
  const theta = tf.where(tf.greater(threshold, 0), threshold, unreachable);
  const fire = tf.customGrad((...args) => {
    const v = args[0] as tf.Tensor;
    const save = args.at(-1) as unknown as (tensors: tf.Tensor[]) => void;
    save([v, theta]);
    return {
      value: tf.cast(tf.greaterEqual(v, theta), 'float32'),
      gradFunc: (dy: tf.Tensor, [potential, own]: tf.Tensor[]) => {
        const u = tf.sub(tf.div(potential!, own!), 1);
        return tf.mul(dy, tf.div(slopeOf(surrogateShape, u, surrogateWidth), own!));
      },
    };
  });
  // The gradient of unstack fails on a stack of one (tfjs 4.22).
  const held = current.shape[0] === 1;
  const currents = held ? [tf.squeeze(current, [0])] : tf.unstack(current);
  let left: tf.Tensor = tf.add(
    tf.zeros(current.shape.slice(1)),
    tf.mul(threshold, initialShare(initialPotential)),
  );
  const train: tf.Tensor[] = [];
  for (let t = 0; t < timeSteps; t++) {
    const v = tf.add(tf.mul(left, leak), currents[held ? 0 : t]!);
    const spikes = fire(v);
    train.push(spikes);
    left = reset === 'hard' ? tf.mul(v, tf.sub(1, spikes)) : tf.sub(v, tf.mul(spikes, theta));
  }
  return tf.stack(train);
}

/** Returns h(u), as `surrogateSlope` of the kernels does. */
function slopeOf(shape: SurrogateShape, u: tf.Tensor, width: number): tf.Tensor {
  switch (shape) {
    case 'rectangle':
      return tf.div(tf.cast(tf.less(tf.abs(u), width / 2), 'float32'), width);
    case 'triangle':
      return tf.div(tf.relu(tf.sub(1, tf.div(tf.abs(u), width))), width);
    case 'sigmoid': {
      const s = tf.sigmoid(tf.mul(u, 4 / width));
      return tf.mul(tf.mul(s, tf.sub(1, s)), 4 / width);
    }
    case 'arctan':
      return tf.div(1 / width, tf.add(1, tf.square(tf.mul(u, Math.PI / width))));
  }
}
