/**
 * Computes the activations of one layer's analog branch for an image: what its neurons would say as
 * plain numbers to what the layers before them really sent.
 */
import * as tf from '@tensorflow/tfjs-core';
import { affine } from '../layers/synapse.ts';
import { type InspectedImage, presentedImage } from './inspect.ts';
import { simulate } from './simulate.ts';
import type { Simulator } from './simulator.ts';

/**
 * Returns max(0, W·c + b) of layer `l` for the spike counts c that arrive at it (Eq. 1; the image
 * itself for the first layer), in units of the layer's activations. Throws a RangeError where the
 * network has no such layer, and where its dynamics are not the paper's: there the counts do not
 * stand for this number.
 */
export async function analogBranch(
  simulator: Simulator,
  image: InspectedImage,
  l: number,
): Promise<Float32Array> {
  const { network, tensors } = simulator;
  if (network.dynamics) throw new RangeError('the neurons of this network do not follow the paper');
  if (!(l >= 0 && l < network.layers.length - 1)) throw new RangeError(`there is no hidden layer ${l}`);
  const input = await presentedImage(simulator, image);
  const activation = tf.tidy(() => {
    const arriving = l === 0 ? input : simulate(simulator, input).values[l - 1]!;
    const { weight, bias } = tensors[l]!;
    return affine(network.layers[l]!.layer, arriving, weight, bias, 'relu');
  });
  const values = ((await activation.data()) as Float32Array).slice();
  tf.dispose([activation, input]);
  return values;
}
