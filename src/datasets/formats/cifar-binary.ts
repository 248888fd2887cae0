/**
 * CIFAR-10 and CIFAR-100 in the binary layout of their makers: one or two bytes of labels, then
 * 32×32 bytes of red, of green and of blue.
 */
import { byteScaling } from '../../engine/examples/scaling.ts';
import { writeCount } from '../../tasks/writing.ts';
import { DataError } from '../dataset.ts';
import { baseName, type Folder } from './folder.ts';
import type { Decoded, Format, Part } from './format.ts';

const side = 32;
const plane = side * side;

interface Layout {
  readonly title: string;
  readonly train: readonly string[];
  readonly test: string;
  readonly names: string;
  readonly classes: number;
  /** Bytes before the pixels, of which the last is the label: CIFAR-100 has a coarse one first. */
  readonly labelBytes: number;
}

const layouts: readonly Layout[] = [
  {
    title: 'CIFAR-10',
    train: [1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin`),
    test: 'test_batch.bin',
    names: 'batches.meta.txt',
    classes: 10,
    labelBytes: 1,
  },
  {
    title: 'CIFAR-100',
    train: ['train.bin'],
    test: 'test.bin',
    names: 'fine_label_names.txt',
    classes: 100,
    labelBytes: 2,
  },
];

const filesOf = ({ train, test, names }: Layout) => [...train, test, names];

/** Returns the layout of which a file of pictures is there, even where others are missing. */
function layoutOf(paths: readonly string[]): Layout | undefined {
  const there = new Set(paths.map(baseName));
  return layouts.find(({ train, names }) => there.has(train[0]!) && (train.length > 1 || there.has(names)));
}

/** Returns one byte per channel and pixel, channels innermost, and the labels. */
function unpack(path: string, bytes: Uint8Array, { classes, labelBytes, title }: Layout): Part {
  const record = labelBytes + 3 * plane;
  const count = Math.floor(bytes.length / record);
  if (count * record !== bytes.length || count === 0)
    throw new DataError(
      `${path} is cut short or no file of ${title}: ${writeCount(bytes.length)} bytes are no whole number of images of ${writeCount(record)} bytes. Download the archive again.`,
    );
  const inputs = new Uint8Array(count * 3 * plane);
  const labels = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * record + labelBytes;
    const label = bytes[at - 1]!;
    if (label >= classes)
      throw new DataError(
        `${path} is damaged: image ${i + 1} has the label ${label}, and ${title} has labels up to ${classes - 1}. Download the archive again.`,
      );
    labels[i] = label;
    for (let p = 0; p < plane; p++)
      for (let c = 0; c < 3; c++) inputs[(i * plane + p) * 3 + c] = bytes[at + c * plane + p]!;
  }
  return { count, inputs, labels };
}

function namesIn(path: string, bytes: Uint8Array, { classes, title }: Layout): string[] {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  const names = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (names.length !== classes || new Set(names).size !== classes)
    throw new DataError(
      `${path} is damaged: it names ${names.length} classes, and ${title} has ${classes}. Download the archive again.`,
    );
  return names;
}

function join(parts: readonly Part[]): Part {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const inputs = new Uint8Array(count * 3 * plane);
  const labels = new Uint16Array(count);
  let at = 0;
  for (const part of parts) {
    inputs.set(part.inputs, at * 3 * plane);
    labels.set(part.labels, at);
    at += part.count;
  }
  return { count, inputs, labels };
}

export const cifarBinary: Format = {
  id: 'cifar-binary',
  title: 'CIFAR-10 or CIFAR-100, binary version',
  looks:
    'data_batch_1.bin … test_batch.bin and batches.meta.txt, or train.bin, test.bin and fine_label_names.txt',
  recognises: (paths) => layoutOf(paths) !== undefined,
  read: async (folder: Folder, { tell }): Promise<Decoded> => {
    const layout = layoutOf(folder.paths)!;
    const files = filesOf(layout);
    const places = new Map(
      files.map((file) => [file, folder.paths.filter((path) => baseName(path) === file)]),
    );
    for (const [file, found] of places)
      if (found.length !== 1)
        throw new DataError(
          `${folder.name} is not the whole of ${layout.title}: ${file} is ${found.length === 0 ? 'missing' : 'there more than once'}. Download the archive again.`,
        );
    const parts = new Map<string, Part>();
    let names: string[] = [];
    let done = 0;
    await folder.read(new Set([...places.values()].flat()), (path, bytes) => {
      const file = baseName(path);
      if (file === layout.names) names = namesIn(path, bytes, layout);
      else parts.set(file, unpack(path, bytes, layout));
      done++;
      tell(done / files.length);
    });
    return {
      inputShape: [side, side, 3],
      classNames: names,
      scaling: byteScaling,
      parts: { train: join(layout.train.map((file) => parts.get(file)!)), test: parts.get(layout.test)! },
      skipped: [],
    };
  },
};
