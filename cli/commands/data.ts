/** `data`: imports a person's own data, lists what is kept of it, and deletes it. */
import path from 'node:path';
import { DataError } from '../../src/datasets/dataset.ts';
import type { ReadOptions } from '../../src/datasets/formats/format.ts';
import { createImageDecoder } from '../../src/datasets/formats/images/decoder.ts';
import { mostSeed } from '../../src/datasets/own/data-file.ts';
import { importSet } from '../../src/datasets/own/import-set.ts';
import { knownSets } from '../../src/datasets/own/known-sets.ts';
import { ownId } from '../../src/exchange/own-shelf.ts';
import { SpecError } from '../../src/runs/spec/spec.ts';
import { readWhole } from '../../src/runs/spec/typed-number.ts';
import { writeCount } from '../../src/tasks/writing.ts';
import { type Kept, keepSet, keptSets, removeKept } from '../files/data-store.ts';
import { givenFiles } from '../files/given-files.ts';
import { foundOnce } from '../files/own-beginning.ts';
import { onInterrupt } from '../interrupt.ts';
import { compileJpeg } from '../jpeg-module.ts';
import { factsLine, printPreview } from '../print-own-set.ts';

interface ImportOptions {
  readonly as?: string;
  readonly size?: string;
  readonly fit: ReadOptions['fit'];
  readonly colour: ReadOptions['colour'];
  readonly label?: string;
  readonly splitSeed?: string;
}

/** Milliseconds between two lines on the progress. */
const interval = 5000;

export async function runImport(given: string, options: ImportOptions): Promise<void> {
  const abort = new AbortController();
  onInterrupt(() => abort.abort(new DataError('The import was stopped; nothing is kept of it.')));
  let told = performance.now();
  const surroundings = {
    images: createImageDecoder(compileJpeg),
    options: readOptions(options),
    signal: abort.signal,
    tell: (share: number) => {
      if (performance.now() - told < interval) return;
      told = performance.now();
      console.log(`${Math.floor(100 * share)} % read`);
    },
  };
  const name = path.basename(path.resolve(given));
  const set = await importSet(name, await givenFiles(given), surroundings, options.as || undefined);
  printPreview(set);
  console.log(`kept in ${await keepSet(set)}`);
  console.log(`use it: --set dataset=${ownId(set.hash).slice(0, 16)}`);
}

function readOptions({ size, fit, colour, label, splitSeed }: ImportOptions): ReadOptions {
  const usual = {
    fit,
    colour,
    ...(label !== undefined && { labelColumn: label }),
    ...(splitSeed !== undefined && { splitSeed: seedOf(splitSeed) }),
  };
  if (size === undefined) return usual;
  const sides = /^(\d{1,4})[x×](\d{1,4})$/.exec(size)?.slice(1).map(Number) ?? [];
  if (sides.length !== 2 || !sides.every((side) => side >= 1 && side <= 4096))
    throw new SpecError([`--size must be height×width, each from 1 to 4,096, as 32x32 (got ${size})`]);
  return { ...usual, size: [sides[0]!, sides[1]!] };
}

function seedOf(text: string): number {
  const seed = readWhole(text);
  if (!(seed >= 1 && seed <= mostSeed))
    throw new SpecError([
      `--split-seed must be a whole number from 1 to ${writeCount(mostSeed)} (got ${text})`,
    ]);
  return seed;
}

export async function runList(): Promise<void> {
  const kept = await keptSets();
  if (kept.length === 0) console.log('no imported data; ptl data import <path> reads some');
  for (const { facts, bytes } of kept) {
    if (facts instanceof DataError) console.log(facts.message);
    else
      console.log(
        `${ownId(facts.hash)}  ${facts.title}: ${factsLine(facts)}; ${(bytes / 1e6).toFixed(1)} MB, from ${facts.source.name}`,
      );
  }
}

export async function runKnown(): Promise<void> {
  for (const { title, address, words } of knownSets) console.log(`${title}: ${address}\n  ${words}`);
}

export async function runDelete(id: string): Promise<void> {
  const found: Kept = foundOnce(id, await keptSets(), ({ file }) => path.basename(file), {
    title: 'imported data set',
    list: 'ptl data list',
  });
  await removeKept(found);
  console.log(`deleted ${found.file}`);
}
