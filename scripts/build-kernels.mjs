/**
 * Compiles src/backends/assembly/ (AssemblyScript) into one WebAssembly file, when a source is
 * newer than it.
 */
import { readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = fileURLToPath(new URL('../src/backends/assembly/', import.meta.url));
export const kernelsFile = path.join(folder, 'kernels.wasm');

async function modified(file) {
  return (await stat(file).catch(() => null))?.mtimeMs ?? 0;
}

async function isStale() {
  const sources = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const files = [...sources.map((name) => path.join(folder, name)), fileURLToPath(import.meta.url)];
  const newest = Math.max(...(await Promise.all(files.map(modified))));
  return newest > (await modified(kernelsFile));
}

/** Builds the kernels. Throws with the compiler's words when a source does not compile. */
export async function buildKernels() {
  if (!(await isStale())) return;
  const { default: asc } = await import('assemblyscript/asc');
  // Each process has its own name, since tests, builds and the command line may compile at once.
  const unfinished = `kernels.${process.pid}.wasm`;
  const { error, stderr } = await asc.main([
    'index.ts',
    ...['--baseDir', folder, '--outFile', unfinished],
    // The memory is tfjs's own, so the module may place nothing in it.
    ...['--runtime', 'stub', '--importMemory', '--initialMemory', '0', '--enable', 'simd'],
    ...['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert'],
  ]);
  if (error) throw new Error(`The wasm kernels did not compile.\n${stderr}`);
  await rename(path.join(folder, unfinished), kernelsFile);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildKernels();
