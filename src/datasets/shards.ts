/** Loads a prepared data set: only the shards of each split that hold the requested images. */
import { sha256Text } from '../exchange/hash.ts';
import { sizeOf } from '../networks/shape.ts';
import { checkCounts, splitNames } from './counts.ts';
import {
  DataError,
  type DatasetFacts,
  type DatasetSource,
  type ReadFile,
  type Split,
  type SplitCounts,
} from './dataset.ts';
import { dataAdvice, type Manifest, parseManifest, type Shard } from './manifest.ts';
import { unpackShard } from './unpack.ts';

/**
 * The number of files loaded at once. It is less than a browser's connections to a host, because a
 * file that waits for a connection would look like a stalled download.
 */
const filesAtOnce = 4;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

/** Returns the leading shards of a list that together hold `count` images. */
function shardsFor(shards: readonly Shard[], count: number): Shard[] {
  let start = 0;
  return shards.filter((shard) => {
    const wanted = start < count;
    start += shard.count;
    return wanted;
  });
}

/** Returns the first `count` images and labels of unpacked shards. */
function joinShards(
  shards: readonly Shard[],
  unpacked: ReadonlyMap<Shard, Uint8Array>,
  count: number,
  imageSize: number,
): Split {
  const inputs = new Uint8Array(count * imageSize);
  const labels = new Uint16Array(count);
  let start = 0;
  for (const shard of shards) {
    const raw = unpacked.get(shard) as Uint8Array;
    const taken = Math.min(shard.count, count - start);
    inputs.set(raw.subarray(0, taken * imageSize), start * imageSize);
    labels.set(raw.subarray(shard.count * imageSize, shard.count * imageSize + taken), start);
    start += taken;
  }
  return { count, inputs, labels };
}

/**
 * Returns the digest of a whole data set, the images of every split and their order, from the
 * digests of its shards. How the files are packed makes no difference.
 */
function digestOf({ imageShape, classes, splits }: Manifest): string {
  const lines = splitNames.map((split) => [split, ...splits[split].map(({ sha256 }) => sha256)].join(' '));
  return sha256Text([imageShape.join('×'), classes, ...lines].join('\n'));
}

function checkManifest(path: string, manifest: Manifest, source: DatasetFacts): void {
  for (const split of splitNames) {
    const count = sum(manifest.splits[split].map((shard) => shard.count));
    if (count !== source.available[split])
      throw new DataError(
        `${path} is not usable: it lists ${count} ${split} images, expected ${source.available[split]}. ${dataAdvice}`,
      );
  }
  const { imageShape, classes } = manifest;
  if (imageShape.join('×') !== source.inputShape.join('×') || classes !== source.classNames.length)
    throw new DataError(
      `${path} is not usable: it has images of ${imageShape.join('×')} in ${classes} classes, expected ${source.inputShape.join('×')} in ${source.classNames.length}. ${dataAdvice}`,
    );
}

/**
 * Returns a source whose files lie under `folder` of the site. Its progress counts bytes of files
 * over all files needed. Loading rejects with a `DataError` when a file is missing, cut short or
 * damaged, or when more images are requested than there are.
 */
export function shardedSource(source: DatasetFacts, folder: string): DatasetSource {
  async function load(
    read: ReadFile,
    counts: SplitCounts,
    onProgress: (loaded: number, total: number) => void = () => {},
  ) {
    checkCounts(source.id, counts, source.available);
    const manifestPath = `${folder}/manifest.json`;
    const manifest = parseManifest(manifestPath, await read(manifestPath));
    checkManifest(manifestPath, manifest, source);

    const needed = splitNames.map((split) => shardsFor(manifest.splits[split], counts[split]));
    const total = sum(needed.flat().map((shard) => shard.compressedBytes));
    const loaded = new Map<Shard, number>();
    const report = (shard: Shard, bytes: number) => {
      // A host that unpacks on the way counts unpacked bytes.
      loaded.set(shard, Math.min(bytes, shard.compressedBytes));
      onProgress(sum([...loaded.values()]), total);
    };
    const unpacked = new Map<Shard, Uint8Array>();
    const queue = needed.flat();
    const loadNext = async () => {
      for (let shard = queue.shift(); shard; shard = queue.shift()) {
        const path = `${folder}/${shard.file}`;
        const file = await read(path, (bytes) => report(shard as Shard, bytes));
        report(shard, shard.compressedBytes);
        unpacked.set(shard, await unpackShard(path, shard, file));
      }
    };
    try {
      await Promise.all(Array.from({ length: filesAtOnce }, loadNext));
    } finally {
      // After a failure the files not yet begun are left alone.
      queue.length = 0;
    }
    const [train, validation, test] = splitNames.map((split, i) =>
      joinShards(needed[i] as Shard[], unpacked, counts[split], sizeOf(source.inputShape)),
    ) as [Split, Split, Split];
    return { ...source, sha256: digestOf(manifest), train, validation, test };
  }
  return { ...source, load };
}
