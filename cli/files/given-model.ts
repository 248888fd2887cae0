/** Reads the files of a model, and of a sample beside it, from disk. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '../../src/datasets/dataset.ts';
import { inManifestOrder, type ModelFile } from '../../src/exchange/models/index.ts';
import { checkModelBytes } from '../../src/exchange/models/limits.ts';
import { readTensorFile } from '../../src/exchange/models/onnx/tensors.ts';
import { shardPaths } from '../../src/exchange/models/tfjs/shard-paths.ts';
import { type ImageShape, sizeOf } from '../../src/networks/shape.ts';

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    checkModelBytes(file, (await stat(file)).size);
    const bytes = await readFile(file);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new DataError(`${file} cannot be read (${code}); give the file of a trained network.`);
  }
}

/** Returns the files, and for a `model.json` alone the shards that it names beside it. */
export async function givenModel(paths: readonly string[]): Promise<readonly ModelFile[]> {
  const files = await Promise.all(
    paths.map(async (file) => ({ name: path.basename(file), bytes: await bytesOf(file) })),
  );
  const [only] = files;
  if (files.length > 1) return inManifestOrder(files);
  if (!only!.name.toLowerCase().endsWith('.json')) return files;
  const folder = path.dirname(paths[0]!);
  const shards = await Promise.all(
    shardPaths(only!.bytes).map(async (name) => ({ name, bytes: await bytesOf(path.join(folder, name)) })),
  );
  return [only!, ...shards];
}

/** Returns the input, channels last, and the outputs of two files of tensors. */
export async function givenSample(
  paths: readonly string[],
  [height, width, channels]: ImageShape,
): Promise<{ readonly input: Float32Array; readonly outputs: Float64Array }> {
  if (paths.length !== 2) throw new DataError('--sample takes two files: input_0.pb and output_0.pb.');
  const [given, outputs] = await Promise.all(paths.map(async (file) => readTensorFile(await bytesOf(file))));
  const pixels = height * width;
  if (given!.values.length !== sizeOf([height, width, channels]))
    throw new DataError(
      `${paths[0]} holds ${given!.shape.join('×')}, and the network takes ${height}×${width}×${channels}.`,
    );
  const input = Float32Array.from(
    given!.values,
    (_, i) => given!.values[(i % channels) * pixels + Math.floor(i / channels)]!,
  );
  return { input, outputs: outputs!.values };
}
