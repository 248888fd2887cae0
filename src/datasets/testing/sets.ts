/** Makes small data sets for tests in the layouts that their makers published. */
import { bytesOfText, type Files } from './archives.ts';

const classNames = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ');

/** Returns images of 32×32 as records, each with its labels before it. */
function records(count: number, seed: number, labelsOf: (i: number) => readonly number[]): Uint8Array {
  const record = labelsOf(0).length + 3072;
  const bytes = new Uint8Array(count * record);
  for (let i = 0; i < count; i++) {
    const labels = labelsOf(i);
    bytes.set(labels, i * record);
    for (let p = 0; p < 3072; p++)
      bytes[i * record + labels.length + p] = (seed * 37 + i * 11 + p * (1 + (labels[0]! % 5))) % 256;
  }
  return bytes;
}

/** Returns CIFAR-10, with `each` images in each of the five batches. */
export function cifar10Files(each: number, test: number): Record<string, Uint8Array> {
  const of = (count: number, seed: number) => records(count, seed, (i) => [(i + seed) % 10]);
  const files: Record<string, Uint8Array> = {};
  for (let batch = 1; batch <= 5; batch++)
    files[`cifar-10-batches-bin/data_batch_${batch}.bin`] = of(each, batch);
  files['cifar-10-batches-bin/test_batch.bin'] = of(test, 6);
  files['cifar-10-batches-bin/batches.meta.txt'] = bytesOfText(`${classNames.join('\n')}\n\n`);
  files['cifar-10-batches-bin/readme.html'] = bytesOfText('<html></html>');
  return files;
}

export function cifar100Files(train: number, test: number): Files {
  const names = Array.from({ length: 100 }, (_, i) => `thing_${i}`);
  const of = (count: number, seed: number) => records(count, seed, (i) => [i % 20, (i * 7) % 100]);
  return {
    'cifar-100-binary/train.bin': of(train, 1),
    'cifar-100-binary/test.bin': of(test, 2),
    'cifar-100-binary/fine_label_names.txt': bytesOfText(names.join('\n')),
    'cifar-100-binary/coarse_label_names.txt': bytesOfText('things'),
  };
}

/** Returns bytes of these sizes as an IDX file. */
export function idxOf(sizes: readonly number[], values: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * sizes.length + values.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(2, 0x0800 + sizes.length);
  sizes.forEach((size, i) => {
    view.setUint32(4 + 4 * i, size);
  });
  bytes.set(values, 4 + 4 * sizes.length);
  return bytes;
}

/** Returns images of 4×4 in five classes, in files that are called as those of MNIST. */
export function mnistLike(train: number, test: number): Record<string, Uint8Array> {
  const images = (count: number) =>
    idxOf(
      [count, 4, 4],
      new Uint8Array(count * 16).map((_, i) => (i * 13) % 256),
    );
  const labels = (count: number) =>
    idxOf(
      [count],
      new Uint8Array(count).map((_, i) => i % 5),
    );
  return {
    'train-images-idx3-ubyte': images(train),
    'train-labels-idx1-ubyte': labels(train),
    't10k-images-idx3-ubyte': images(test),
    't10k-labels-idx1-ubyte': labels(test),
  };
}
