/**
 * Counts operations as NeuroBench does, in plain loops over outputs and their taps, and runs analog
 * layers in float64: an independent program to check the engine's counts against.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { Step } from '../../networks/kinds/index.ts';
import type { Layer } from '../../networks/layer.ts';
import type { NeuroBench } from '../../networks/neurobench.ts';
import { sizeOf } from '../../networks/shape.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { type ExampleSet, inputsAt } from '../examples/example-set.ts';
import type { LayerValues } from '../layers/parameters.ts';
import { createSimulator, disposeSimulator, presented, simulate } from '../simulation/simulate.ts';
import { simulatedSteps } from '../spiking/dynamics.ts';
import { trainOf } from '../spiking/packed-spikes.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';

type Values = ArrayLike<number>;

/** Calls `visit` for every output of a layer and every tap of it that exists. */
function eachTap(
  { synapse }: Pick<Layer, 'synapse'>,
  visit: (output: number, input: number, weight: number) => void,
): void {
  switch (synapse.kind) {
    case 'dense':
      for (let o = 0; o < synapse.outputSize; o++)
        for (let i = 0; i < synapse.inputSize; i++) visit(o, i, i * synapse.outputSize + o);
      return;
    case 'conv2d': {
      const { inputShape, outputShape, kernel, stride, padding, dilation } = synapse;
      const [height, width, channels] = inputShape;
      const [outHeight, outWidth, filters] = outputShape;
      for (let oy = 0; oy < outHeight; oy++)
        for (let ox = 0; ox < outWidth; ox++)
          for (let ky = 0; ky < kernel[0]; ky++)
            for (let kx = 0; kx < kernel[1]; kx++) {
              const y = oy * stride[0] + ky * dilation[0] - padding.before[0];
              const x = ox * stride[1] + kx * dilation[1] - padding.before[1];
              if (y < 0 || y >= height || x < 0 || x >= width) continue;
              for (let c = 0; c < channels; c++)
                for (let f = 0; f < filters; f++)
                  visit(
                    (oy * outWidth + ox) * filters + f,
                    (y * width + x) * channels + c,
                    ((ky * kernel[1] + kx) * channels + c) * filters + f,
                  );
            }
      return;
    }
    default:
      unknownKind(synapse);
  }
}

function pooled(steps: readonly Step[], x: Values): Values {
  return steps.reduce((value: Values, step) => {
    switch (step.kind) {
      case 'flatten':
        return value;
      case 'averagePool':
      case 'maxPool': {
        const { inputShape, outputShape, kernel, stride } = step;
        const [, width, channels] = inputShape;
        return Float64Array.from({ length: sizeOf(outputShape) }, (_, o) => {
          const c = o % channels;
          const ox = Math.floor(o / channels) % outputShape[1];
          const oy = Math.floor(o / channels / outputShape[1]);
          const seen: number[] = [];
          for (let ky = 0; ky < kernel[0]; ky++)
            for (let kx = 0; kx < kernel[1]; kx++)
              seen.push(value[((oy * stride[0] + ky) * width + ox * stride[1] + kx) * channels + c]!);
          return step.kind === 'maxPool' ? Math.max(...seen) : seen.reduce((a, b) => a + b) / seen.length;
        });
      }
      default:
        return unknownKind(step);
    }
  }, x);
}

interface PlainCount {
  effectiveAcs: number;
  effectiveMacs: number;
  dense: number;
  zeros: number;
  activations: number;
}

const nothingCounted = (): PlainCount => ({
  ...{ effectiveAcs: 0, effectiveMacs: 0, dense: 0, zeros: 0, activations: 0 },
});

/** A call of a connection layer; `binary` says whether all of its inputs, over images, are. */
interface Call {
  readonly layer: Layer;
  readonly weight: Values;
  readonly input: Values;
  readonly binary: boolean;
}

/** Returns whether all values behind the steps of a layer are −1, 0 or 1. */
function isBinary({ before }: Layer, x: Values): boolean {
  return Array.from(pooled(before, x)).every((value) => value === 0 || Math.abs(value) === 1);
}

/** Adds one call of a layer to a count. */
function countCall(count: PlainCount, { layer, weight, input, binary }: Call): void {
  const x = pooled(layer.before, input);
  let [effective, dense] = [0, 0];
  eachTap(layer, (_, i, w) => {
    dense++;
    if (x[i] !== 0 && weight[w] !== 0) effective++;
  });
  count.dense += dense;
  if (binary) count.effectiveAcs += effective;
  else count.effectiveMacs += effective;
}

