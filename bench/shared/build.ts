/**
 * Builds the parts that are measured, minified as they are shipped: the workbench, and the page
 * that drives its worker (bench/site/).
 */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = path.join(root, 'out/bench');

export interface Sites {
  /** Folder of the built workbench. */
  readonly app: string;
  /** Folder of the built bench page. */
  readonly bench: string;
  /** Address of the conversion worker below the workbench's root. */
  readonly conversionWorker: string;
}

function runScript(name: string): void {
  execFileSync(process.execPath, [path.join(root, 'scripts', name)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Builds both, or only the bench page when a built workbench is given. */
export async function buildSites(built?: string): Promise<Sites> {
  runScript('build-kernels.mjs');
  const bench = path.join(out, 'site');
  const app = built ? path.resolve(built) : path.join(out, 'app');
  if (!built) {
    console.log('Building the workbench …');
    runScript('prepare-mnist.mjs');
    await build({ root, logLevel: 'error', build: { outDir: app, emptyOutDir: true } });
  }
  await build({
    configFile: path.join(root, 'bench/site/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: bench, emptyOutDir: true },
  });
  return { app, bench, conversionWorker: `assets/${findWorker(app)}` };
}

function findWorker(app: string): string {
  const found = readdirSync(path.join(app, 'assets')).filter((name) => /^conversion-[\w-]+\.js$/.test(name));
  if (found.length !== 1)
    throw new Error(
      `${app}/assets should hold one conversion worker, but has ${found.length}: ${found.join(', ')}`,
    );
  return found[0]!;
}
