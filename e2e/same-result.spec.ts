/**
 * Tests that one link has one result: a run in the page stores what the command line writes of the
 * same link, to the last digit, on another number of workers too.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { engineRevision } from '../src/engine/revision.ts';
import { withoutRunId } from '../src/exchange/testing/without-run-id.ts';
import { reportJson } from '../src/runs/records/export.ts';
import { withPoints } from '../src/runs/records/plots.ts';
import type { RunRecord } from '../src/runs/records/record.ts';
import type { RunReport } from '../src/runs/records/report.ts';
import { fieldNames } from '../src/runs/spec/fields.ts';
import { recipeOf, recipes } from '../src/runs/spec/methods/registry.ts';
import { isUsed } from '../src/runs/spec/methods/used-settings.ts';
import { expect, openWorkbench, test, waitForStatus } from './page.ts';

/**
 * A network of a few neurons, since all test images are measured; it is trained a little before the
 * method's turn.
 */
const untold = `#v=1&preset=first-look@3&engine=${engineRevision}&net=28x28-c2s4-8-10&start=scratch&pre=1&prelr=0.01&train=160&val=32&cal=32&ns=4&backend=wasm`;
const tiny = `${untold}&batch=16&workers=1`;

/**
 * No method uses all of these: the page resets those that its own does not use, and the command
 * line takes them as they come.
 */
const mixed =
  'max=1&lr=0.01&by=accuracy&test=32&testeach=on&bias1=spread&readout=on&shape=sigmoid&width=2&quant=4';

const choices = [
  ...recipes.map(({ id }) => `method=${id}`),
  // Rate conversion with random spikes and decay.
  'method=rate&input=poisson&leak=0.9&decoding=counts&seed=3',
];

/** Returns the link with the images that calibration needs to correct a bias for each channel. */
function withEnoughImages(link: string, choice: string): string {
  if (choice !== 'method=calibration') return link;
  return link.replace('train=160', 'train=1000').replace('cal=32', 'cal=1000');
}

interface Result {
  /** The report as in report.json. */
  readonly report: RunReport;
  /** The network file. */
  readonly network: Buffer;
}

async function inPage(page: Page, link: string): Promise<Result> {
  await openWorkbench(page, link);
  await page.getByRole('button', { name: /^(Convert|Train)$/ }).click();
  const stored = (await waitForStatus(page, 'finished')) as unknown as RunRecord;
  const { network, points } = await storedApart(page, stored.id);
  const { report } = withPoints(stored, points);
  return { report: JSON.parse(reportJson(report!)), network };
}

/** Returns the network file of a run and the points of its plots, each in a table of its own. */
async function storedApart(page: Page, id: string): Promise<{ network: Buffer; points: unknown }> {
  const { bytes, points } = await page.evaluate(async (run) => {
    const ended = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await ended(indexedDB.open('spikewise'));
    const rowOf = (table: string) => ended(database.transaction(table).objectStore(table).get(run));
    const [network, plots] = [await rowOf('networks'), await rowOf('plots')];
    database.close();
    return {
      bytes: [...new Uint8Array(await (network.bytes as Blob).arrayBuffer())],
      points: (plots?.points ?? []).map(({ activations, counts }: Record<string, Float32Array>) => [
        [...activations!],
        [...counts!],
      ]) as number[][][],
    };
  }, id);
  return {
    network: Buffer.from(bytes),
    points: points.map(([activations, counts]) => ({
      activations: Float32Array.from(activations!),
      counts: Float32Array.from(counts!),
    })),
  };
}

async function onCommandLine(link: string): Promise<Result> {
  const out = await mkdtemp(path.join(tmpdir(), 'spikewise-e2e-'));
  try {
    const { code, error } = await ptl('run', '--link', link, '--out', out);
    // Warnings stand in the report as well, and are compared there.
    const errors = error.split('\n').filter((line) => line !== '' && !line.startsWith('warning: '));
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    const report = JSON.parse(await readFile(path.join(out, 'report.json'), 'utf8'));
    return { report, network: await readFile(path.join(out, 'snn.safetensors')) };
  } finally {
    await rm(out, { recursive: true });
  }
}

function ptl(...args: string[]): Promise<{ code: number | null; error: string }> {
  const cwd = fileURLToPath(new URL('../', import.meta.url));
  // Playwright sets it, and Node warns where NO_COLOR is set as well.
  const { FORCE_COLOR: _, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/ptl.mjs', ...args], {
      cwd,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let error = '';
    child.stderr.on('data', (text) => {
      error += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, error }));
  });
}

/**
 * Returns a report without the parts in which two equal runs differ: when, how long and where they
 * ran, and settings without effect.
 */
function computed({ runId, startedAt, seconds, environment: _, spec, ...report }: RunReport) {
  const { testSeconds, ...snn } = report.snn!;
  const recipe = recipeOf(spec.method);
  return {
    ...report,
    spec: fieldNames
      .filter((name) => name !== 'workers' && isUsed(name, recipe))
      .map((name) => [name, spec[name]]),
    snn,
    stages: report.stages.map(({ seconds: __, ...stage }) => stage),
    epochs: report.epochs.map(({ seconds: __, ...row }) => row),
  };
}

for (const choice of choices)
  test(`the page and the command line agree on ${choice}`, async ({ page }) => {
    const link = `${withEnoughImages(tiny, choice)}&${mixed}&${choice}`;
    const [shown, written] = await Promise.all([inPage(page, link), onCommandLine(link)]);
    expect(choice.split('&')).toContain(`method=${shown.report.spec.method}`);
    expect(shown.report.snn).toMatchObject({ testCount: 10_000, timeSteps: 4 });
    expect(shown.report.cost!.snnAccumulates).toBeGreaterThan(0);
    expect(shown.report.environment!.host).not.toBe(written.report.environment!.host);
    expect(computed(shown.report)).toEqual(computed(written.report));
    expect(withoutRunId(shown.network).equals(withoutRunId(written.network))).toBe(true);
  });

test('two workers in the page, three on the command line and one compute the same', async ({ page }) => {
  const link = (workers: number) => `${untold}&${mixed}&batch=64&workers=${workers}`;
  const shown = await inPage(page, link(2));
  expect(shown.report.environment!.workers).toBe(2);
  for (const workers of [1, 3]) {
    const written = await onCommandLine(link(workers));
    expect(written.report.environment!.workers).toBe(workers);
    expect(computed(shown.report)).toEqual(computed(written.report));
    expect(withoutRunId(shown.network).equals(withoutRunId(written.network))).toBe(true);
  }
});
