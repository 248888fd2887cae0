/** Tests that results of earlier runs are never overwritten unless that is asked for. */
import { access, chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { presetSpec } from '../../src/runs/spec/spec.ts';
import { reportOf } from '../../src/runs/sweep/testing/report.ts';
import { claimFile } from './claim-file.ts';
import { OutputError } from './output-error.ts';
import { takeFolder, takeFreeFolder, writeRun } from './run-folder.ts';

const root = await mkdtemp(path.join(tmpdir(), 'spikewise-runs-'));
afterAll(() => rm(root, { recursive: true }));

const report = reportOf(presetSpec('first-look@2'), { test: 0.97, validation: 0.96 });
const network = new Uint8Array([1, 2, 3]);
let at = '';
beforeEach(async () => {
  at = path.join(await mkdtemp(path.join(root, 'a-')), 'run');
});

test('a folder is made, taken by one, and given back empty', async () => {
  const { folder, unlock } = await takeFolder(path.join(at, 'deep'), false);
  expect(await readdir(folder)).toEqual(['lock']);
  await unlock();
  expect(await readdir(folder)).toEqual([]);

  // The lock of another process.
  await writeFile(path.join(folder, 'lock'), JSON.stringify({ pid: process.ppid, host: hostname() }));
  await expect(takeFolder(folder, true)).rejects.toThrow(`in use: process ${process.ppid} works in it`);
  expect((await takeFreeFolder(folder)).folder).toBe(`${folder}-2`);
});

test('a result is refused by what it is, and replaced when that is asked for', async () => {
  const first = await takeFolder(at, false);
  const files = await writeRun(at, report, network);
  expect(files.map((file) => path.basename(file))).toEqual(['report.json', 'metrics.csv', 'snn.safetensors']);
  await first.unlock();
  const refused = takeFolder(at, false);
  await expect(refused).rejects.toThrow(OutputError);
  await expect(refused).rejects.toThrow(
    `${at} holds a finished run of first-look@2 at Ns 8 (report.json, metrics.csv, snn.safetensors); give another --out, or --overwrite to replace it`,
  );
  expect((await readdir(at)).sort()).toEqual(['metrics.csv', 'report.json', 'snn.safetensors']);

  const more = await writeRun(at, report, network, 'index,target,answer\n');
  expect(path.basename(more.at(-1)!)).toBe('predictions.csv');
  await takeFolder(at, true);
  await writeRun(at, { ...report, status: 'stopped' }, null);
  // Neither the network nor the answers of the run that was replaced are left.
  expect((await readdir(at)).sort()).toEqual(['lock', 'metrics.csv', 'report.json']);
});

test('a stopped run is a result, one that ended before its first epoch is none, and no file of others is taken', async () => {
  await mkdir(at);
  await writeRun(at, { ...report, status: 'stopped' }, null);
  await expect(takeFolder(at, false)).rejects.toThrow('holds a stopped run of first-look@2');
  await writeRun(at, { ...report, status: 'failed', epochs: [] }, null);
  await (await takeFolder(at, false)).unlock();
  await writeFile(path.join(at, 'report.json'), '{"mine": true}');
  await expect(takeFolder(at, false)).rejects.toThrow('holds report.json, metrics.csv; give');
  await writeFile(path.join(at, 'report.json'), 'no JSON');
  await expect(takeFolder(at, false)).rejects.toThrow('holds report.json, metrics.csv; give');
});

test('results that could not be written whole are none, and the command can be given again', async () => {
  await mkdir(path.join(at, 'snn.safetensors', 'in the way'), { recursive: true });
  await expect(writeRun(at, report, network)).rejects.toThrow(/snn.safetensors cannot be written .* again/);
  // No report says that the run has finished, and no half of a file takes the room that is missing.
  expect((await readdir(at)).sort()).toEqual(['snn.safetensors', 'unfinished.txt']);
  await rm(path.join(at, 'snn.safetensors'), { recursive: true });

  await writeFile(path.join(at, 'metrics.csv'), 'of the run that was cut off');
  const again = await takeFolder(at, false);
  await writeRun(at, report, network);
  await again.unlock();
  expect((await readdir(at)).sort()).toEqual(['metrics.csv', 'report.json', 'snn.safetensors']);
  await expect(takeFolder(at, false)).rejects.toThrow('holds a finished run');
});

test('the report is written last, and an earlier one is gone before the first of its files', async () => {
  await mkdir(at);
  await writeRun(at, report, network);
  await rm(path.join(at, 'metrics.csv'));
  await mkdir(path.join(at, 'metrics.csv', 'in the way'), { recursive: true });
  await expect(writeRun(at, report, new Uint8Array([9]))).rejects.toThrow(OutputError);
  expect((await readdir(at)).sort()).toEqual(['metrics.csv', 'snn.safetensors', 'unfinished.txt']);
});

test('who takes a folder removes what killed writes left, and nothing else', async () => {
  await mkdir(at);
  const left = ['report.json.123.tmp', 'snn.safetensors.4567.tmp', 'metrics.csv.9.tmp'];
  const others = ['mine.json.1.tmp', 'report.json.tmp', 'notes.tmp'];
  for (const name of [...left, ...others]) await writeFile(path.join(at, name), 'half');
  const { unlock } = await takeFolder(at, false);
  await unlock();
  expect((await readdir(at)).sort()).toEqual([...others].sort());
  await writeFile(path.join(at, left[0]!), 'half');
  await (await takeFreeFolder(at)).unlock();
  expect((await readdir(at)).sort()).toEqual([...others].sort());
});

test('without a wish the next folder that is free is taken, and the others are left alone', async () => {
  for (const folder of [at, `${at}-2`]) {
    await mkdir(folder);
    await writeRun(folder, report, network);
  }
  const { folder, unlock } = await takeFreeFolder(at);
  expect(folder).toBe(`${at}-3`);
  await unlock();
  expect(await readdir(at)).not.toContain('lock');
  expect(await readFile(path.join(`${at}-2`, 'snn.safetensors'))).toEqual(Buffer.from(network));
});

test('a single file is spared likewise', async () => {
  const file = path.join(at, 'my.safetensors');
  await claimFile(file, false);
  expect(await readdir(at)).toEqual([]);
  await writeFile(file, 'mine');
  await expect(claimFile(file, false)).rejects.toThrow(`${file} is there already; give another --out, or`);
  await claimFile(file, true);
  expect(await readFile(file, 'utf8')).toBe('mine');
});

test('a folder that cannot be made, or written in, is refused before the work', async () => {
  await writeFile(at, 'a file');
  await expect(takeFolder(path.join(at, 'below'), false)).rejects.toThrow(/below cannot be made \(ENOTDIR\)/);
  await expect(takeFolder(at, false)).rejects.toThrow(/cannot be made \(EEXIST\)/);
  await mkdir(`${at}-closed`);
  await chmod(`${at}-closed`, 0o500);
  // Root can write into every folder.
  const closed = await access(`${at}-closed`, 2).then(
    () => false,
    () => true,
  );
  if (!closed) return;
  const words = /nothing can be written in .* \(EACCES\)/;
  await expect(takeFolder(`${at}-closed`, false)).rejects.toThrow(words);
  await expect(claimFile(path.join(`${at}-closed`, 'file'), false)).rejects.toThrow(words);
});
