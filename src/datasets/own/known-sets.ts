/**
 * Published data sets that many people will want to import: where their makers offer them, and how
 * many examples they say that there are.
 */
import type { OwnFacts } from './own-set.ts';

export interface KnownSet {
  readonly title: string;
  /** Name of the file that is offered; null where a folder is to be put together. */
  readonly file: string | null;
  readonly address: string;
  /** One sentence on what to get and what to give. */
  readonly words: string;
  /** What tells the whole set: its input, and the numbers of classes and examples. */
  readonly layout: {
    readonly inputShape: readonly number[] | null;
    readonly classes: number;
    readonly train: number;
    readonly test: number;
  };
}

export const knownSets: readonly KnownSet[] = [
  {
    title: 'CIFAR-10',
    file: 'cifar-10-binary.tar.gz',
    address: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
    words: 'The “binary version”, about 162 MB; give the file as it is.',
    layout: { inputShape: [32, 32, 3], classes: 10, train: 50_000, test: 10_000 },
  },
  {
    title: 'CIFAR-100',
    file: 'cifar-100-binary.tar.gz',
    address: 'https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz',
    words: 'The “binary version”, about 161 MB; give the file as it is. The 100 fine classes are read.',
    layout: { inputShape: [32, 32, 3], classes: 100, train: 50_000, test: 10_000 },
  },
  {
    title: 'ImageNet',
    file: null,
    address: 'https://image-net.org/download.php',
    words:
      'A part of it, as train/<class>/… with JPEG images, brought to one size: about 10,000 images of 224×224 fit.',
    layout: { inputShape: null, classes: 1000, train: 1_281_167, test: 100_000 },
  },
];

/** Returns the known set that a file of this name holds, or null. */
export function knownFile(name: string): KnownSet | null {
  return knownSets.find(({ file }) => file !== null && name.endsWith(file)) ?? null;
}

/**
 * Says whether an imported set is the whole of a known one, by its layout and counts. Returns null
 * where its file has no known name.
 */
export function knownWords({ source, inputShape, classNames, available }: OwnFacts): string | null {
  const known = knownFile(source.name);
  if (!known) return null;
  const { layout, title } = known;
  const train = available.train + available.validation;
  const whole =
    layout.inputShape?.join() === inputShape.join() &&
    layout.classes === classNames.length &&
    layout.train === train &&
    layout.test === available.test;
  return whole
    ? `By its layout and counts this is the whole of ${title}. Its bytes were not compared with the published ones.`
    : `Its name is that of ${title}, but its layout or counts are not: it is used as it is.`;
}
