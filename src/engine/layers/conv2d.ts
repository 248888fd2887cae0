/** Computes convolutions on tensors. */
import * as tf from '@tensorflow/tfjs-core';
import { spikingConvName } from '../../backends/kernels/spiking/contract.ts';
import { filterGradName } from '../../backends/kernels/training/groups.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';
import type { Conv2dSynapse } from '../../networks/kinds/conv2d.ts';
import { samePair } from '../../networks/kinds/pairs.ts';
import { once } from '../../networks/kinds/windows.ts';
import { weightShape } from '../../networks/layer.ts';
import { phasesFilterGradient, phasesInputGradient } from './dilated.ts';
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

function isDilated({ dilation }: Conv2dSynapse): boolean {
  return !samePair(dilation, once);
}

/** Returns the attributes of the kernels of a convolution's gradients. */
function attributesOf(synapse: Conv2dSynapse) {
  return {
    strides: [...synapse.stride],
    pad: pads(synapse),
    dilations: [...synapse.dilation],
    dataFormat: 'NHWC',
    dimRoundingMode: null,
  };
}

function convolution(synapse: Conv2dSynapse, x: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  const { stride, dilation } = synapse;
  return tf.conv2d(x as tf.Tensor4D, weight as tf.Tensor4D, [...stride], pads(synapse), 'NHWC', [
    ...dilation,
  ]);
}

/** tfjs's own kernels of the gradients know no dilation, and would leave it out silently. */
const knowsDilation = () => hasKernel(filterGradName);

function inputGradient(synapse: Conv2dSynapse, dy: tf.Tensor, filter: tf.Tensor, inputShape: number[]) {
  if (isDilated(synapse) && !knowsDilation()) return phasesInputGradient(synapse, dy, filter, inputShape);
  return runKernel(tf.Conv2DBackpropInput, { dy, filter }, { ...attributesOf(synapse), inputShape })[0]!;
}

function filterGradient(synapse: Conv2dSynapse, x: tf.Tensor, dy: tf.Tensor): tf.Tensor {
  if (isDilated(synapse) && !knowsDilation()) return phasesFilterGradient(synapse, x, dy);
  const attributes = { ...attributesOf(synapse), filterShape: [...weightShape(synapse)] };
  return runKernel(tf.Conv2DBackpropFilter, { x, dy }, attributes)[0]!;
}

export const conv2dTensors: SynapseTensors<Conv2dSynapse> = {
  current: (synapse, x, weight) => {
    if (!isDilated(synapse)) return convolution(synapse, x, weight);
    // The gradient that tfjs has for it is that of no dilation.
    return tf.customGrad((...args) => {
      const [input, filter, save] = args as unknown as [tf.Tensor, tf.Tensor, (kept: tf.Tensor[]) => void];
      save([input, filter]);
      return {
        value: convolution(synapse, input, filter),
        gradFunc: (dy: tf.Tensor, [kept, weights]: tf.Tensor[]) => [
          inputGradient(synapse, dy, weights!, kept!.shape),
          filterGradient(synapse, kept!, dy),
        ],
      };
    })(x, weight);
  },
  affine: (synapse, x, weight, bias, activation) => {
    if (isDilated(synapse)) {
      const sum = tf.add(conv2dTensors.current(synapse, x, weight), bias);
      return activation === 'relu' ? tf.relu(sum) : sum;
    }
    return tf.fused.conv2d({
      x: x as tf.Tensor4D,
      filter: weight as tf.Tensor4D,
      strides: [...synapse.stride],
      pad: pads(synapse),
      bias,
      activation,
    });
  },
  inputGradient,
  weightGradient: (synapse, x, dy, sizes) => {
    // Of one group tfjs's kernel has the same bits.
    if (sizes.length > 1 && hasKernel(filterGradName)) {
      const attributes = { ...attributesOf(synapse), filterShape: [...weightShape(synapse)] };
      return runKernel(filterGradName, { x, dy }, { ...attributes, sizes })[0]!;
    }
    return sumOfGroups(x, dy, sizes, (a, b) => filterGradient(synapse, a, b));
  },
  events: ({ stride, padding, dilation, outputShape }) => ({
    kernel: spikingConvName,
    geometry: { stride, padding: padding.before, dilation, outputSize: outputShape.slice(0, 2) },
  }),
};
