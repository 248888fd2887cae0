/**
 * Images sorted into a folder for each class: `train/<class>/…` and `test/<class>/…`, or the
 * classes alone. Classes are numbered in the order of their names.
 */
import { byteScaling } from '../../engine/examples/scaling.ts';
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import { writeCount } from '../../tasks/writing.ts';
import { DataError, type SplitCounts } from '../dataset.ts';
import { baseName, type Folder } from './folder.ts';
import type { Decoded, Format, Part, Skipped, Surroundings } from './format.ts';
import { ImageError, type Pixels } from './images/pixels.ts';
import { resized, withChannels } from './images/resize.ts';
import { checkClasses, checkInputs } from './labels.ts';

/** Largest share of images that may be skipped. */
export const mostSkipped = 0.1;

type Split = keyof SplitCounts;

const splitNames: Readonly<Record<string, Split>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  test: 'test',
  testing: 'test',
};

/** Names of files that say that they are images, of formats that are read or not. */
export const isImage = (path: string) => /\.(jpe?g|png|gif|bmp|webp|tiff?|avif)$/i.test(baseName(path));

interface Place {
  readonly path: string;
  readonly split: Split;
  readonly className: string;
}

/** Returns what all paths begin with, in whole folders. */
function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  let folder = first.slice(0, first.lastIndexOf('/') + 1);
  while (!others.every((path) => path.startsWith(folder)))
    folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return folder;
}

/** Returns split and class of each image, and the images that have none. */
function placesOf(paths: readonly string[]): { places: Place[]; loose: Skipped[] } {
  const images = paths.filter(isImage);
  let folder = commonFolder(images);
  // The common folder of one split, or of one class, is not above the splits or classes.
  const parts = folder.split('/').slice(0, -1);
  const at = parts.findIndex((part) => splitNames[part.toLowerCase()]);
  if (at >= 0)
    folder = parts
      .slice(0, at)
      .map((part) => `${part}/`)
      .join('');
  else if (images.some((path) => !path.slice(folder.length).includes('/')))
    folder = parts
      .slice(0, -1)
      .map((part) => `${part}/`)
      .join('');
  const inner = images.map((path) => path.slice(folder.length).split('/'));
  const named = inner.every(([top]) => Object.hasOwn(splitNames, top!.toLowerCase()));
  const places: Place[] = [];
  const loose: Skipped[] = [];
  images.forEach((path, i) => {
    const [top, ...rest] = inner[i]!;
    const split = named ? splitNames[top!.toLowerCase()]! : 'train';
    const folders = named ? rest : [top!, ...rest];
    if (folders.length >= 2) places.push({ path, split, className: folders[0]! });
    else loose.push({ path, reason: 'lies in no folder of a class' });
  });
  return { places, loose };
}

/** Decoded images of one split, each at the place of its path. */
interface Shelf {
  readonly places: readonly Place[];
  inputs: Uint8Array;
  readonly there: boolean[];
}

export const imageFolder: Format = {
  id: 'image-folder',
  title: 'folders of PNG and JPEG images',
  looks: 'train/<class>/… and test/<class>/…, or <class>/… alone, with PNG or JPEG images',
  recognises: (paths) => paths.some(isImage),
  read: async (folder: Folder, surroundings): Promise<Decoded> => {
    const { places, loose } = placesOf(folder.paths);
    const classNames = [...new Set(places.map(({ className }) => className))].sort();
    checkClasses(folder.name, classNames.length);
    if (!places.some(({ split }) => split === 'train'))
      throw new DataError(`${folder.name} has no training images. Name their folder train/.`);
    const { shape, shelves, skipped } = await decodeAll(folder, places, surroundings);
    const total = places.length + loose.length;
    const all = [...loose, ...skipped].sort((a, b) => (a.path < b.path ? -1 : 1));
    if (all.length > mostSkipped * total)
      throw new DataError(
        `${folder.name} is refused: ${writeCount(all.length)} of its ${writeCount(total)} images cannot be used, the first ${all[0]!.path}: it ${all[0]!.reason}. Mend or remove them.`,
      );
    const numbers = new Map(classNames.map((name, i) => [name, i]));
    const parts = Object.fromEntries(
      [...shelves].map(([split, shelf]) => [split, partOf(shelf, shape, numbers)]),
    ) as Decoded['parts'];
    return { inputShape: shape, classNames, scaling: byteScaling, parts, skipped: all };
  },
};

