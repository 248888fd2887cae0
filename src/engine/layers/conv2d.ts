/** Computes convolutions on tensors. */
import * as tf from '@tensorflow/tfjs-core';
import { spikingConvName } from '../../backends/kernels/spiking/contract.ts';
import { filterGradName } from '../../backends/kernels/training/groups.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';
import type { Conv2dSynapse } from '../../networks/kinds/conv2d.ts';
import { weightShape } from '../../networks/layer.ts';
import { sumOfGroups } from './groups.ts';
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

/** Returns the attributes of tfjs's kernels of a convolution's gradients. */
function attributesOf(synapse: Conv2dSynapse) {
  return {
    strides: [...synapse.stride],
    pad: pads(synapse),
    dataFormat: 'NHWC',
    dimRoundingMode: null,
  };
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
  inputGradient: (synapse, dy, filter, inputShape) =>
    runKernel(tf.Conv2DBackpropInput, { dy, filter }, { ...attributesOf(synapse), inputShape })[0]!,
  weightGradient: (synapse, x, dy, sizes) => {
    const attributes = { ...attributesOf(synapse), filterShape: [...weightShape(synapse)] };
    // Of one group tfjs's kernel has the same bits.
    if (sizes.length > 1 && hasKernel(filterGradName))
      return runKernel(filterGradName, { x, dy }, { ...attributes, sizes })[0]!;
    return sumOfGroups(
      x,
      dy,
      sizes,
      (a, b) => runKernel(tf.Conv2DBackpropFilter, { x: a, dy: b }, attributes)[0]!,
    );
  },
  // The kernel pads both sides alike; other synapses are refused (not-computed.ts).
  events: ({ stride, padding, outputShape }) => ({
    kernel: spikingConvName,
    geometry: { stride, padding: padding.before, outputSize: outputShape.slice(0, 2) },
  }),
};
