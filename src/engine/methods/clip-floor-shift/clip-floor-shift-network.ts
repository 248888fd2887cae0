/**
 * The analog network with clip–floor–shift in place of its hidden layers' ReLUs, and the spiking
 * network that it represents: ϑ = λ / T in the units of the membrane, V₀ = ϑ/2, reset by
 * subtraction, the image as constant current.
 *
 * A neuron driven by its pre-activation z in T equal parts, with T = L, fires exactly h(z)·L/λ
 * spikes. The first layer always does; a deeper one does when its input comes in equal parts too.
 * From real spikes it may fire more or fewer: they come unevenly, and a spike that was fired before
 * negative input arrived is not taken back. A neuron that fires after its window never does.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ImageShape } from '../../../networks/shape.ts';
import { recordWhole } from '../../hybrid/record-whole.ts';
import { type AnnNetwork, runLayer } from '../../layers/ann.ts';
import type { Mode } from '../../layers/training-pass.ts';
import { type NeuronSettings, recordedFiring } from '../../spiking/neuron-settings.ts';
import type { SpikingNetwork } from '../../spiking/spiking-network.ts';
import { clipFloorShift } from './clip-floor-shift.ts';

export interface StaircaseNetwork extends AnnNetwork {
  /** L, the number of steps of the staircase. */
  readonly steps: number;
  /**
   * ln λ of each hidden layer, `[1]`. The logarithm keeps λ above 0 wherever the optimiser goes,
   * and makes a step of the optimiser move λ by a share of itself.
   */
  readonly logBounds: readonly tf.Variable[];
}

/**
 * Creates the network. `bounds` holds the first λ of each hidden layer; a layer without any
 * activation (0) starts at 1.
 */
export function withStaircases(ann: AnnNetwork, bounds: readonly number[], steps: number): StaircaseNetwork {
  const logBounds = tf.tidy(() =>
    bounds.map((bound) => tf.keep(tf.variable(tf.tensor1d([Math.log(bound > 0 ? bound : 1)])))),
  );
  return { ...ann, steps, logBounds };
}

/**
 * Returns logits of images `x` `[N, h, w, c]`; in a training pass they are differentiable in all
 * parameters and λ.
 */
export function staircasePotentials(network: StaircaseNetwork, x: tf.Tensor, mode: Mode): tf.Tensor {
  return staircaseActivations(network, x, mode).at(-1)!;
}

/** Returns the outputs of every layer, the logits last. */
export function staircaseActivations(
  { layers, parameters, logBounds, steps }: StaircaseNetwork,
  x: tf.Tensor,
  mode: Mode,
): tf.Tensor[] {
  const activations: tf.Tensor[] = [];
  let value = x;
  for (let l = 0; l < layers.length; l++) {
    const bound = logBounds[l];
    value = runLayer(layers[l]!, parameters[l]!, value, !bound, mode);
    if (bound) value = clipFloorShift(value, tf.exp(bound), steps);
    activations.push(value);
  }
  return activations;
}

/**
 * Returns the spiking network over `timeSteps` steps; each layer's ϑ is folded into the next layer
 * (design §4.5). With T = L and neurons that fire after their window its counts are the heights of
 * the staircases.
 */
export async function recordStaircases(
  network: StaircaseNetwork,
  inputShape: ImageShape,
  { timeSteps, firing }: Pick<NeuronSettings, 'timeSteps' | 'firing'>,
): Promise<SpikingNetwork> {
  const about = {
    inputShape,
    timeSteps,
    initialPotential: 'half',
    firstLayerBias: 'spread',
    ...recordedFiring({ firing }),
    dynamics: { coding: 'constant', reset: 'soft', leak: 1, decoding: 'potential', seed: 1 },
  } as const;
  const thresholds = tf.tidy(() =>
    network.logBounds.map((bound) => tf.div(tf.exp(bound), timeSteps) as tf.Tensor1D),
  );
  const record = await recordWhole({ ann: network, thresholds, arrivalRates: [], perWindow: 1, about });
  tf.dispose(thresholds);
  const layers = record.layers.map((layer, l) => {
    const before = record.layers[l - 1]?.threshold?.[0] ?? 1;
    return { ...layer, weight: layer.weight.map((weight) => weight * before) };
  });
  return { ...record, layers };
}

/** Frees everything that the network holds beyond the ANN's parameters. */
export function disposeStaircases({ logBounds }: StaircaseNetwork): void {
  for (const bound of logBounds) bound.dispose();
}
