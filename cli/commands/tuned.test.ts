/**
 * Tests that reports of this and of an earlier version are gathered into the file that ships beside
 * a checkpoint.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { engineRevision } from '../../src/engine/revision.ts';
import type { TunedResults } from '../../src/runs/inspection/simulation.ts';
import type { RunReport } from '../../src/runs/records/report.ts';
import { presets } from '../../src/runs/spec/presets/presets.ts';
import { presetSpec } from '../../src/runs/spec/spec.ts';
import { reportOf } from '../../src/runs/sweep/testing/report.ts';
import { run } from './tuned.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'spikewise-tuned-'));
const out = path.join(folder, 'tuned.json');
beforeAll(() => void vi.spyOn(console, 'log').mockImplementation(() => {}));
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const at = (timeSteps: number) => ({ ...presetSpec('first-look@2'), timeSteps });

async function fileOf(name: string, report: object): Promise<string> {
  const file = path.join(folder, name);
  const text = JSON.stringify(report, (_, value) => (ArrayBuffer.isView(value) ? [] : value));
  await writeFile(file, text);
  return file;
}

/** Rewrites a report as an earlier Spikewise would have written it. */
function ofVersion1(report: RunReport): object {
  const { task: _, ...spec } = report.spec;
  const [ann, snn] = [report.ann!, report.snn!].map(({ validation, test: tested, ...rest }) => ({
    ...rest,
    validationAccuracy: validation.accuracy,
    validationLoss: validation.loss,
    testAccuracy: tested.accuracy,
  }));
  const { engine: __, ...rest } = report;
  return { ...rest, version: 1, spec, ann, snn, stages: [], epochs: [] };
}

test('reports of both versions, by their window', async () => {
  const now = await fileOf('now.json', reportOf(at(8), { test: 0.98, validation: 0.97 }));
  const then = await fileOf('then.json', ofVersion1(reportOf(at(4), { test: 0.95, validation: 0.94 })));
  await run([now, then], { out, overwrite: true });
  const results = JSON.parse(await readFile(out, 'utf8')) as TunedResults;
  expect(results).toEqual({
    command: 'npm run ptl -- run --preset first-look@2 --set timeSteps=4 | 8',
    machine: 'a test, wasm',
    engine: 1,
    annTest: 0.99,
    points: [
      { timeSteps: 4, test: 0.95, validation: 0.94, seed: 1 },
      { timeSteps: 8, test: 0.98, validation: 0.97, seed: 1 },
    ],
  });
});

test('every shipped file names its engine, which is no newer than this one', async () => {
  const files = presets.flatMap(({ tuned }) => tuned ?? []);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const { engine } = JSON.parse(await readFile(new URL(`../../public/${file}`, import.meta.url), 'utf8'));
    expect(engine, file).toBeGreaterThanOrEqual(1);
    expect(engine, file).toBeLessThanOrEqual(engineRevision);
  }
});

test('reports of two engines are not gathered', async () => {
  const of = (name: string, engine: number) =>
    fileOf(name, { ...reportOf(at(8), { test: 1, validation: 1 }), engine });
  const files = [await of('first.json', 1), await of('second.json', 2)];
  await expect(run(files, { out, overwrite: true })).rejects.toThrow('different revisions of the engine');
});

test('what is no such report is refused by its file', async () => {
  const newer = await fileOf('newer.json', { ...reportOf(at(8), { test: 1, validation: 1 }), version: 3 });
  await expect(run([newer], { out, overwrite: true })).rejects.toThrow(
    `${newer} cannot be used: report.version: this Spikewise reads reports up to version 2 (got 3)`,
  );
  const text = path.join(folder, 'text.json');
  await writeFile(text, 'no JSON');
  await expect(run([text], { out, overwrite: true })).rejects.toThrow(`${text} is not JSON`);
  const other = await fileOf(
    'other.json',
    reportOf({ ...at(8), percentile: 90 }, { test: 1, validation: 1 }),
  );
  await expect(run([other], { out, overwrite: true })).rejects.toThrow(
    'differs from its preset in percentile',
  );
});
