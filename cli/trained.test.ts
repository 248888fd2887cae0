/** Tests that a network is pre-trained once for several runs, and can be trained on. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { withoutRunId } from '../src/exchange/testing/without-run-id.ts';
import { trainedVariable } from './files/trained.ts';
import { createProgram } from './program.ts';

vi.setConfig({ testTimeout: 600_000 });

const root = await mkdtemp(path.join(tmpdir(), 'spikewise-trained-'));
afterAll(() => rm(root, { recursive: true }));
afterEach(() => {
  delete process.env[trainedVariable];
  vi.restoreAllMocks();
});

const settings = ['dataset=shapes', 'network=32x32x3-c4s2-16-10', 'start=scratch', 'pretrainEpochs=2'].concat(
  ['pretrainLearningRate=3e-3', 'trainCount=300', 'validationCount=64', 'testCount=0', 'workers=2'],
  ['calibrationCount=64', 'maxStageEpochs=2', 'patience=1', 'backend=wasm', 'learningRate=1e-3'],
);
const shelf = path.join(root, 'trained');

/** Gives a command, and returns what it prints. */
async function ptl(...args: string[]): Promise<string> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line = '') => void lines.push(String(line)));
  await createProgram().parseAsync(args, { from: 'user' });
  vi.restoreAllMocks();
  return lines.join('\n');
}

const converted = (name: string, timeSteps: number, ...before: string[]) =>
  ptl(
    ...before,
    'run',
    '--preset',
    'first-look-paper',
    '--set',
    ...settings,
    `timeSteps=${timeSteps}`,
    '--out',
    path.join(root, name),
  );
const network = (name: string) => readFile(path.join(root, name, 'snn.safetensors'));
const report = async (name: string) =>
  JSON.parse(await readFile(path.join(root, name, 'report.json'), 'utf8'));

test('a network is trained once for all runs that begin with it, and they reach what they would alone', async () => {
  const first = await converted('first', 2, '--trained', shelf);
  expect(first).not.toContain('kept from an earlier run');
  expect(await readdir(shelf)).toHaveLength(1);
  const second = await converted('second', 4, '--trained', shelf);
  expect(second).toContain('its pre-trained network is kept from an earlier run');
  delete process.env[trainedVariable];
  await converted('alone', 4);
  expect(withoutRunId(await network('second')).equals(withoutRunId(await network('alone')))).toBe(true);
  const [there, alone] = [await report('second'), await report('alone')];
  const timeless = ({ epochs, ann }: typeof there) => ({
    ann,
    epochs: epochs.map(({ seconds: _, ...row }: { seconds: number }) => row),
  });
  expect(timeless(there)).toEqual(timeless(alone));
  expect(there.runId).not.toBe((await report('first')).runId);

  const further = await ptl('--trained', shelf, 'train-on', path.join(root, 'second'));
  const epochs = there.stages.reduce((sum: number, stage: { epochs: number }) => sum + stage.epochs, 0);
  expect(further).toContain(`on for ${epochs} epochs at 0.001`);
  const trained = further.split('\n').filter((line) => line.startsWith('epoch '));
  expect(trained).toHaveLength(epochs);
  // It goes on from the trained network: its first loss is below that of the first epoch of all.
  expect(Number(/train loss ([\d.]+)/.exec(trained[0]!)![1])).toBeLessThan(there.epochs[0].trainLoss);
  expect(further).toMatch(/^ANN, trained on +[\d.]+ /m);
});

test('another seed trains another network, and a damaged file is named', async () => {
  await ptl(
    '--trained',
    shelf,
    'run',
    '--preset',
    'first-look-paper',
    '--set',
    ...settings,
    'seed=2',
    '--out',
    path.join(root, 'other'),
  );
  const files = await readdir(shelf);
  expect(files).toHaveLength(2);
  for (const file of files) await writeFile(path.join(shelf, file), 'no such thing');
  await expect(converted('third', 2, '--trained', shelf)).rejects.toThrow(/safetensors: .*; delete it/);
  delete process.env[trainedVariable];
  await expect(ptl('train-on', path.join(root, 'second'))).rejects.toThrow('the same --trained folder');
});
