/**
 * Reads a trained network from the files of another program, by what the files are. A new format is
 * a folder here and a line in {@link readModel}; each loads its library when it is used.
 */
import { ExchangeError, quoted } from '../error.ts';
import type { ModelDescription } from './description.ts';
import { endingOf, modelEndings } from './endings.ts';
import { checkModelBytes } from './limits.ts';
import { shardPaths } from './tfjs/shard-paths.ts';

export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadModelOptions {
  /** The network of a file that holds named tensors alone. */
  readonly network?: string;
}

/** Two lines of Python that turn a PyTorch file into safetensors. */
export const pytorchRemedy = [
  'from safetensors.torch import save_file; import torch',
  'save_file({k: v.contiguous() for k, v in torch.load("model.pt", weights_only=True).items()}, "model.safetensors")',
] as const;

/**
 * Returns the network that some files describe: a single file, or `model.json` with its shards.
 * Throws {@link ExchangeError} that names the file and says what to do.
 */
export async function readModel(
  files: readonly ModelFile[],
  options: ReadModelOptions = {},
): Promise<ModelDescription> {
  checkModelBytes(
    'the model',
    files.reduce((sum, { bytes }) => sum + bytes.length, 0),
  );
  const main = mainFile(files);
  try {
    return await readOne(main, files, options);
  } catch (error) {
    if (error instanceof ExchangeError) throw new ExchangeError(`${main.name}: ${error.message}`);
    throw error;
  }
}

/**
 * Returns the files in the order that their hash is made in: `model.json` and then its shards as it
 * names them, by their paths within its folder. Weights that it does not name are left out.
 */
export function inManifestOrder(files: readonly ModelFile[]): readonly ModelFile[] {
  const description = files.find(({ name }) => endingOf(name) === 'json');
  if (!description || files.length === 1) return files;
  const folder = description.name.slice(0, description.name.lastIndexOf('/') + 1);
  const below = files
    .filter(({ name }) => name.startsWith(folder))
    .map(({ name, bytes }) => ({ name: name.slice(folder.length), bytes }));
  const paths = shardPaths(description.bytes);
  const shards = paths.flatMap((path) => below.find(({ name }) => name === path) ?? []);
  const isShard = (name: string) => shards.some((shard) => name === folder + shard.name);
  const others = files.filter((file) => file !== description && endingOf(file.name) !== 'bin');
  return [
    { name: description.name.slice(folder.length), bytes: description.bytes },
    ...shards,
    ...others.filter(({ name }) => !isShard(name)),
  ];
}

function mainFile(files: readonly ModelFile[]): ModelFile {
  const [only, ...others] = files;
  if (!only) throw new ExchangeError('no file was given; give the file of a trained network');
  if (others.length === 0) return only;
  const descriptions = files.filter(({ name }) => endingOf(name) === 'json');
  const rest = files.filter(({ name }) => endingOf(name) !== 'json' && endingOf(name) !== 'bin');
  if (descriptions.length !== 1 || rest.length > 0)
    throw new ExchangeError(
      `of several files one must be model.json and the others its shards (got ${files
        .slice(0, 5)
        .map(({ name }) => name)
        .join(', ')})`,
    );
  return descriptions[0]!;
}

async function readOne(
  { name, bytes }: ModelFile,
  files: readonly ModelFile[],
  { network }: ReadModelOptions,
): Promise<ModelDescription> {
  switch (endingOf(name)) {
    case 'onnx':
      return (await import('./onnx/read-onnx.ts')).readOnnx(bytes);
    case 'keras':
      return await (await import('./keras/read-keras.ts')).readKerasZip(bytes);
    case 'h5':
    case 'hdf5':
      return await (await import('./keras/read-h5.ts')).readKerasH5(bytes);
    case 'json': {
      const shards = new Map(
        files.filter((file) => file.name !== name).map((file) => [file.name, file.bytes]),
      );
      return (await import('./tfjs/read-tfjs.ts')).readTfjs(bytes, shards);
    }
    case 'safetensors': {
      const { describeCheckpoint, isOurs } = await import('./describe-checkpoint.ts');
      if (isOurs(bytes)) return describeCheckpoint(bytes);
      if (network === undefined)
        throw new ExchangeError(
          'it holds tensors without a network; say which it is, as --network 28x28-c16s1-c32s2-800-10 (docs/models.md)',
        );
      return (await import('./tensors-by-name/read-pytorch.ts')).readPytorchTensors(bytes, network);
    }
    case 'pt':
    case 'pth':
    case 'bin':
      throw new ExchangeError(
        `a PyTorch file holds a program, which is not run here; turn its state_dict into safetensors:\n  ${pytorchRemedy.join('\n  ')}`,
      );
    case 'nir':
      throw new ExchangeError(
        'a NIR file is a spiking network, which is not trained any more; drop it on the page or use ptl simulate to see what it answers (docs/nir.md)',
      );
    default:
      throw new ExchangeError(
        `${quoted(name)} is no model that is read here: ${modelEndings.join(', ')}; export the network as ONNX`,
      );
  }
}