/** Adds the outputs of an activation to a count. */
function countActivations(count: PlainCount, outputs: Values): void {
  count.activations += outputs.length;
  for (let i = 0; i < outputs.length; i++) if (outputs[i] === 0) count.zeros++;
}

/** Returns the totals of a block, as they are counted here. */
export const totalsOf = ({ effectiveAcs, effectiveMacs, dense, layers }: NeuroBench): PlainCount => ({
  ...{ effectiveAcs, effectiveMacs, dense },
  zeros: layers.reduce((sum, { zeros }) => sum + zeros, 0),
  activations: layers.reduce((sum, { activations }) => sum + activations, 0),
});

/**
 * Counts a spiking network in plain loops, a call of every layer at every step of every example, on
 * the spikes that the simulator gives.
 */
export async function plainSpiking(network: SpikingNetwork, set: ExampleSet): Promise<PlainCount> {
  const simulator = createSimulator(network);
  const { timeSteps, dynamics } = network;
  const all = simulatedSteps(network);
  const coding = dynamics?.coding ?? 'firstStep';
  /** Inputs of layer l at each step of each image; those of the last list are the readout's own. */
  const inputs: Float32Array[][] = network.layers.map(() => []);
  const readout: Float32Array[] = [];
  for (let i = 0; i < set.count; i++) {
    const x = inputsAt(set, [i]);
    const input = await presented(network, x, i);
    const { spikes, readoutSpikes } = simulate(simulator, input);
    const steps = (train: tf.Tensor, count = all) => {
      const values = trainOf(train, count).dataSync() as Float32Array;
      const size = values.length / count;
      return Array.from({ length: count }, (_, t) => values.slice(t * size, (t + 1) * size));
    };
    const pixels = x.dataSync() as Float32Array;
    const silent = new Float32Array(pixels.length);
    inputs[0]!.push(
      ...(coding === 'poisson'
        ? steps(input, timeSteps)
        : Array.from({ length: timeSteps }, (_, t) => (coding === 'constant' || t === 0 ? pixels : silent))),
    );
    inputs[0]!.push(...new Array<Float32Array>(all - timeSteps).fill(silent));
    for (const [l, train] of spikes.entries()) inputs[l + 1]!.push(...steps(train!));
    if (readoutSpikes) readout.push(...steps(readoutSpikes));
  }
  disposeSimulator(simulator);
  const count = nothingCounted();
  for (const [l, { layer, weight }] of network.layers.entries()) {
    const binary = inputs[l]!.every((input) => isBinary(layer, input));
    for (const input of inputs[l]!) {
      countCall(count, { layer, weight, input, binary });
      if (l > 0) countActivations(count, input);
    }
  }
  for (const output of readout) countActivations(count, output);
  return count;
}

/** Returns what an analog layer makes of `x`: W·x + b, its batch norm, and ReLU. */
function plainActivations(layer: Layer, { weight, bias, batchNorm }: LayerValues, x: Values): Values {
  const input = pooled(layer.before, x);
  const { synapse } = layer;
  const channels = bias.length;
  const outputs = synapse.kind === 'dense' ? synapse.outputSize : sizeOf(synapse.outputShape);
  const sums = new Float64Array(outputs);
  eachTap(layer, (o, i, w) => {
    sums[o]! += input[i]! * weight[w]!;
  });
  return sums.map((sum, o) => {
    const c = o % channels;
    const z = sum + bias[c]!;
    if (!batchNorm || !layer.batchNorm) return Math.max(0, z);
    const deviation = Math.sqrt(batchNorm.variance[c]! + layer.batchNorm.epsilon);
    return Math.max(0, ((z - batchNorm.mean[c]!) * batchNorm.gamma[c]!) / deviation + batchNorm.beta[c]!);
  });
}

/** Counts an analog network in plain loops, in float64, on inputs that are as they are taken. */
export function plainAnalog(
  layers: readonly Layer[],
  values: readonly LayerValues[],
  examples: readonly Values[],
): PlainCount {
  const count = nothingCounted();
  let inputs = examples;
  for (const [l, layer] of layers.entries()) {
    const binary = inputs.every((input) => isBinary(layer, input));
    const { weight } = values[l]!;
    for (const input of inputs) countCall(count, { layer, weight, input, binary });
    if (l === layers.length - 1) break;
    inputs = inputs.map((input) => plainActivations(layer, values[l]!, input));
    for (const outputs of inputs) countActivations(count, outputs);
  }
  return count;
}
