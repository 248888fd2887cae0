/** Measures how much the first visit loads, and how soon it shows a curve. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { printResult } from '../shared/machine.ts';
import { median, significant, sum } from '../shared/numbers.ts';
import { wholeNumber } from '../shared/options.ts';
import { withSession } from '../shared/session.ts';
import { printTable } from '../shared/table.ts';
import { type Visit, visit } from './open.ts';
import { type Owner, ownersBy, packageOf } from './packages.ts';
import { type WeighedSite, weighSite } from './weigh.ts';

/** Most bytes by gzip before charts and tfjs, and most seconds to the first curve, by issue 17. */
const wanted = { bytes: 300_000, seconds: 3 };

interface Options {
  readonly rounds: number;
}

export function addFirstCurve(program: Command): void {
  program
    .command('first-curve')
    .summary('first load and the seconds to the first curve')
    .description('Bytes by gzip of the first load, by whose they are, and seconds to the first curve.')
    .option('--rounds <count>', 'first visits, each in a fresh browser', wholeNumber(1), 5)
    .action(bench);
}

type Kind = Owner | 'styles and page' | 'fonts' | 'kernels' | 'data';

const kinds: readonly Kind[] = [
  'ours',
  'libraries',
  'styles and page',
  'charts',
  'tfjs',
  'kernels',
  'fonts',
  'data',
];

const kindsByEnding: Readonly<Record<string, Kind>> = {
  '.css': 'styles and page',
  '.html': 'styles and page',
  '.woff2': 'fonts',
  '.wasm': 'kernels',
};

/** Returns the bytes of these files by whose they are, and of each library. */
function weigh(site: WeighedSite, files: readonly string[], ownerOf: (source: string) => Owner) {
  const byKind = new Map<Kind, number>(kinds.map((kind) => [kind, 0]));
  const byLibrary = new Map<string, number>();
  const add = <K>(to: Map<K, number>, key: K, bytes: number) => to.set(key, (to.get(key) ?? 0) + bytes);
  for (const file of files) {
    const modules = site.byModule(file);
    if (modules.length === 0) {
      const ending = path.extname(file);
      add(byKind, ending === '.js' ? 'ours' : (kindsByEnding[ending] ?? 'data'), site.bytesOf(file));
    }
    for (const [source, bytes] of modules) {
      const owner = ownerOf(source);
      add(byKind, owner, bytes);
      if (owner === 'libraries') add(byLibrary, packageOf(source)!, bytes);
    }
  }
  return { byKind, byLibrary };
}

/** Returns the files that index.html itself asks for: all that must be there to draw anything. */
function filesOfPage(site: string): string[] {
  const html = readFileSync(path.join(site, 'index.html'), 'utf8');
  const parts = [...html.matchAll(/(?:src|href)="\.?\/([^"]+\.(?:js|css))"/g)].map(([, part]) => part!);
  return ['index.html', ...parts];
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);

async function bench({ rounds }: Options): Promise<void> {
  console.log('Building the workbench …');
  const weighed = await weighSite();
  const ownerOf = ownersBy(fileURLToPath(new URL('../../package-lock.json', import.meta.url)));
  await withSession('First visit', { site: weighed.site, seed: 0 }, async ({ server, machine }) => {
    const visits: Visit[] = [];
    for (let round = 0; round < rounds; round++) visits.push(await visit(server.address));
    const page = weigh(weighed, filesOfPage(weighed.site), ownerOf);
    const all = weigh(weighed, visits[0]!.files, ownerOf);
    printTable(
      'kB by gzip (fonts and pictures as they are)',
      ['whose', 'the page itself', 'until the first curve'],
      kinds.map((kind) => [kind, ...[page, all].map(({ byKind }) => kilobytes(byKind.get(kind)!))]),
    );
    printTable(
      'The largest libraries of the page itself',
      ['library', 'kB'],
      [...page.byLibrary]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 8)
        .map(([name, bytes]) => [name, kilobytes(bytes)]),
    );
    const code = (['ours', 'libraries', 'styles and page'] as const).map((kind) => page.byKind.get(kind)!);
    const before = sum(code);
    const seconds = median(visits.map((one) => one.seconds));
    const paint = median(visits.map((one) => one.paint));
    console.log(
      `\nBefore charts and tfjs: ${kilobytes(before)} kB (wanted: under ${kilobytes(wanted.bytes)} kB)`,
    );
    console.log(
      `First curve: median ${seconds.toFixed(2)} s of ${visits.map((one) => one.seconds.toFixed(2)).join(', ')} (wanted: under ${wanted.seconds} s); first paint: median ${paint.toFixed(2)} s`,
    );
    printResult('first-curve', machine, {
      ratio: null,
      bytesBeforeChartsAndTfjs: Math.round(before),
      bytes: Object.fromEntries([...all.byKind].map(([kind, bytes]) => [kind, Math.round(bytes)])),
      secondsToFirstCurve: visits.map((one) => significant(one.seconds)),
      secondsToFirstPaint: visits.map((one) => significant(one.paint)),
      wanted,
      rounds,
    });
  });
}
