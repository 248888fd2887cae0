/** Reads a `.keras` file: a zip of a configuration and an HDF5 file of weights. */
import { unzipSync } from 'fflate';
import { ExchangeError, quoted } from '../../error.ts';
import { shapeEqual } from '../../float-tensor.ts';
import type { ModelDescription } from '../description.ts';
import { checkModelBytes, mostModelBytes } from '../limits.ts';
import { describeKeras } from './describe.ts';
import { type Hdf5, withHdf5 } from './hdf5.ts';
import { parsedJson, textOf } from './json.ts';
import { type KerasLayer, layersOf } from './topology.ts';
import type { WeightPart } from './weight-part.ts';

const parts = ['config.json', 'model.weights.h5'] as const;

/** Deflate makes at most this much of a byte; what claims more is a bomb. */
const mostRatio = 1040;

export async function readKerasZip(bytes: Uint8Array): Promise<ModelDescription> {
  checkModelBytes('the file', bytes.length);
  const files = unzipped(bytes);
  const [config, weights] = parts.map((name) => {
    const found = files[name];
    if (!found)
      throw new ExchangeError(`it holds no ${name}; save the model again with model.save("model.keras")`);
    return found;
  }) as [Uint8Array, Uint8Array];
  const model = parsedJson(textOf(config));
  return await withHdf5(weights, (file) => {
    const folders = weightFolders(file, layersOf(model));
    return describeKeras('Keras 3', model, (layer, wanted) => {
      const folder = folders(layer, wanted);
      return wanted.map(({ shape }, i) => file.floats(`${folder}/vars/${i}`, shape));
    });
  });
}

function unzipped(bytes: Uint8Array): Record<string, Uint8Array> {
  const refuse = () => new ExchangeError('it is no zip file, or is damaged; save the model again');
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (!(parts as readonly string[]).includes(name)) return false;
        total += originalSize;
        if (total > mostModelBytes || originalSize > size * mostRatio + 1000)
          throw new ExchangeError(`${quoted(name)} unpacks to more than a model may have`);
        return true;
      },
    });
  } catch (error) {
    throw error instanceof ExchangeError ? error : refuse();
  }
}

/** Writes a class as Keras does in names: `BatchNormalization` is `batch_normalization`. */
function snakeCase(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/**
 * Returns the folder of a layer's weights. Keras 3 first named them by class and number, and later
 * by the layer.
 */
function weightFolders(
  file: Hdf5,
  layers: readonly KerasLayer[],
): (layer: KerasLayer, wanted: readonly WeightPart[]) => string {
  const counted = new Map<string, number>();
  const byClass = new Map<string, string>();
  for (const { className, name } of [...layers].sort((a, b) => a.place - b.place)) {
    const base = snakeCase(className);
    const count = counted.get(base) ?? 0;
    counted.set(base, count + 1);
    byClass.set(name, count === 0 ? base : `${base}_${count}`);
  }
  const root = ['/layers', '/_layer_checkpoint_dependencies'];
  const fits = (folder: string, wanted: readonly WeightPart[]) =>
    wanted.every(({ shape }, i) => shapeEqual(file.shape(`${folder}/vars/${i}`) ?? [-1], shape));
  return ({ name }, wanted) => {
    const folders = root.flatMap((of) => [`${of}/${byClass.get(name)}`, `${of}/${name}`]);
    return folders.find((folder) => fits(folder, wanted)) ?? folders[0]!;
  };
}
