/** Reads a layers model of TensorFlow.js: `model.json` and the shards beside it. */
import { sizeOf } from '../../../networks/shape.ts';
import { z } from '../../../networks/zod.ts';
import { ExchangeError, quoted } from '../../error.ts';
import { shapeEqual } from '../../float-tensor.ts';
import { fromHalf } from '../../half.ts';
import type { ModelDescription } from '../description.ts';
import { describeKeras } from '../keras/describe.ts';
import { parsedJson, textOf } from '../keras/json.ts';
import { checkModelBytes, mostNodes } from '../limits.ts';
import { leadsOutside } from './shard-paths.ts';

const quantization = z.object({
  dtype: z.enum(['uint8', 'uint16', 'float16']),
  scale: z.number().optional(),
  min: z.number().optional(),
});

const weightSchema = z.object({
  name: z.string().max(1000),
  shape: z
    .array(
      z
        .int()
        .min(0)
        .max(2 ** 31),
    )
    .max(8),
  dtype: z.string().max(40),
  quantization: quantization.optional(),
});

const schema = z.object({
  format: z.string().max(100).optional(),
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z
    .array(
      z.object({
        paths: z.array(z.string().max(1000)).max(10_000),
        weights: z.array(weightSchema).max(mostNodes),
      }),
    )
    .max(1000),
});

type Weight = z.infer<typeof weightSchema>;

/** Files by the path that a manifest gives, beside `model.json`. */
export type ShardFiles = ReadonlyMap<string, Uint8Array>;

/** Returns the network. Throws {@link ExchangeError} that names file and layer. */
export function readTfjs(json: Uint8Array, files: ShardFiles): ModelDescription {
  const { modelTopology, weightsManifest, format } = parsed(json);
  if (format === 'graph-model' || 'node' in modelTopology)
    throw new ExchangeError(
      'it is a graph model, whose layers cannot be told apart; save it as a layers model (tensorflowjs_converter --output_format=tfjs_layers_model)',
    );
  const tensors = tensorsOf(weightsManifest, files);
  const model = modelTopology.model_config ?? modelTopology;
  const config = typeof model === 'string' ? parsedJson(model) : model;
  return describeKeras('TensorFlow.js layers model', config, (layer, parts) =>
    parts.map(({ part, shape }) => {
      const wanted = `${layer.name}/${part}`;
      const tensor =
        tensors.get(wanted) ??
        tensors.get([...tensors.keys()].find((name) => name.endsWith(`/${wanted}`)) ?? '');
      if (!tensor)
        throw new ExchangeError(`layer ${quoted(layer.name)}: ${part} of ${shape.join('×')} is missing`);
      if (!shapeEqual(tensor.weight.shape, shape))
        throw new ExchangeError(
          `layer ${quoted(layer.name)}: ${part} must be ${shape.join('×')} (got ${tensor.weight.shape.join('×')})`,
        );
      return valuesOf(tensor.weight, tensor.bytes);
    }),
  );
}

function parsed(json: Uint8Array): z.infer<typeof schema> {
  const result = schema.safeParse(parsedJson(textOf(json)));
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new ExchangeError(
    `it is no model.json of TensorFlow.js: ${issue.path.join('.').slice(0, 100)}: ${issue.message.slice(0, 200)}`,
  );
}

interface StoredWeight {
  readonly weight: Weight;
  readonly bytes: Uint8Array;
}

/** Cuts the weights out of the shards, each within its own group. */
function tensorsOf(
  manifest: z.infer<typeof schema>['weightsManifest'],
  files: ShardFiles,
): ReadonlyMap<string, StoredWeight> {
  const tensors = new Map<string, StoredWeight>();
  for (const { paths, weights } of manifest) {
    const all = joined(paths.map((path) => shard(path, files)));
    let at = 0;
    for (const weight of weights) {
      const length = sizeOf(weight.shape) * bytesEach(weight);
      if (!(at + length <= all.length))
        throw new ExchangeError(
          `${paths.slice(0, 3).join(', ')}: ${quoted(weight.name)} of ${weight.shape.join('×')} ends at byte ${at + length}, and there are ${all.length}; a shard is cut short`,
        );
      if (tensors.has(weight.name)) throw new ExchangeError(`two weights are named ${quoted(weight.name)}`);
      tensors.set(weight.name, { weight, bytes: all.subarray(at, at + length) });
      at += length;
    }
    if (at !== all.length)
      throw new ExchangeError(
        `${paths.slice(0, 3).join(', ')}: ${all.length - at} bytes belong to no weight; take the shards of this model.json`,
      );
  }
  return tensors;
}

function shard(path: string, files: ShardFiles): Uint8Array {
  if (leadsOutside(path))
    throw new ExchangeError(
      `the shard ${quoted(path)} lies outside the folder of model.json; put all files into one folder`,
    );
  const bytes = files.get(path) ?? files.get(path.split('/').at(-1)!);
  if (!bytes)
    throw new ExchangeError(`the shard ${quoted(path)} is missing; give it together with model.json`);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  checkModelBytes('the model', length);
  if (parts.length === 1) return parts[0]!;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function bytesEach({ name, dtype, quantization: stored }: Weight): number {
  switch (stored?.dtype ?? dtype) {
    case 'float32':
    case 'int32':
      return 4;
    case 'float16':
    case 'uint16':
      return 2;
    case 'uint8':
    case 'bool':
      return 1;
    default:
      throw new ExchangeError(
        `weight ${quoted(name)} has the type ${quoted(dtype)}; float32 and quantised weights are read`,
      );
  }
}

function valuesOf({ name, shape, dtype, quantization: stored }: Weight, bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = (value: (i: number) => number) =>
    Float32Array.from({ length: sizeOf(shape) }, (_, i) => value(i));
  if (!stored) {
    if (dtype === 'float32') return from((i) => view.getFloat32(4 * i, true));
    throw new ExchangeError(`weight ${quoted(name)} is of ${dtype} and not of float32`);
  }
  if (stored.dtype === 'float16') return from((i) => fromHalf(view.getUint16(2 * i, true)));
  const { scale, min } = stored;
  if (scale === undefined || min === undefined)
    throw new ExchangeError(
      `weight ${quoted(name)} is quantised without scale and min; convert the model again`,
    );
  return stored.dtype === 'uint8'
    ? from((i) => bytes[i]! * scale + min)
    : from((i) => view.getUint16(2 * i, true) * scale + min);
}
