/**
 * Reads and writes the parameters of a network's weighted layers as tensors: for each layer
 * `<layer>.weight` and `.bias`, with batch norm also `.gamma`, `.beta`, `.mean` and `.variance`.
 */
import { toLayers } from '../networks/chain.ts';
import { outputChannels, weightShape } from '../networks/layer.ts';
import type { NetworkRecord } from '../networks/network.ts';
import { NetworkError } from '../networks/network-error.ts';
import { ExchangeError, quoted } from './error.ts';
import { floatTensor } from './float-tensor.ts';
import type { TensorFile, WrittenTensor } from './safetensors.ts';

/**
 * The values of a batch norm, one entry per output channel each. `variance` is the running
 * variance, before epsilon.
 */
export interface BatchNormValues {
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

export interface CheckpointLayer {
  readonly name: string;
  /** Weights in row-major order, `[kh, kw, in, out]` or `[in, out]`. */
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly batchNorm: BatchNormValues | null;
}

export interface ExpectedLayer {
  readonly name: string;
  readonly weightShape: readonly number[];
  readonly channels: number;
  readonly batchNorm: boolean;
}

const normParts = ['gamma', 'beta', 'mean', 'variance'] as const;

/**
 * Returns the weighted layers of a network; a batch norm behind one belongs to it. Throws
 * {@link ExchangeError} when it has a layer that cannot be trained, because such a network has no
 * checkpoint. Max pooling can be trained with, and has no tensors.
 */
export function expectedLayers(network: NetworkRecord): ExpectedLayer[] {
  const layers = orRefuse(network.name, () => toLayers(network));
  return layers.map(({ name, synapse, batchNorm }) => ({
    name,
    weightShape: weightShape(synapse),
    channels: outputChannels(synapse),
    batchNorm: batchNorm !== null,
  }));
}

/** Makes something of a network; refuses as a file does what the network refuses. */
export function orRefuse<T>(notation: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof NetworkError)
      throw new ExchangeError(`notation ${quoted(notation)}: ${error.message}`);
    throw error;
  }
}

/**
 * Returns the tensors of a layer whose weight has the given shape. `type` is the weight’s; all
 * others stay F32.
 */
export function layerTensors(
  { name, weight, bias, batchNorm }: CheckpointLayer,
  shape: readonly number[],
  type: WrittenTensor['type'],
): [string, WrittenTensor][] {
  const vectors = Object.entries({ bias, ...batchNorm }).map(([part, values]): [string, WrittenTensor] => [
    `${name}.${part}`,
    { type: 'F32', shape: [values.length], values },
  ]);
  return [[`${name}.weight`, { type, shape, values: weight }], ...vectors];
}

/** Returns the names of the tensors of a layer. */
export function tensorNames({ name, batchNorm }: ExpectedLayer): string[] {
  return ['weight', 'bias', ...(batchNorm ? normParts : [])].map((part) => `${name}.${part}`);
}

/** Reads a layer. Throws {@link ExchangeError} naming the layer and what is wrong. */
export function readLayer(
  file: TensorFile,
  { name, weightShape, channels, batchNorm }: ExpectedLayer,
): CheckpointLayer {
  const vector = (part: string) => floatTensor(file, name, part, [channels]);
  const weight = floatTensor(file, name, 'weight', weightShape);
  const bias = vector('bias');
  if (!batchNorm) return { name, weight, bias, batchNorm: null };
  const norm = {
    gamma: vector('gamma'),
    beta: vector('beta'),
    mean: vector('mean'),
    variance: vector('variance'),
  };
  const negative = norm.variance.findIndex((value) => value < 0);
  if (negative >= 0)
    throw new ExchangeError(
      `layer ${quoted(name)}: variance must be at least 0 (entry ${negative} is ${norm.variance[negative]})`,
    );
  return { name, weight, bias, batchNorm: norm };
}
