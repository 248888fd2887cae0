/** Arrays of NumPy, in one npz or in npy files: inputs and labels by their names. */
import { byteScaling, noScaling } from '../../engine/examples/scaling.ts';
import type { ImageShape } from '../../networks/shape.ts';
import { writeCount } from '../../tasks/writing.ts';
import { DataError, type SplitCounts } from '../dataset.ts';
import { baseName, type Folder } from './folder.ts';
import type { Decoded, Format, Part } from './format.ts';
import { checkClasses, checkInputs, mostClasses } from './labels.ts';
import { type NpyArray, readNpy } from './npy-file.ts';

type Split = keyof SplitCounts;

const splitWords: Readonly<Record<Split, RegExp>> = {
  train: /^(train|training)$/,
  validation: /^(val|valid|validation)$/,
  test: /^(test|testing)$/,
};
const inputWords = /^(x|images?|data|inputs?|features)$/;
const labelWords = /^(y|labels?|targets?|classes)$/;

interface Role {
  readonly split: Split;
  readonly kind: 'inputs' | 'labels';
}

/** Returns what an array is by the words of its name, as x_train or test_labels. */
function roleOf(path: string): Role | null {
  const name = baseName(path).toLowerCase();
  if (!name.endsWith('.npy')) return null;
  const words = name.slice(0, -4).split(/[_\-. ]/);
  const kinds = words.flatMap((word) =>
    inputWords.test(word) ? ['inputs' as const] : labelWords.test(word) ? ['labels' as const] : [],
  );
  if (kinds.length === 0) return null;
  const split = (['validation', 'test'] as const).find((of) =>
    words.some((word) => splitWords[of].test(word)),
  );
  return { split: split ?? 'train', kind: kinds.at(-1)! };
}

function shapeOf(path: string, { shape }: NpyArray): ImageShape {
  switch (shape.length) {
    case 2:
      return [1, shape[1]!, 1];
    case 3:
      return [shape[1]!, shape[2]!, 1];
    case 4:
      return [shape[1]!, shape[2]!, shape[3]!];
    default:
      throw new DataError(
        `${path} has ${shape.length} dimensions; inputs have 2 (values), 3 (grey) or 4 (with channels last).`,
      );
  }
}

/** Returns bytes and floats as they are, and other whole numbers as bytes. */
function inputsOf(path: string, { values }: NpyArray): Uint8Array | Float32Array {
  if (!(values instanceof Float64Array)) return values;
  if (!values.every((value) => value >= 0 && value <= 255))
    throw new DataError(`${path} has whole numbers beyond 0 to 255. Save it as float32, scaled as you like.`);
  return Uint8Array.from(values);
}

function labelsOf(path: string, { shape, values }: NpyArray, count: number): Uint16Array {
  if (values.length !== count || shape[0] !== count)
    throw new DataError(
      `${path} has ${shape.join('×')} labels for ${writeCount(count)} inputs. Save one number for each.`,
    );
  const wrong = values.findIndex((value) => !(Number.isInteger(value) && value >= 0 && value < mostClasses));
  if (wrong >= 0)
    throw new DataError(
      `${path} has the label ${values[wrong]} at place ${writeCount(wrong + 1)}; labels are whole numbers from 0 to ${mostClasses - 1}. Number the classes.`,
    );
  return Uint16Array.from(values);
}

export const npy: Format = {
  id: 'npy',
  title: 'arrays of NumPy',
  looks: 'x_train.npy, y_train.npy and the same with test or val, alone or in one npz',
  recognises: (paths) => paths.some((path) => path.toLowerCase().endsWith('.npy')),
  read: async (folder: Folder, { tell }): Promise<Decoded> => {
    const roles = new Map(
      folder.paths.flatMap((path) => {
        const role = roleOf(path);
        return role ? [[path, role] as const] : [];
      }),
    );
    const pathOf = (split: Split, kind: Role['kind']) => {
      const found = [...roles].filter(([, role]) => role.split === split && role.kind === kind);
      if (found.length > 1)
        throw new DataError(
          `${found.map(([path]) => path).join(' and ')} are both ${kind} of ${split}. Give one of them.`,
        );
      return found[0]?.[0];
    };
    const arrays = new Map<string, NpyArray>();
    const splits = (['train', 'validation', 'test'] as const).flatMap((split) => {
      const [inputs, labels] = [pathOf(split, 'inputs'), pathOf(split, 'labels')];
      if (!inputs !== !labels)
        throw new DataError(
          `${folder.name} lacks the ${inputs ? 'labels' : 'inputs'} of ${split}. Give both.`,
        );
      return inputs && labels ? [{ split, inputs, labels }] : [];
    });
    if (splits[0]?.split !== 'train')
      throw new DataError(`${folder.name} has no training arrays. Name them x_train and y_train.`);
    await folder.read(new Set(splits.flatMap(({ inputs, labels }) => [inputs, labels])), (path, bytes) => {
      arrays.set(path, readNpy(path, bytes));
      tell(arrays.size / (2 * splits.length));
    });
    const first = splits[0];
    const shape = shapeOf(first.inputs, arrays.get(first.inputs)!);
    const parts = splits.map(({ split, inputs, labels }): [Split, Part] => {
      const array = arrays.get(inputs)!;
      const values = inputsOf(inputs, array);
      checkInputs(inputs, array.shape[0]!, shape, values instanceof Uint8Array ? 1 : 4);
      if (shapeOf(inputs, array).join('×') !== shape.join('×'))
        throw new DataError(
          `${inputs} has other inputs than ${first.inputs}. Give arrays that belong together.`,
        );
      const count = array.shape[0]!;
      return [split, { count, inputs: values, labels: labelsOf(labels, arrays.get(labels)!, count) }];
    });
    if (new Set(parts.map(([, { inputs }]) => inputs.constructor)).size > 1)
      throw new DataError(`${folder.name} has bytes in one split and floats in another. Save all alike.`);
    const last = parts.reduce((most, [, { labels }]) => labels.reduce((a, b) => Math.max(a, b), most), 0);
    checkClasses(folder.name, last + 1);
    return {
      inputShape: shape,
      classNames: Array.from({ length: last + 1 }, (_, i) => String(i)),
      scaling: parts[0]![1].inputs instanceof Uint8Array ? byteScaling : noScaling,
      parts: Object.fromEntries(parts) as unknown as Decoded['parts'],
      skipped: [],
    };
  },
};
