import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DataError } from '../src/datasets/dataset.ts';
import { diskReader } from './read-disk.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'spikewise-'));
afterAll(() => rm(folder, { recursive: true }));
const read = diskReader(folder);

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
