/**
 * Registers the spiking kernels on WebGPU: each is a chain of programs (../../wgsl/) that leaves
 * its results on the device.
 */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../shape.ts';
import { denseGeometry, type Geometry } from '../../wgsl/geometry.ts';
import { integrateAndFireProgram } from '../../wgsl/integrate-and-fire.ts';
import { operationsProgram } from '../../wgsl/operations.ts';
import {
  joinWordsProgram,
  spikeCountsProgram,
  takeImagesProgram,
  unpackSpikesProgram,
} from '../../wgsl/packed-spikes.ts';
import { type GpuBackend, runProgram } from '../../wgsl/program.ts';
import {
  digitProgram,
  histogramProgram,
  histogramShape,
  initialState,
  layerColumns,
  rounds,
  type Selection,
} from '../../wgsl/radix-select.ts';
import { type SpikingLayerInputs, spikingLayerProgram } from '../../wgsl/spiking-layer.ts';
import {
  type CurrentAttributes,
  integrateAndFireName,
  type JoinAttributes,
  joinWordsName,
  type OrderStatisticsAttributes,
  orderStatisticsName,
  type SpikingConvAttributes,
  spikeCountsName,
  spikingConvName,
  spikingDenseName,
  takeImagesName,
  type UnpackAttributes,
  unpackSpikesName,
  type WindowAttributes,
} from './contract.ts';

type Inputs = Record<string, tf.TensorInfo>;
type Kernel<Attributes> = (backend: GpuBackend, inputs: Inputs, attributes: Attributes) => tf.TensorInfo[];

function register<Attributes extends object>(kernelName: string, kernel: Kernel<Attributes>): void {
  tf.registerKernel({
    kernelName,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) =>
      kernel(backend as unknown as GpuBackend, inputs as Inputs, attrs as unknown as Attributes),
  });
}

const integrateAndFire: Kernel<CurrentAttributes> = (backend, inputs, attributes) => {
  const { current, injected, threshold } = inputs;
  const spikes = runProgram(backend, integrateAndFireProgram(current!, injected!, threshold!, attributes));
  return [spikes, runProgram(backend, spikeCountsProgram(spikes))];
};

function spikingLayer(
  backend: GpuBackend,
  inputs: Inputs,
  geometry: Geometry,
  attributes: WindowAttributes,
  shape: readonly number[],
): tf.TensorInfo[] {
  const tensors = inputs as unknown as SpikingLayerInputs;
  const spikes = runProgram(backend, spikingLayerProgram(tensors, geometry, attributes, shape));
  return [
    spikes,
    runProgram(backend, spikeCountsProgram(spikes)),
    runProgram(backend, operationsProgram(tensors.spikes, geometry)),
  ];
}

const spikingDense: Kernel<WindowAttributes> = (backend, inputs, attributes) => {
  const batch = inputs.spikes!.shape[1]!;
  const [fanIn, channels] = inputs.weight!.shape as [number, number];
  const geometry = denseGeometry(batch, fanIn, channels);
  return spikingLayer(backend, inputs, geometry, attributes, [batch, channels]);
};

const spikingConv: Kernel<SpikingConvAttributes> = (backend, inputs, attributes) => {
  const [, batch, height, width, fanIn] = inputs.spikes!.shape as [number, number, number, number, number];
  const [kernelHeight, kernelWidth, , channels] = inputs.weight!.shape as [number, number, number, number];
  const { stride, padding, dilation, outputSize } = attributes;
  const geometry: Geometry = {
    batch,
    inputSize: [height, width],
    inputs: fanIn,
    kernelSize: [kernelHeight, kernelWidth],
    stride,
    padding,
    dilation,
    outputSize,
    channels,
  };
  return spikingLayer(backend, inputs, geometry, attributes, [batch, ...outputSize, channels]);
};

/**
 * Returns a new int32 tensor of zeros; the backend's pool hands out used buffers, so it is filled.
 */
function zeros(backend: GpuBackend, shape: number[]): tf.TensorInfo {
  const fill = tf.getKernel(tf.Fill, 'webgpu').kernelFunc;
  return fill({
    inputs: {},
    attrs: { shape, value: 0, dtype: 'int32' },
    backend: backend as unknown as object,
  }) as tf.TensorInfo;
}

const orderStatistics: Kernel<OrderStatisticsAttributes> = (backend, { values }, { ranks, scope }) => {
  const [rows, channels] = values!.shape as [number, number];
  const perChannel = scope === 'channel';
  const groups = perChannel ? channels : 1;
  const selection: Selection = {
    values: values!,
    size: sizeOf(values!.shape),
    groups,
    ranks: ranks.length,
    columns: perChannel ? channels : layerColumns,
  };
  const start = initialState(groups, perChannel ? rows : selection.size, ranks);
  let state = backend.makeTensorInfo([start.length], 'int32', start);
  for (let round = 0; round < rounds; round++) {
    const histogram = zeros(backend, histogramShape(selection));
    runProgram(backend, histogramProgram(selection, state, histogram, round));
    const next = runProgram(backend, digitProgram(selection, state, histogram, round));
    backend.disposeData(histogram.dataId);
    backend.disposeData(state.dataId);
    state = next;
  }
  return [state];
};

let registered = false;

/** Registers the kernels for the webgpu backend; later calls do nothing. */
export function registerSpikingWebgpu(): void {
  if (registered) return;
  registered = true;
  register(integrateAndFireName, integrateAndFire);
  register(spikingDenseName, spikingDense);
  register(spikingConvName, spikingConv);
  register<object>(spikeCountsName, (backend, { spikes }) => [
    runProgram(backend, spikeCountsProgram(spikes!)),
  ]);
  register<UnpackAttributes>(unpackSpikesName, (backend, { spikes }, attributes) => [
    runProgram(backend, unpackSpikesProgram(spikes!, attributes)),
  ]);
  register<JoinAttributes>(joinWordsName, (backend, { a, b }, attributes) => [
    runProgram(backend, joinWordsProgram(a!, b!, attributes)),
  ]);
  register<object>(takeImagesName, (backend, { spikes, indices }) => [
    runProgram(backend, takeImagesProgram(spikes!, indices!)),
  ]);
  register(orderStatisticsName, orderStatistics);
}
