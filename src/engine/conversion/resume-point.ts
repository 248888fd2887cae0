/**
 * Defines what a conversion needs to go on from the end of a stage as if it had not been cut off,
 * and brings a hybrid network back to where it was. The spikes that arrive at the next layer are
 * not kept: they are computed anew.
 */
import * as tf from '@tensorflow/tfjs-core';
import { freeze, type HybridNetwork } from '../hybrid/hybrid.ts';
import { type LayerValues, readValues } from '../layers/parameters.ts';
import type { Originals } from './originals.ts';

/** A layer's parameters as they learn: batch norm not folded, ϑ of the layer before folded. */
export interface KeptLayer extends LayerValues {
  /**
   * Mask in the shape of the weight, as `LayerParameters` has it; null when all connections exist.
   */
  readonly mask: Float32Array | null;
}

/** What froze a layer beyond its parameters. */
export interface KeptFreeze {
  /** ϑ, `[1]` or `[C]`. */
  readonly threshold: Float32Array;
  /** Spikes per neuron and step that arrive at the layer; null for the first layer. */
  readonly arrivalRate: number | null;
}

/**
 * The state of a conversion at the end of a stage that is not the last. The generators of the
 * shuffles are where `epochs` epochs bring them.
 */
export interface ResumePoint extends Originals {
  /** One for each stage that has ended. */
  readonly frozen: readonly KeptFreeze[];
  /** Number of fine-tuning epochs of these stages. */
  readonly epochs: number;
  /** All layers, in order. */
  readonly layers: readonly KeptLayer[];
}

/** Reads the state of a conversion between two stages. */
export async function readResumePoint(
  hybrid: HybridNetwork,
  epochs: number,
  { thresholds, means }: Originals,
): Promise<ResumePoint> {
  const frozen: KeptFreeze[] = [];
  for (const { threshold, arrivalRate } of hybrid.frozen)
    frozen.push({ threshold: await copyOf(threshold), arrivalRate });
  const layers: KeptLayer[] = [];
  for (const parameters of hybrid.parameters) {
    const { mask } = parameters;
    layers.push({ ...(await readValues(parameters)), mask: mask ? await copyOf(mask) : null });
  }
  return { frozen, epochs, layers, thresholds, means };
}

async function copyOf(tensor: tf.Tensor): Promise<Float32Array> {
  return ((await tensor.data()) as Float32Array).slice();
}

/**
 * Gives the layers the masks that they had. Their other parameters are those the ANN was made with.
 */
export function restoreMasks({ parameters }: HybridNetwork, { layers }: ResumePoint): void {
  for (const [l, { mask }] of layers.entries())
    if (mask) parameters[l] = { ...parameters[l]!, mask: tf.tensor(mask, parameters[l]!.weight.shape) };
}

/** Freezes the next layer as its stage has frozen it. */
export function freezeAgain(hybrid: HybridNetwork, { threshold, arrivalRate }: KeptFreeze): void {
  // Its ϑ is folded into the next layer's weights already.
  hybrid.coupled = tf.tensor1d(threshold);
  hybrid.arrivalRate = arrivalRate;
  freeze(hybrid);
}
