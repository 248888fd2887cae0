/**
 * The command line and its threads, built from the sources into a few files: hundreds of modules
 * that are translated one by one take longer to load than many a run takes.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../', import.meta.url));
const builds = path.join(root, 'out/cli');

/** What is built, by the names of the built files. */
const entries = {
  main: 'cli/main.ts',
  'crew-worker': 'cli/crew-worker.ts',
  'cell-worker': 'cli/sweep/cell-worker.ts',
};

/** A build that nobody has looked for in so long is deleted with the next one. */
const keptMilliseconds = 86_400_000;

/** Returns the address of a built part; it is built first where a source is another than then. */
export async function builtPart(name) {
  const folder = path.join(builds, await stateOfSources());
  if (!(await isThere(folder))) {
    // A process of its own: what builds would stay in the memory of what runs.
    await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), folder]);
  }
  return pathToFileURL(path.join(folder, `${name}.mjs`)).href;
}

const isThere = (file) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Returns a name for the state of all files that a build is made of, and of where they lie. */
async function stateOfSources() {
  const hash = createHash('sha256').update(root);
  const files = ['src', 'cli', 'workers', 'scripts'].map(sourcesIn);
  const found = [...(await Promise.all(files)).flat(), path.join(root, 'package-lock.json')];
  const states = await Promise.all(found.sort().map(async (file) => [file, await stat(file)]));
  for (const [file, { mtimeMs, size }] of states) hash.update(`${file} ${mtimeMs} ${size}\n`);
  return hash.digest('hex').slice(0, 16);
}

async function sourcesIn(folder) {
  const found = await readdir(path.join(root, folder), { recursive: true });
  return found
    .filter((name) => /\.(ts|mjs|json)$/.test(name) && !name.includes('.test.'))
    .map((name) => path.join(root, folder, name));
}

/** Builds all parts into a folder. */
async function build(folder) {
  const { build: bundle } = await import('vite');
  // Two processes may build at once; the first that is done is kept.
  const unfinished = `${folder}.${process.pid}`;
  await bundle({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [inPlace],
    build: {
      ssr: true,
      outDir: unfinished,
      target: 'node20',
      rollupOptions: {
        input: entries,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
}

/** Modules find files beside them by where their sources lie, not by where they are built. */
const inPlace = {
  name: 'in-place',
  enforce: 'pre',
  transform(code, id) {
    if (id.includes('node_modules') || !code.includes('import.meta.url')) return null;
    return { code: code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)), map: null };
  },
};

async function deleteOld() {
  for (const name of await readdir(builds)) {
    const folder = path.join(builds, name);
    // Another process may have renamed or deleted it meanwhile.
    const found = await stat(folder).catch(() => null);
    if (found && Date.now() - found.mtimeMs > keptMilliseconds)
      await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await mkdir(builds, { recursive: true });
  await deleteOld();
  await build(process.argv[2]);
}