/** Decodes every image into its place; a place stays empty where that fails. */
async function decodeAll(
  folder: Folder,
  places: readonly Place[],
  { images, options, tell }: Surroundings,
): Promise<{ shape: ImageShape; shelves: Map<Split, Shelf>; skipped: Skipped[] }> {
  const shelves = new Map<Split, Shelf>();
  const indexOf = new Map<string, { shelf: Shelf; at: number }>();
  for (const split of ['train', 'validation', 'test'] as const) {
    const own = places.filter((place) => place.split === split);
    if (own.length === 0) continue;
    const shelf: Shelf = { places: own, inputs: new Uint8Array(0), there: [] };
    shelves.set(split, shelf);
    own.forEach(({ path }, at) => {
      indexOf.set(path, { shelf, at });
    });
  }
  const skipped: Skipped[] = [];
  let size = options.size ?? null;
  let sizeFrom = 'the size that was asked for';
  let coloured = options.colour === 'colour';
  const stored = options.colour === 'grey' ? 1 : 3;
  let done = 0;
  let ready = false;
  await folder.read(new Set(indexOf.keys()), async (path, bytes) => {
    done++;
    if (done % 64 === 0 || done === indexOf.size) tell(done / indexOf.size);
    let image: Pixels;
    try {
      image = await images.decode(bytes);
    } catch (error) {
      if (!(error instanceof ImageError)) throw error;
      skipped.push({ path, reason: error.message });
      return;
    }
    if (!size) {
      size = [image.height, image.width];
      sizeFrom = path;
    }
    const [height, width] = size;
    if (!options.size && (image.height !== height || image.width !== width))
      throw new DataError(
        `${folder.name} has images of different sizes: ${path} has ${image.height}×${image.width}, ${sizeFrom} ${height}×${width}. Choose a size to bring them to.`,
      );
    const length = height * width * stored;
    if (!ready) {
      checkInputs(folder.name, indexOf.size, [height, width, stored], 1);
      for (const shelf of shelves.values()) shelf.inputs = new Uint8Array(shelf.places.length * length);
      ready = true;
    }
    if (options.colour === 'auto' && image.channels === 3) coloured = true;
    const { shelf, at } = indexOf.get(path)!;
    shelf.inputs.set(withChannels(resized(image, height, width, options.fit), stored).data, at * length);
    shelf.there[at] = true;
  });
  if (!size)
    throw new DataError(
      `${folder.name} is refused: none of its ${writeCount(indexOf.size)} images can be used, the first ${skipped[0]?.path}: it ${skipped[0]?.reason}. Save them as PNG or JPEG.`,
    );
  const channels = coloured ? 3 : 1;
  if (channels < stored)
    for (const shelf of shelves.values()) shelf.inputs = shelf.inputs.filter((_, i) => i % 3 === 0);
  return { shape: [size[0], size[1], channels], shelves, skipped };
}

/** Closes the gaps of images that were skipped. */
function partOf(
  { places, inputs, there }: Shelf,
  shape: ImageShape,
  numbers: ReadonlyMap<string, number>,
): Part {
  const length = sizeOf(shape);
  const labels = new Uint16Array(places.length);
  let count = 0;
  places.forEach(({ className }, i) => {
    if (!there[i]) return;
    if (count < i) inputs.copyWithin(count * length, i * length, (i + 1) * length);
    labels[count] = numbers.get(className)!;
    count++;
  });
  return { count, inputs: inputs.subarray(0, count * length), labels: labels.slice(0, count) };
}
