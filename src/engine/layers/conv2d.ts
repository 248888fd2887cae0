/** Computes convolutions on tensors. */
import * as tf from '@tensorflow/tfjs-core';
import { spikingConvName } from '../../backends/kernels/spiking/contract.ts';
import type { Conv2dSynapse } from '../../networks/kinds/conv2d.ts';
import type { SynapseTensors } from './tensors.ts';

type ExplicitPads = [[number, number], [number, number], [number, number], [number, number]];

function pads({ padding: { before, after } }: Conv2dSynapse): ExplicitPads {
  return [
    [0, 0],
    [before[0], after[0]],
    [before[1], after[1]],
    [0, 0],
  ];
}

export const conv2dTensors: SynapseTensors<Conv2dSynapse> = {
  current: (synapse, x, weight) =>
    tf.conv2d(x as tf.Tensor4D, weight as tf.Tensor4D, [...synapse.stride], pads(synapse)),
  affine: (synapse, x, weight, bias, activation) =>
    tf.fused.conv2d({
      x: x as tf.Tensor4D,
      filter: weight as tf.Tensor4D,
      strides: [...synapse.stride],
      pad: pads(synapse),
      bias,
      activation,
    }),
  // The kernel pads both sides alike; other synapses are refused (not-computed.ts).
  events: ({ stride, padding, outputShape }) => ({
    kernel: spikingConvName,
    geometry: { stride, padding: padding.before, outputSize: outputShape.slice(0, 2) },
  }),
};
