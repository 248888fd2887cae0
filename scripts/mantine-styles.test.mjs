/** Checks that the page has the styles of every Mantine component that it can show. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';

const { resolve } = createRequire(import.meta.url);
const folderOf = (name) => path.dirname(resolve(`@mantine/${name}/styles.layer.css`));
const core = path.join(folderOf('core'), 'esm');
const read = (file) => readFileSync(file, 'utf8');

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file));

/** Returns the names that a source imports from Mantine's core. */
function importedFrom(source) {
  return [...source.matchAll(/import\s+\{([^}]*)\}\s+from\s+["']@mantine\/core["']/g)].flatMap(([, names]) =>
    names.split(',').map((name) => name.trim().split(' as ')[0]),
  );
}

/** Returns the file of each name of the core. */
function filesOfCore() {
  const lines = read(path.join(core, 'index.mjs')).matchAll(/import \{([^}]*)\} from "(\.[^"]+)"/g);
  return new Map(
    [...lines].flatMap(([, names, file]) =>
      names.split(',').map((name) => [name.trim().split(' as ')[0], path.join(core, file)]),
    ),
  );
}

/** Adds a file and everything that it imports, however far. */
function walk(file, seen) {
  if (seen.has(file)) return;
  seen.add(file);
  for (const [, next] of read(file).matchAll(/(?:from|import) "(\.[^"]+)"/g))
    walk(path.join(path.dirname(file), next), seen);
}

it('mantine.css imports the styles of the components in use, in the order of the whole sheet', () => {
  const notifications = filesIn(path.join(folderOf('notifications'), 'esm'));
  const sources = [...filesIn('src/workbench'), ...notifications].filter((file) =>
    /\.(tsx?|mjs)$/.test(file),
  );
  const used = new Set(sources.flatMap((file) => importedFrom(read(file))));
  expect(used).toContain('Button');
  const files = filesOfCore();
  const seen = new Set();
  for (const name of used) {
    const file = files.get(name);
    if (file) walk(file, seen);
  }
  const styles = [...seen].flatMap((file) => /([^/\\]+)\.module\.mjs$/.exec(file)?.[1] ?? []);
  const whole = read(path.join(core, '..', 'styles.layer.css'));
  const beginning = /^@layer mantine \{(.{200})/s;
  const placeOf = (name) =>
    whole.indexOf(beginning.exec(read(path.join(core, '..', 'styles', `${name}.layer.css`)))[1]);
  const wanted = ['default-css-variables', 'baseline', 'global', ...new Set(styles)];
  const inOrder = wanted.toSorted((a, b) => placeOf(a) - placeOf(b));
  const found = [...read('src/workbench/mantine.css').matchAll(/styles\/([\w-]+)\.layer\.css/g)];
  expect(found.map(([, name]) => name)).toEqual(inOrder);
});
