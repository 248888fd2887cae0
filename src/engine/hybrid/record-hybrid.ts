/**
 * Writes the inert record of a hybrid network: frozen layers with their thresholds, the others
 * folded but still analog.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ImageShape } from '../../networks/shape.ts';
import { foldBatchNorm } from '../layers/fold.ts';
import { recordedFiring } from '../spiking/neuron-settings.ts';
import type { SpikingLayer, SpikingNetwork } from '../spiking/spiking-network.ts';
import { type HybridNetwork, sharedWeights } from './hybrid.ts';

/**
 * Returns the record of a network between stages (nothing coupled). Hidden layers without
 * thresholds in the record are still analog.
 */
export async function recordHybrid(network: HybridNetwork, inputShape: ImageShape): Promise<SpikingNetwork> {
  const { timeSteps, initialPotential, firstLayerBias, constraint } = network.settings;
  const layers: SpikingLayer[] = [];
  for (let l = 0; l < network.layers.length; l++) {
    const layer = { ...network.layers[l]!, batchNorm: null };
    const frozen = network.frozen[l];
    const readout = network.readoutConstrained && l === network.layers.length - 1;
    const folded = tf.tidy(() => {
      const { weight, bias } =
        frozen ??
        (readout ? sharedWeights(network, l) : foldBatchNorm(network.layers[l]!, network.parameters[l]!));
      return { weight: tf.clone(weight), bias: tf.clone(bias) };
    });
    const weight = ((await folded.weight.data()) as Float32Array).slice();
    const bias = ((await folded.bias.data()) as Float32Array).slice();
    const threshold = frozen ? ((await frozen.threshold.data()) as Float32Array).slice() : null;
    tf.dispose([folded.weight, folded.bias]);
    const rate = frozen?.arrivalRate ?? null;
    layers.push({
      layer,
      weight,
      bias,
      threshold,
      ...(rate === null ? {} : { arrivalRate: rate }),
      ...(constraint && (frozen || readout) ? { constrained: true } : {}),
    });
  }
  return {
    inputShape,
    timeSteps,
    initialPotential,
    firstLayerBias,
    layers,
    ...recordedFiring(network.settings),
    ...(constraint ? { constraint } : {}),
  };
}
