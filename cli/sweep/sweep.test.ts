/**
 * Tests the command `sweep` as a user has it: killed, interrupted, started twice; and its folder
 * afterwards.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { engineRevision } from '../../src/engine/revision.ts';
import { readNetworkFile } from '../../src/exchange/network-file.ts';
import { withoutRunId } from '../../src/exchange/testing/without-run-id.ts';
import { readSweepFile } from '../../src/runs/sweep/sweep-file.ts';
import { lockFolder } from '../files/lock.ts';
import { OutputError } from '../files/output-error.ts';
import { isUserMistake } from '../mistakes.ts';
import { createProgram } from '../program.ts';
import { type Ended, startPtl } from '../testing/start-ptl.ts';

/** Starting a program, let alone a sweep, takes some time on a busy machine. */
vi.setConfig({ testTimeout: 600_000 });

const folder = await mkdtemp(path.join(tmpdir(), 'spikewise-sweep-'));
afterAll(() => rm(folder, { recursive: true }));

const sweep = (args: string[], onOutput: (out: string, child: ChildProcess) => void = () => {}) =>
  startPtl(['sweep', ...args], { onOutput });

const base = [
  'network=28x28-c2s4-8-10',
  'start=scratch',
  'pretrainEpochs=1',
  'trainCount=128',
  'batchSize=32',
].concat([
  'validationCount=64',
  'testCount=0',
  'calibrationCount=64',
  'maxStageEpochs=1',
  'workers=1',
  'backend=wasm',
]);
// The method refuses the window of 65 steps, so it is left out.
const tiny = [
  '--preset',
  'first-look-paper',
  '--set',
  ...base,
  '--grid',
  'timeSteps=2,65,3',
  '--grid',
  'patience=1',
];
const whole = [...tiny, '--seeds', '2', '--parallel', '1'];

const textOf = (...parts: string[]) => readFile(path.join(folder, ...parts), 'utf8');
const timeless = (csv: string) => csv.replaceAll(/,[^,\n]*$/gm, '');

describe('killed and interrupted', () => {
  test('resumes where it was, and ends with the same table as one that was never interrupted', async () => {
    const out = path.join(folder, 'plain');
    let second: Promise<Ended> | null = null;
    const plain = await sweep([...whole, '--out', out], (printed) => {
      // Starts a second one while the first is at work.
      if (printed.includes('[1/4]')) second ??= sweep([...whole, '--out', out]);
    });
    expect(plain).toMatchObject({ code: 0, error: '' });
    expect(plain.out).toMatch(
      /one combination cannot run and is left out\n {2}ns=65,tp=1: timeSteps: .*\(got 65\)\n/,
    );
    const refused = (await second) as Ended | null;
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused!.error).toMatch(/^ptl: the folder is in use: process \d+ works in it; [^\n]+\n$/);

    const broken = path.join(folder, 'broken');
    const killed = await sweep([...whole, '--out', broken], (printed, child) => {
      if (printed.includes('[1/4]')) child.kill('SIGKILL');
    });
    expect(killed.signal).toBe('SIGKILL');
    expect(existsSync(path.join(broken, 'lock'))).toBe(true);
    expect(existsSync(path.join(broken, 'results.csv'))).toBe(true);
    // This cell was only half written.
    const half = path.join(broken, 'cells', 'ns=3,tp=1,seed=2');
    const report = await textOf('broken', 'cells', 'ns=2,tp=1,seed=1', 'report.json');
    await mkdir(half, { recursive: true });
    await writeFile(path.join(half, 'report.json'), report.slice(0, report.length / 2));

    let interrupted = false;
    const stopped = await sweep([...whole, '--out', broken], (printed, child) => {
      if (interrupted || !printed.includes('[2/4]')) return;
      interrupted = true;
      // npm passes the signal on twice.
      for (let i = 0; i < 2; i++) child.kill('SIGINT');
    });
    expect(stopped).toMatchObject({ code: 130, error: '' });
    expect(stopped.out).toContain('4 cells, 1 of them done before');
    expect(stopped.out).toContain(`npm run ptl -- sweep --resume ${broken}`);
    expect(existsSync(path.join(broken, 'lock'))).toBe(false);
    expect((await textOf('broken', 'results.csv')).match(/,open,/g)!.length).toBeGreaterThan(0);

    const resumed = await sweep(['--resume', broken, '--parallel', '1']);
    expect(resumed).toMatchObject({ code: 0, error: '' });
    expect(resumed.out).toMatch(/4 cells, [23] of them done before/);
    const table = await textOf('plain', 'results.csv');
    expect(table.match(/,finished,/g)).toHaveLength(4);
    expect(timeless(await textOf('broken', 'results.csv'))).toBe(timeless(table));

    const opened = readSweepFile(await textOf('broken', 'results.json'));
    expect(opened.results.map(({ key, status }) => [key, status])).toEqual(
      ['ns=2,tp=1,seed=1', 'ns=2,tp=1,seed=2', 'ns=3,tp=1,seed=1', 'ns=3,tp=1,seed=2'].map((key) => [
        key,
        'finished',
      ]),
    );
    for (const { key, spec, outcome } of opened.results) {
      expect(outcome!.anytime).toHaveLength(spec.timeSteps);
      const file = await readFile(path.join(broken, 'cells', key, 'snn.safetensors'));
      expect(readNetworkFile(file).timeSteps).toBe(spec.timeSteps);
      const whole = await readFile(path.join(out, 'cells', key, 'snn.safetensors'));
      expect(withoutRunId(file).equals(withoutRunId(whole))).toBe(true);
    }
    expect((await textOf('broken', 'summary.csv')).trimEnd().split('\n')).toHaveLength(3);
    expect(await textOf('broken', 'summary.tex')).toContain('\\begin{tabular}');
    expect(resumed.out).toMatch(/^accuracies of 64 validation and 10,000 test examples/m);
    expect(resumed.out).toMatch(/\n2 +1 +2 +\d+\.\d+ ± \d/);

    // Another engine's sweep is resumed, and said to be one.
    const { engine, ...there } = JSON.parse(await textOf('broken', 'sweep.json'));
    expect(engine).toBe(engineRevision);
    const newer = { ...there, engine: engine + 1 };
    await writeFile(path.join(broken, 'sweep.json'), JSON.stringify(newer));
    const again = await sweep(['--resume', broken]);
    expect(again.code).toBe(0);
    expect(again.error).toContain(
      `is of a newer engine, revision ${engine + 1}; this is revision ${engine}.`,
    );

    const other = await sweep([...tiny, '--seeds', '3', '--out', broken]);
    expect(other.error).toMatch(
      /^ptl: .* holds another sweep \(seeds: 2 there, 3 wanted\); give another --out[^\n]+\n$/,
    );
    expect(other.code).toBe(2);
  });
});

