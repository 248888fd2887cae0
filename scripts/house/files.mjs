/** Lists the files of the house, and what they import. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'out', 'public', 'test-results', 'playwright-report']);

/** Returns the files below `root`, as paths from there with slashes, sorted. */
export function filesBelow(root, folder = '') {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !skipped.has(name) && !name.startsWith('.'))
    .flatMap((entry) => {
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(root, file);
      return entry.isFile() ? [file] : [];
    })
    .sort();
}

export function textOf(root, file) {
  return readFileSync(path.join(root, file), 'utf8');
}

export const isSource = (file) => /\.tsx?$/.test(file);
export const isTest = (file) => /\.(test|spec)\.tsx?$/.test(file);
export const isIn = (file, folders) => folders.some((folder) => file.startsWith(`${folder}/`));

const fixed = /^[ \t]*(?:import|export)\b[^'"();]*?['"](\.[^'"]+)['"]/gm;
const lazy = /\bimport\(\s*['"](\.[^'"]+)['"]/g;

/**
 * Returns the files that each of `files` imports, types included: `fixed` by statements, `lazy` by
 * `import()`. Packages and files that are built are left out.
 */
export function importsOf(root, files) {
  const resolved = (file, specifiers) => {
    const folder = path.posix.dirname(file);
    return [...specifiers].flatMap(([, specifier]) => {
      const wanted = path.posix.join(folder, specifier.replace(/\?.*$/, ''));
      return [wanted, `${wanted}.ts`].filter((each) => existsSync(path.join(root, each))).slice(0, 1);
    });
  };
  return new Map(
    files.map((file) => {
      const text = textOf(root, file);
      return [
        file,
        { fixed: resolved(file, text.matchAll(fixed)), lazy: resolved(file, text.matchAll(lazy)) },
      ];
    }),
  );
}
