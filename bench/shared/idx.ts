/**
 * Our images as the idx files that everyone's MNIST loader reads: first the training, then the
 * validation images.
 */
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { diskReader } from '../../cli/read-disk.ts';
import { firstImages, type LabelledImages } from '../../src/engine/examples/data.ts';
import { loadImages } from '../../src/runs/execution/materials.ts';

function idx(magic: number, sizes: readonly number[], parts: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  [magic, ...sizes].forEach((value, i) => {
    header.writeUInt32BE(value, 4 * i);
  });
  return Buffer.concat([header, ...parts]);
}

async function writePair(folder: string, prefix: string, sets: readonly LabelledImages[]): Promise<void> {
  const count = sets.reduce((total, set) => total + set.count, 0);
  const [height, width] = sets[0]!.imageShape;
  const images = idx(
    0x803,
    [count, height, width],
    sets.map((set) => set.images),
  );
  const labels = idx(
    0x801,
    [count],
    sets.map((set) => set.labels),
  );
  await writeFile(path.join(folder, `${prefix}-images-idx3-ubyte`), images);
  await writeFile(path.join(folder, `${prefix}-labels-idx1-ubyte`), labels);
}

/** Hands `use` a temporary folder with the images, and removes it afterwards. */
export async function withIdxFiles<T>(
  counts: { readonly train: number; readonly validation: number; readonly test: number },
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const spec = { dataset: 'mnist', trainCount: counts.train, validationCount: counts.validation } as const;
  const images = await loadImages(spec, diskReader());
  const folder = await mkdtemp(path.join(os.tmpdir(), 'spikewise-idx-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    await writePair(folder, 'train', [images.train, images.validation]);
    await writePair(folder, 't10k', [firstImages(images.test, counts.test)]);
    return await use(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
