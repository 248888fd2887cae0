/**
 * Reads and writes a trained ANN as a safetensors file: for every weighted layer `<layer>.weight`
 * and `.bias`, with batch norm also `.gamma`, `.beta`, `.mean` and `.variance`; a separator has its
 * ends as well. The notation and a note of where it came from are in the metadata.
 */
import type { Ends } from '../engine/separation/ends.ts';
import type { NetworkRecord } from '../networks/network.ts';
import { parseNotation, plainNotation } from '../networks/notation.ts';
import { z } from '../networks/zod.ts';
import {
  type CheckpointLayer,
  expectedLayers,
  layerTensors,
  orRefuse,
  readLayer,
  tensorNames,
} from './checkpoint-layers.ts';
import { endNames, endTensors, readEndTensors } from './end-tensors.ts';
import { ExchangeError, quoted } from './error.ts';
import { checkNoOthers } from './float-tensor.ts';
import { metadataKey, readMetadata } from './metadata.ts';
import { readSafetensors, type WrittenTensor, writeSafetensors } from './safetensors.ts';

export interface Checkpoint {
  /** The network in the paper's notation, as `28x28-c8s2-c16s2-64-10`. */
  readonly notation: string;
  /** Weighted layers in order. */
  readonly layers: readonly CheckpointLayer[];
  /** The analog ends of a separator; left out of a network without any. */
  readonly ends?: Ends;
  /** A note of where it came from: command, seed, accuracy. */
  readonly note: Readonly<Record<string, string>>;
}

const schema = z.strictObject({
  format: z.literal('spikewise-checkpoint'),
  version: z.literal(1),
  notation: z.string().min(1).max(1000),
  note: z.record(z.string(), z.string()),
});

/**
 * Writes a checkpoint. With `half`, weights are stored as F16 (rounded to nearest); biases and
 * batch norm, a few numbers per channel, stay F32. Throws {@link ExchangeError} when the layers do
 * not fit the notation.
 */
export function writeCheckpoint(
  checkpoint: Checkpoint,
  options: { readonly half?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  const { notation, note, ends } = checkpoint;
  const network = orRefuse(notation, () => parseNotation(notation));
  const expected = new Map(expectedLayers(network).map((layer) => [layer.name, layer]));
  const tensors = new Map<string, WrittenTensor>();
  for (const layer of checkpoint.layers) {
    const shape = expected.get(layer.name)?.weightShape ?? [layer.weight.length];
    for (const [name, tensor] of layerTensors(layer, shape, options.half ? 'F16' : 'F32'))
      tensors.set(name, tensor);
  }
  if (ends) for (const [name, tensor] of endTensors(ends)) tensors.set(name, tensor);
  const record = { format: 'spikewise-checkpoint', version: 1, notation, note } as const;
  const bytes = writeSafetensors(tensors, { [metadataKey]: JSON.stringify(record) });
  // The same checks as on reading: what is written can be read.
  readCheckpoint(bytes, network);
  return bytes;
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
  const { front } = expected;
  checkNoOthers(file, new Set([...wanted.flatMap(tensorNames), ...endNames(front)]));
  // Strides leave no trace in the shapes of weights.
  if (plainNotation(notation) !== plainNotation(expected.name))
    throw new ExchangeError(`checkpoint is of the network ${quoted(notation)}, not ${quoted(expected.name)}`);
  return { notation, layers, ...(front ? { ends: readEndTensors(file, front) } : {}), note };
}
