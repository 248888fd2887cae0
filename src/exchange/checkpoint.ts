/**
 * Reads and writes a trained ANN as a safetensors file: for every weighted layer `<layer>.weight`
 * and `.bias`, with batch norm also `.gamma`, `.beta`, `.mean` and `.variance`; the notation and a
 * note of where it came from are in the metadata.
 */

import { toLayers } from '../networks/chain.ts';
import { outputChannels, weightShape } from '../networks/layer.ts';
import type { NetworkRecord } from '../networks/network.ts';
import { NetworkError } from '../networks/network-error.ts';
import { parseNotation, plainNotation } from '../networks/notation.ts';
import { z } from '../networks/zod.ts';
import { ExchangeError, quoted } from './error.ts';
import { checkNoOthers, floatTensor } from './float-tensor.ts';
import { metadataKey, readMetadata } from './metadata.ts';
import { readSafetensors, type TensorFile, type WrittenTensor, writeSafetensors } from './safetensors.ts';

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

export interface Checkpoint {
  /** The network in the paper's notation, as `28x28-c8s2-c16s2-64-10`. */
  readonly notation: string;
  /** Weighted layers in order. */
  readonly layers: readonly CheckpointLayer[];
  /** A note of where it came from: command, seed, accuracy. */
  readonly note: Readonly<Record<string, string>>;
}

interface ExpectedLayer {
  readonly name: string;
  readonly weightShape: readonly number[];
  readonly channels: number;
  readonly batchNorm: boolean;
}

const normParts = ['gamma', 'beta', 'mean', 'variance'] as const;

const schema = z.strictObject({
  format: z.literal('spikewise-checkpoint'),
  version: z.literal(1),
  notation: z.string().min(1).max(1000),
  note: z.record(z.string(), z.string()),
});

/**
 * Returns the weighted layers of a network; a batch norm behind one belongs to it. Throws
 * {@link ExchangeError} when it has a layer that cannot be converted, because such a network has no
 * checkpoint.
 */
function expectedLayers(network: NetworkRecord): ExpectedLayer[] {
  const layers = orRefuse(network.name, () => toLayers(network));
  return layers.map(({ name, synapse, batchNorm }) => ({
    name,
    weightShape: weightShape(synapse),
    channels: outputChannels(synapse),
    batchNorm: batchNorm !== null,
  }));
}

/**
 * Writes a checkpoint. With `half`, weights are stored as F16 (rounded to nearest); biases and
 * batch norm, a few numbers per channel, stay F32. Throws {@link ExchangeError} when the layers do
 * not fit the notation.
 */
export function writeCheckpoint(
  checkpoint: Checkpoint,
  options: { readonly half?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  const { notation, note } = checkpoint;
  const network = orRefuse(notation, () => parseNotation(notation));
  const expected = new Map(expectedLayers(network).map((layer) => [layer.name, layer]));
  const tensors = new Map<string, WrittenTensor>();
  for (const { name, weight, bias, batchNorm } of checkpoint.layers) {
    const shape = expected.get(name)?.weightShape ?? [weight.length];
    tensors.set(`${name}.weight`, { type: options.half ? 'F16' : 'F32', shape, values: weight });
    for (const [part, values] of Object.entries({ bias, ...batchNorm }))
      tensors.set(`${name}.${part}`, { type: 'F32', shape: [values.length], values });
  }
  const record = { format: 'spikewise-checkpoint', version: 1, notation, note } as const;
  const bytes = writeSafetensors(tensors, { [metadataKey]: JSON.stringify(record) });
  // The same checks as on reading: what is written can be read.
  readCheckpoint(bytes, network);
  return bytes;
}

function orRefuse<T>(notation: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof NetworkError)
      throw new ExchangeError(`notation ${quoted(notation)}: ${error.message}`);
    throw error;
  }
}

/**
 * Reads a checkpoint for a network. Throws {@link ExchangeError} naming the layer and both shapes,
 * and nothing else.
 */
export function readCheckpoint(bytes: Uint8Array, expected: NetworkRecord): Checkpoint {
  const file = readSafetensors(bytes);
  const { notation, note } = readMetadata(file.metadata, schema, 'checkpoint');
  const wanted = expectedLayers(expected);
  const layers = wanted.map((layer) => readLayer(file, layer));
  checkNoOthers(file, new Set(wanted.flatMap(tensorNames)));
  // Strides leave no trace in the shapes of weights.
  if (plainNotation(notation) !== plainNotation(expected.name))
    throw new ExchangeError(`checkpoint is of the network ${quoted(notation)}, not ${quoted(expected.name)}`);
  return { notation, layers, note };
}

function tensorNames({ name, batchNorm }: ExpectedLayer): string[] {
  return ['weight', 'bias', ...(batchNorm ? normParts : [])].map((part) => `${name}.${part}`);
}

function readLayer(
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
