/**
 * Writes our images as the idx files that everyone's MNIST loader reads: first the training, then
 * the validation images.
 */

import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { diskReader } from '../../cli/read-disk.ts';
import { type ExampleSet, firstExamples } from '../../src/engine/examples/example-set.ts';
import { loadExamples } from '../../src/runs/execution/materials.ts';

function idx(magic: number, sizes: readonly number[], parts: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  [magic, ...sizes].forEach((value, i) => {
    header.writeUInt32BE(value, 4 * i);
  });
  return Buffer.concat([header, ...parts]);
}

/** Returns the images as they are stored. */
function bytesOf({ inputs }: ExampleSet): Uint8Array {
  if (inputs instanceof Uint8Array) return inputs;
  throw new RangeError('idx files hold images as bytes, and these are numbers');
}

/** Returns the labels, a byte each. */
function labelsOf({ targets }: ExampleSet): Uint8Array {
  if (targets.kind !== 'class' || targets.classes > 256)
    throw new RangeError('idx files hold at most 256 classes, and nothing else to learn');
  return Uint8Array.from(targets.labels);
}

async function writePair(folder: string, prefix: string, sets: readonly ExampleSet[]): Promise<void> {
  const count = sets.reduce((total, set) => total + set.count, 0);
  const [height, width] = sets[0]!.inputShape;
  const images = idx(0x803, [count, height, width], sets.map(bytesOf));
  const labels = idx(0x801, [count], sets.map(labelsOf));
  await writeFile(path.join(folder, `${prefix}-images-idx3-ubyte`), images);
  await writeFile(path.join(folder, `${prefix}-labels-idx1-ubyte`), labels);
}

/** Calls `use` with a temporary folder that holds the images, and removes it afterwards. */
export async function withIdxFiles<T>(
  counts: { readonly train: number; readonly validation: number; readonly test: number },
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const spec = {
    dataset: 'mnist',
    task: 'classification',
    trainCount: counts.train,
    validationCount: counts.validation,
  } as const;
  const images = await loadExamples(spec, diskReader());
  const folder = await mkdtemp(path.join(os.tmpdir(), 'spikewise-idx-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    await writePair(folder, 'train', [images.train, images.validation]);
    await writePair(folder, 't10k', [firstExamples(images.test, counts.test)]);
    return await use(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
