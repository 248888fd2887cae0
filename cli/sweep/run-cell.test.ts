/** Tests that a cell which was cut off goes on from its last finished stage. */
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { withoutRunId } from '../../src/exchange/testing/without-run-id.ts';
import { parseSpec, presetSpec } from '../../src/runs/spec/spec.ts';
import { cellFolder } from './folder.ts';
import { cellRunner } from './run-cell.ts';

vi.setConfig({ testTimeout: 600_000 });

const root = await mkdtemp(path.join(tmpdir(), 'spikewise-cell-'));
afterAll(() => rm(root, { recursive: true }));

const spec = parseSpec({
  ...presetSpec('first-look@3'),
  ...{ network: '28x28-c2s4-8-8-10', start: 'scratch', pretrainEpochs: 1, trainCount: 128, batchSize: 64 },
  ...{
    validationCount: 64,
    testCount: 0,
    calibrationCount: 64,
    maxStageEpochs: 1,
    workers: 1,
    backend: 'wasm',
  },
});
const runCell = cellRunner(root, 2 ** 30);
const never = new AbortController().signal;
const cell = (key: string, index: number) => ({ key, index, spec });
const fileOf = (key: string) => path.join(cellFolder(root, key), 'resume.safetensors');

test('a cell that was cut off goes on, and one whose file is no use begins anew', async () => {
  const whole = await runCell(cell('whole', 0), never, () => {});
  expect(whole.report.status).toBe('finished');
  expect(whole.report.resumed).toBeUndefined();

  const cut = new AbortController();
  const running = runCell(cell('cut', 1), cut.signal, () => {});
  running.catch(() => {});
  while (await access(fileOf('cut')).catch(() => true)) await setTimeout(10);
  cut.abort();
  await expect(running).rejects.toThrow();
  const resumed = await runCell(cell('cut', 1), never, () => {});
  expect(resumed.report.resumed).toHaveLength(1);
  expect(withoutRunId(resumed.network!)).toEqual(withoutRunId(whole.network!));

  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  await mkdir(cellFolder(root, 'damaged'), { recursive: true });
  await writeFile(fileOf('damaged'), 'no such thing');
  const anew = await runCell(cell('damaged', 2), never, () => {});
  expect(anew.report.resumed).toBeUndefined();
  expect(said.mock.calls.flat().join()).toMatch(
    /^damaged begins anew: .*what was kept of the run is damaged/,
  );
  said.mockRestore();
});
