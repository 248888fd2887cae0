/**
 * Checks that a network can be run along a signal in pieces, and cuts its layers to a piece: each
 * layer is a convolution of an image of height 1 that keeps the number of frames.
 */
import type { Conv2dSynapse } from '../../../networks/kinds/conv2d.ts';
import type { Layer } from '../../../networks/layer.ts';
import { outputChannels } from '../../../networks/layer.ts';

/** A layer that moves along a signal. */
export interface SignalLayer extends Layer {
  readonly synapse: Conv2dSynapse;
}

/** Frames that a frame is computed from, before it and after it. */
export interface Reach {
  readonly before: number;
  readonly after: number;
}

/**
 * Returns the layer, if it can move along a signal. Throws a RangeError that names it otherwise.
 */
export function signalLayer(layer: Layer): SignalLayer {
  const refuse = (why: string) => new RangeError(`${layer.name} cannot move along a signal: ${why}`);
  const { before, synapse } = layer;
  if (before.length > 0) throw refuse('pooling and flattening stand before it');
  if (synapse.kind !== 'conv2d') throw refuse('it is no convolution');
  const { inputShape, outputShape, kernel, stride } = synapse;
  if (inputShape[0] !== 1 || kernel[0] !== 1) throw refuse('its images have more than one row');
  if (stride[1] !== 1) throw refuse(`it makes a frame of ${stride[1]}`);
  if (inputShape[1] !== outputShape[1])
    throw refuse(`of ${inputShape[1]} frames it makes ${outputShape[1]}; its padding must keep their number`);
  return { ...layer, synapse };
}

/** Returns the reach of one layer. */
export function reachOf({ synapse: { padding } }: SignalLayer): Reach {
  return { before: padding.before[1], after: padding.after[1] };
}

/** Returns the reach of layers behind each other: how far a frame sees into the signal. */
export function receptiveField(layers: readonly SignalLayer[]): Reach {
  return layers
    .map(reachOf)
    .reduce((sum, reach) => ({ before: sum.before + reach.before, after: sum.after + reach.after }), {
      before: 0,
      after: 0,
    });
}

/**
 * Returns the layer that makes `made` frames from `taken`. Of its padding only what lies outside
 * the whole signal is left, `missing` frames before and after: there, and nowhere else, it sees
 * silence.
 */
export function cutTo(layer: SignalLayer, taken: number, made: number, missing: Reach): Layer {
  const { synapse } = layer;
  return {
    ...layer,
    synapse: {
      ...synapse,
      inputShape: [1, taken, synapse.inputShape[2]],
      outputShape: [1, made, outputChannels(synapse)],
      padding: { before: [0, missing.before], after: [0, missing.after] },
    },
  };
}
