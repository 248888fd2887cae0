import 'fake-indexeddb/auto';
import { encode } from 'fast-png';
import { afterEach, expect, test } from 'vitest';
import { usualOptions } from '../../datasets/formats/format.ts';
import { createImageDecoder } from '../../datasets/formats/images/decoder.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { tarGzOf } from '../../datasets/testing/archives.ts';
import { compileJpeg } from '../../datasets/testing/jpeg-module.ts';
import { cifar10Files } from '../../datasets/testing/sets.ts';
import { ownId } from '../../exchange/own-shelf.ts';
import { loadExamples } from '../execution/materials.ts';
import { openDatabaseShelf } from './database-shelf.ts';
import { heldFor, nothingHeld, offerHeld } from './held.ts';
import { heldSet } from './held-set.ts';
import { createImporter, type ImportProgress } from './import-data.ts';
import { dataKind } from './shelf-kind.ts';

const importer = createImporter(createImageDecoder(compileJpeg), () =>
  openDatabaseShelf({ ...dataKind, database: 'import' }),
);
const blobOf = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);
const never = () => Promise.reject(new Error('no file is read'));

afterEach(() => datasetShelf.offer([]));

async function importArchive() {
  const archive = blobOf(await tarGzOf(cifar10Files(40, 40)));
  const progress: ImportProgress[] = [];
  const name = 'cifar.tar.gz';
  const given = { name, files: [{ name, file: archive }], options: usualOptions };
  const set = await importer.read(given, (told) => progress.push(told));
  if (set.kind !== 'examples') throw new Error('these are examples');
  return { set, progress, bytes: archive.size };
}

test('an archive becomes a set with its preview, told of on the way', async () => {
  const { set, progress, bytes } = await importArchive();
  expect(set.facts).toMatchObject({ title: 'cifar', available: { train: 168, validation: 32, test: 40 } });
  expect(set.preview.counts.test).toEqual(new Array(10).fill(4));
  expect(set.samples.map(({ label }) => label)).toEqual(
    Array.from({ length: 60 }, (_, i) => Math.floor(i / 6)),
  );
  expect(progress.at(-1)).toMatchObject({ files: 8, bytes });
  const shares = progress.map(({ share }) => share);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
});

test('a set that was kept is found again, and a run loads it', async () => {
  const { set } = await importArchive();
  await importer.keep(set.facts.hash, set.file);
  const shelf = await openDatabaseShelf({ ...dataKind, database: 'import' });
  const [kept] = await shelf.list();
  const held = await heldSet(kept!.hash, kept!.file);
  shelf.close();
  expect(held.facts).toEqual(set.facts);
  const dataset = ownId(set.facts.hash);
  const spec = { dataset, task: 'classification', trainCount: 50, validationCount: 32 } as const;
  await expect(loadExamples(spec, never)).rejects.toThrow('is not here');
  offerHeld(heldFor({ sets: [held], models: [] }, { ...spec, model: 'preset' }));
  const loaded = await loadExamples(spec, never);
  expect([loaded.sha256, loaded.train.count, loaded.test.count]).toEqual([set.facts.hash, 50, 40]);
  expect(heldFor({ sets: [held], models: [] }, { dataset: 'mnist', model: 'preset' })).toEqual(nothingHeld);
});

test('a file under another set’s hash is refused', async () => {
  const { set } = await importArchive();
  await expect(heldSet('0'.repeat(64), set.file)).rejects.toThrow('holds another set');
  await expect(heldSet(set.facts.hash, new Blob(['hello']))).rejects.toThrow('is no imported data set');
});

test('a folder is one set, whatever the order of its files, and what is wrong is said', async () => {
  const png = (value: number) =>
    blobOf(encode({ width: 2, height: 2, channels: 1, data: new Uint8Array(4).fill(value) }));
  const files = Array.from({ length: 120 }, (_, i) => ({
    name: `birds/${i % 2 ? 'owl' : 'duck'}/${i}.png`,
    file: png(i),
  }));
  const read = (given: typeof files) =>
    importer.read({ name: 'birds', files: given, options: usualOptions }, () => {});
  const [one, other] = [await read(files), await read(files.toReversed())];
  expect(one.facts.hash).toBe(other.facts.hash);
  expect(one.facts).toMatchObject({ classNames: ['duck', 'owl'] });
  await expect(read(files.slice(0, 1))).rejects.toThrow('one class');
});
