/** Builds the workbench as it is shipped and weighs its files by gzip, split by their modules. */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The characters that each module has in one built file. */
type Shares = ReadonlyMap<string, number>;

export interface WeighedSite {
  /** Folder of the built site. */
  readonly site: string;
  /** Returns bytes by gzip of a built file; a file that is compressed already counts as it is. */
  bytesOf(file: string): number;
  /** Returns the bytes of a script by module, of which the sum is that of the file. */
  byModule(file: string): readonly (readonly [source: string, bytes: number])[];
}

/** Says of every character of a script which module it is from, by the script's source map. */
function sharesOf(code: string, map: ConstructorParameters<typeof SourceMap>[0]): Shares {
  const sources = new SourceMap(map);
  const shares = new Map<string, number>();
  code.split('\n').forEach((line, row) => {
    for (let column = 0; column < line.length; column++) {
      const { originalSource = '' } = sources.findEntry(row, column) as { originalSource?: string };
      shares.set(originalSource, (shares.get(originalSource) ?? 0) + 1);
    }
  });
  return shares;
}

/** Records the shares of each script, and leaves no source map in the site: none is shipped. */
function recordShares(shares: Map<string, Shares>): Plugin {
  return {
    name: 'record-shares',
    generateBundle(_, bundle) {
      for (const [file, part] of Object.entries(bundle)) {
        if (part.type === 'chunk' && part.map) shares.set(file, sharesOf(part.code, part.map as never));
        if (file.endsWith('.map')) delete bundle[file];
      }
    },
  };
}

const compressed = /\.(?:woff2|png|jpe?g|gz|zip)$/;

export async function weighSite(): Promise<WeighedSite> {
  const site = path.join(root, 'out/bench/first-curve');
  const shares = new Map<string, Shares>();
  await build({
    root,
    logLevel: 'error',
    plugins: [recordShares(shares)],
    worker: { format: 'es', plugins: () => [recordShares(shares)] },
    build: { outDir: site, emptyOutDir: true, sourcemap: 'hidden' },
  });
  const bytesOf = (file: string) => {
    const content = readFileSync(path.join(site, file));
    return compressed.test(file) ? content.length : gzipSync(content).length;
  };
  return {
    site,
    bytesOf,
    byModule(file) {
      const parts = [...(shares.get(file) ?? [])];
      const all = parts.reduce((sum, [, characters]) => sum + characters, 0);
      const bytes = bytesOf(file);
      return parts.map(([source, characters]) => [source, (bytes * characters) / all]);
    },
  };
}