test('a cell that cannot run says why, and the others run', async () => {
  const out = path.join(folder, 'failing');
  // Node has no WebGPU, so every cell fails, but none keeps the next from being tried.
  const {
    code,
    out: printed,
    error,
  } = await sweep([...['--set', 'backend=webgpu', '--grid', 'timeSteps=2,3', '--out', out]]);
  expect(code).toBe(2);
  expect(printed).toMatch(/\[1\/2\] ns=2,seed=1 {2}failed: .*\n\[2\/2\] ns=3,seed=1 {2}failed: /);
  expect(error).toMatch(/^failed: ns=2,seed=1: .+\nfailed: ns=3,seed=1: .+\n2 failed; /);
  expect(await textOf('failing', 'cells', 'ns=2,seed=1', 'failure.txt')).toMatch(/webgpu/i);
  const opened = readSweepFile(await textOf('failing', 'results.json'));
  expect(opened.results.map(({ status, failure }) => [status, failure])).toEqual([
    ['failed', expect.stringMatching(/webgpu/i)],
    ['failed', expect.stringMatching(/webgpu/i)],
  ]);
});

describe('a mistake is refused before anything runs', () => {
  const out = path.join(folder, 'never');
  test.each<[string[], RegExp]>([
    [[], /--out FOLDER is missing/],
    [['--out', out], /the grid is empty; give --grid/],
    [['--grid', 'foo=1', '--out', out], /“foo” is no setting; a grid takes/],
    [
      ['--grid', 'timeSteps=1,1025', '--out', out],
      /timeSteps must be a whole number from 1 to 1,024 \(got 1025\)/,
    ],
    [
      ['--grid', 'trainCount=32..1031', '--grid', 'calibrationCount=32..131', '--seeds', '10', '--out', out],
      /the grid has 1,000,000 cells; at most 1,000/,
    ],
    [
      ['--grid', 'batchSize=128,256', '--set', 'trainCount=128', '--grid', 'trainCount=100', '--out', out],
      /cell batch=128,train=100: batchSize must be at most trainCount/,
    ],
    [['--grid', 'timeSteps=1', '--seeds', 'many', '--out', out], /seeds must be .* \(got “many”\)/],
    [
      ['--grid', 'timeSteps=1', '--parallel', '0', '--out', out],
      /--parallel must be a whole number from 1 to 64/,
    ],
    [['--link', '#v=1&preset=first-look@2&grid=ns:0', '--out', out], /timeSteps must be .*\(got 0\)/],
    [
      ['--link', '#v=1&preset=first-look@2&grid=ns:1', '--seeds', '2', '--out', out],
      /the link is a whole sweep/,
    ],
    [['--resume', out], /holds no sweep \(no sweep.json\)/],
    [['--resume', out, '--seeds', '2'], /--resume takes all from the folder/],
  ])('%j', async (args, words) => {
    const refused = createProgram().parseAsync(['sweep', ...args], { from: 'user' });
    await expect(refused).rejects.toThrow(words);
    expect(isUserMistake(await refused.catch((error) => error))).toBe(true);
    expect(existsSync(out)).toBe(false);
  });
});

describe('the lock', () => {
  test('is taken once, given back, and taken over when left behind', async () => {
    const at = await mkdtemp(path.join(folder, 'lock-'));
    const unlock = await lockFolder(at);
    const lock = path.join(at, 'lock');
    // A lock of this very process would look like one of an earlier process with its number.
    await writeFile(lock, JSON.stringify({ pid: process.ppid, host: hostname() }));
    await expect(lockFolder(at)).rejects.toThrow(`process ${process.ppid} works in it`);
    await unlock();
    expect(existsSync(lock)).toBe(true);

    const left = spawn(process.execPath, ['-e', '0']);
    await new Promise((resolve) => left.on('exit', resolve));
    await writeFile(lock, JSON.stringify({ pid: left.pid, host: hostname() }));
    const again = await lockFolder(at);
    expect(JSON.parse(await readFile(lock, 'utf8'))).toEqual({ pid: process.pid, host: hostname() });
    await again();
    expect(existsSync(lock)).toBe(false);
  });

  test('of another machine, or just being written, is respected', async () => {
    const at = await mkdtemp(path.join(folder, 'lock-'));
    await writeFile(path.join(at, 'lock'), JSON.stringify({ pid: 1, host: 'elsewhere' }));
    await expect(lockFolder(at)).rejects.toThrow('process 1 on elsewhere works in it');
    await writeFile(path.join(at, 'lock'), '');
    await expect(lockFolder(at)).rejects.toThrow(OutputError);
  });
});
