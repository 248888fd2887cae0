/** IDX, the format of MNIST and of sets like it: images and labels in files of their own. */
import { byteScaling } from '../../engine/examples/scaling.ts';
import type { ImageShape } from '../../networks/shape.ts';
import { writeCount } from '../../tasks/writing.ts';
import { DataError } from '../dataset.ts';
import { baseName, type Folder } from './folder.ts';
import type { Decoded, Format, Part } from './format.ts';
import { checkClasses, checkInputs } from './labels.ts';

/** Number of the type “unsigned byte”, the only one of such sets. */
const byteType = 8;

interface Idx {
  readonly sizes: readonly number[];
  readonly values: Uint8Array;
}

/** Reads one file. Throws a {@link DataError} unless its size is just what its header says. */
export function readIdx(path: string, bytes: Uint8Array): Idx {
  const [, , type, dimensions] = bytes;
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || !dimensions)
    throw new DataError(`${path} is no IDX file: its first bytes are others. Download it again.`);
  if (type !== byteType)
    throw new DataError(
      `${path} holds numbers of type ${type}, and only bytes (8) are read. Save it with bytes, or as npy.`,
    );
  const start = 4 + 4 * dimensions;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes: number[] = [];
  for (let i = 0; i < dimensions && 8 + 4 * i <= bytes.length; i++) sizes.push(view.getUint32(4 + 4 * i));
  const expected = start + sizes.reduce((product, size) => product * size, 1);
  if (sizes.length < dimensions || expected !== bytes.length)
    throw new DataError(
      `${path} is cut short or damaged: it is said to have ${sizes.join('×')} numbers, ${writeCount(expected)} bytes in all, and has ${writeCount(bytes.length)}. Download it again.`,
    );
  return { sizes, values: bytes.subarray(start) };
}

const splits = { train: /train/i, test: /t10k|test/i } as const;
type Split = keyof typeof splits;

/** Returns the one file of a split and kind: MNIST calls them train-images-idx3-ubyte and so on. */
function fileOf(paths: readonly string[], split: Split, kind: 'images' | 'labels'): string | undefined {
  const found = paths.filter((path) => {
    const name = baseName(path);
    return /[-.]idx\d?/i.test(name) && splits[split].test(name) && name.toLowerCase().includes(kind);
  });
  if (found.length > 1)
    throw new DataError(`${found.join(' and ')} are both ${kind} of the ${split} split. Give one of them.`);
  return found[0];
}

function shapeOf(path: string, { sizes }: Idx): ImageShape {
  const [, height, width, channels = 1] = sizes;
  if (sizes.length < 3 || sizes.length > 4)
    throw new DataError(`${path} has ${sizes.length} dimensions; images have 3, or 4 with channels.`);
  return [height!, width!, channels];
}

function partOf(imagesPath: string, images: Idx, labelsPath: string, labels: Idx): Part {
  const count = images.sizes[0]!;
  if (labels.sizes.length !== 1 || labels.sizes[0] !== count)
    throw new DataError(
      `${labelsPath} has ${labels.sizes.join('×')} labels for the ${writeCount(count)} images of ${imagesPath}. Give the two files that belong together.`,
    );
  return { count, inputs: images.values.slice(), labels: Uint16Array.from(labels.values) };
}

export const idx: Format = {
  id: 'idx',
  title: 'IDX, as MNIST',
  looks:
    'train-images-idx3-ubyte, train-labels-idx1-ubyte and the same with t10k, each packed by gzip or not',
  recognises: (paths) => fileOf(paths, 'train', 'images') !== undefined,
  read: async (folder: Folder, { tell }): Promise<Decoded> => {
    const of = (split: Split) =>
      [fileOf(folder.paths, split, 'images'), fileOf(folder.paths, split, 'labels')] as const;
    const [train, test] = [of('train'), of('test')];
    for (const [split, [images, labels]] of [
      ['train', train],
      ['t10k', test],
    ] as const)
      if ((images === undefined) !== (labels === undefined))
        throw new DataError(
          `${folder.name} lacks the ${images ? 'labels' : 'images'} of ${split}. Give both files of a split.`,
        );
    const wanted = [...train, ...test].filter((path) => path !== undefined);
    const files = new Map<string, Idx>();
    await folder.read(new Set(wanted), (path, bytes) => {
      files.set(path, readIdx(path, bytes));
      tell(files.size / wanted.length);
    });
    const partFor = ([images, labels]: readonly [string | undefined, string | undefined]) => {
      if (!images || !labels) return undefined;
      const shape = shapeOf(images, files.get(images)!);
      checkInputs(images, files.get(images)!.sizes[0]!, shape, 1);
      return { shape, part: partOf(images, files.get(images)!, labels, files.get(labels)!) };
    };
    const trained = partFor(train)!;
    const tested = partFor(test);
    if (tested && tested.shape.join('×') !== trained.shape.join('×'))
      throw new DataError(
        `${test[0]} has images of ${tested.shape.join('×')}, ${train[0]} of ${trained.shape.join('×')}. Give files that belong together.`,
      );
    const last = Math.max(
      ...[trained, tested].map((of) => of?.part.labels.reduce((a, b) => Math.max(a, b), 0) ?? 0),
    );
    checkClasses(folder.name, last + 1);
    return {
      inputShape: trained.shape,
      classNames: Array.from({ length: last + 1 }, (_, i) => String(i)),
      scaling: byteScaling,
      parts: { train: trained.part, ...(tested ? { test: tested.part } : {}) },
      skipped: [],
    };
  },
};
