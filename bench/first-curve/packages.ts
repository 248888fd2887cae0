/** Tells apart who a module is from: charts, tfjs, another library, or Spikewise itself. */
import { readFileSync } from 'node:fs';

export type Owner = 'ours' | 'charts' | 'tfjs' | 'libraries';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>;
}

/** Returns every package that is reached from `roots`, themselves included. */
function reach(lock: Lock, roots: readonly string[]): Set<string> {
  const found = new Set<string>();
  const ahead = [...roots];
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    ahead.push(...Object.keys(lock.packages[`node_modules/${name}`]?.dependencies ?? {}));
  }
  return found;
}

const isCharts = (name: string) => name === 'recharts';
const isTfjs = (name: string) => name.startsWith('@tensorflow/');

/** Returns the package whose file this is, or null for a file that is in none. */
export function packageOf(source: string): string | null {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  return name ?? null;
}

/**
 * Returns the function that names a module's owner. A package that only the charts or only tfjs
 * need counts as theirs.
 */
export function ownersBy(lockFile: string): (source: string) => Owner {
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as Lock;
  const direct = Object.keys(lock.packages['']?.dependencies ?? {});
  const onlyOf = (is: (name: string) => boolean) => {
    const others = reach(
      lock,
      direct.filter((name) => !is(name)),
    );
    return new Set([...reach(lock, direct.filter(is))].filter((name) => is(name) || !others.has(name)));
  };
  const [charts, tfjs] = [onlyOf(isCharts), onlyOf(isTfjs)];
  return (source) => {
    const name = packageOf(source);
    if (name === null) return 'ours';
    if (charts.has(name)) return 'charts';
    return tfjs.has(name) ? 'tfjs' : 'libraries';
  };
}
