/**
 * Imposes the hardware's limits on a layer in its turn (§4.3, Fig. 3), in the order of design §4.6:
 * batch norm and ϑ are folded, then the fan-in mask is applied, then the weights' precision. The
 * full-precision parameters are kept, and learn.
 */
import * as tf from '@tensorflow/tfjs-core';
import { strongest, weightsAllowed } from '../../networks/fan-in.ts';
import { type Layer, outputChannels } from '../../networks/layer.ts';
import type { HardwareConstraint } from './constraint.ts';
import { type Folded, foldBatchNorm } from './fold.ts';
import type { LayerParameters } from './parameters.ts';
import { quantise } from './quantise.ts';

/** Returns the weights and bias that a spiking layer or the readout gets from the parameters. */
export function constrained(
  layer: Layer,
  parameters: LayerParameters,
  constraint: HardwareConstraint | null | undefined,
): Folded {
  const folded = foldBatchNorm(layer, parameters);
  const precision = constraint?.precision;
  if (!precision) return folded;
  return tf.tidy(() => {
    const weight = quantise(folded.weight, precision, constraint.scope);
    // Where 0 is not among the levels, a connection that does not exist still is 0.
    const { mask } = parameters;
    return { weight: mask ? tf.mul(weight, mask) : weight, bias: quantise(folded.bias, precision, 'tensor') };
  });
}

/**
 * Returns the parameters, under a fan-in limit, of a layer that is about to be converted: with a
 * mask, and 0 where there is no connection now. The connections are chosen by the folded weights:
 * batch norm scales a neuron's weights alike, so the largest are those of W, ϑ folded.
 */
export async function withFanIn(
  layer: Layer,
  parameters: LayerParameters,
  { fanIn }: HardwareConstraint,
): Promise<LayerParameters> {
  if (fanIn === null) return parameters;
  const { weight } = parameters;
  const channels = outputChannels(layer.synapse);
  const most = weightsAllowed(layer, fanIn);
  if (most * channels >= weight.size) return parameters;
  const mask = tf.tensor(strongest((await weight.data()) as Float32Array, channels, most), weight.shape);
  const masked = tf.mul(weight, mask);
  weight.assign(masked);
  masked.dispose();
  return { ...parameters, mask };
}
