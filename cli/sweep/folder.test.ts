import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cellFolder, tidyFolder } from './folder.ts';

test('what killed writes left in a sweep and its cells is removed, and nothing else', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'spikewise-tidy-'));
  const cell = cellFolder(folder, 'ns=4,seed=1');
  await tidyFolder(path.join(folder, 'not there'));
  await mkdir(cell, { recursive: true });
  await writeFile(path.join(folder, 'results.json.12.tmp'), 'half');
  await writeFile(path.join(folder, 'sweep.json'), '{}');
  await writeFile(path.join(cell, 'snn.safetensors.12.tmp'), 'half');
  await writeFile(path.join(cell, 'report.json'), '{}');
  await tidyFolder(folder);
  expect((await readdir(folder)).sort()).toEqual(['cells', 'sweep.json']);
  expect(await readdir(cell)).toEqual(['report.json']);
  await rm(folder, { recursive: true });
});
