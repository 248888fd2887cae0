/** Exports a run in every form, and opens what can be opened again. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readAnyCheckpoint } from '../../src/exchange/any-checkpoint.ts';
import { lower } from '../../src/exchange/models/lower.ts';
import { readOnnx } from '../../src/exchange/models/onnx/read-onnx.ts';
import { createProgram } from '../program.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const root = await mkdtemp(path.join(tmpdir(), 'spikewise-export-'));
afterAll(() => rm(root, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const at = (name: string) => path.join(root, name);
const folder = at('run');

/** Gives a command, and returns what it prints. */
async function ptl(...args: string[]): Promise<string> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line = '') => void lines.push(String(line)));
  await createProgram().parseAsync(args, { from: 'user' });
  return lines.join('\n');
}

const exported = (source: string, to: string, out: string, ...more: string[]) =>
  ptl('export', source, '--to', to, '--out', at(out), '--backend', 'wasm', ...more);

const settings = ['method=rate', 'timeSteps=8', 'thresholdScope=channel', 'validationCount=64', 'workers=1'];

beforeAll(async () => {
  await ptl('run', '--preset', 'first-look-paper', '--set', ...settings, 'backend=wasm', '--out', folder);
});

test('a NIR file scores and costs what the network does, to the last digit', async () => {
  const told = await exported(folder, 'nir', 'net.nir');
  expect(told).toBe(`wrote ${at('net.nir')}\nwrote ${at('net.card.json')}`);
  const card = JSON.parse(await readFile(at('net.card.json'), 'utf8'));
  expect(card.inputs).toHaveLength(3);
  const of = async (source: string) => {
    const lines = (await ptl('simulate', source, '--count', '300', '--backend', 'wasm')).split('\n');
    return (
      lines
        // Its thresholds are folded into its weights, so that it is smaller.
        .filter((line) => !/^made by|^ {2}of |^Footprint/.test(line))
        .map((line) => line.replace(/, \d+ examples\/s.*/, ''))
    );
  };
  const found = await of(at('net.nir'));
  expect(found).toEqual(await of(folder));
  expect(found[1]).toMatch(/accuracy 9\d\.\d/);
});

test('a zip is opened again, and says the same of the run', async () => {
  await exported(folder, 'zip', 'run.zip');
  await exported(folder, 'methods', 'folder.txt');
  await exported(at('run.zip'), 'methods', 'zip.txt');
  const words = await readFile(at('folder.txt'), 'utf8');
  expect(words).toContain('for a window of 8 time steps');
  expect(await readFile(at('zip.txt'), 'utf8')).toBe(words);
  expect(await readFile(at('zip.bib'), 'utf8')).toContain('@software{spikewise');
  await exported(at('run.zip'), 'tex', 'stages.tex');
  expect(await readFile(at('stages.tex'), 'utf8')).toContain('Spiking network, 8 steps');
  // The network in the zip is the very file.
  const inside = unzipSync(await readFile(at('run.zip')))['snn.safetensors']!;
  expect(Buffer.from(inside).equals(await readFile(path.join(folder, 'snn.safetensors')))).toBe(true);
});

test('trains and answers of chosen examples', async () => {
  await exported(folder, 'npz', 'trains.npz', '--count', '3', '--layers', 'fc3');
  expect(Object.keys(unzipSync(await readFile(at('trains.npz'))))).toEqual(['fc3.npy', 'output.npy']);
  await exported(folder, 'csv', 'answers.csv', '--count', '20');
  const lines = (await readFile(at('answers.csv'), 'utf8')).trim().split('\n');
  expect(lines[0]).toBe(
    'index,target,answer,output 0,output 1,output 2,output 3,output 4,output 5,output 6,output 7,output 8,output 9',
  );
  expect(lines).toHaveLength(21);
});

test('a checkpoint becomes a model of TensorFlow.js, with its weights beside it', async () => {
  const checkpoint = path.join('public', 'checkpoints', 'first-look@2.safetensors');
  const told = await exported(checkpoint, 'tfjs', 'model.json');
  expect(told).toBe(`wrote ${at('model.json')}\nwrote ${at('weights.bin')}`);
  const { weightsManifest } = JSON.parse(await readFile(at('model.json'), 'utf8'));
  const sizes = weightsManifest[0].weights.map(({ shape }: { shape: number[] }) =>
    shape.reduce((a, b) => a * b, 1),
  );
  const floats = sizes.reduce((a: number, b: number) => a + b, 0);
  expect((await readFile(at('weights.bin'))).length).toBe(4 * floats);
  expect(floats).toBeGreaterThan(50_000);
  await expect(exported(folder, 'tfjs', 'other/model.json')).rejects.toThrow(/give the checkpoint/);
});

test('a checkpoint becomes ONNX, which imports as the same network', async () => {
  const checkpoint = path.join('public', 'checkpoints', 'first-look@2.safetensors');
  expect(await exported(checkpoint, 'onnx', 'first.onnx')).toBe(`wrote ${at('first.onnx')}`);
  const { checkpoint: back } = lower(readOnnx(await readFile(at('first.onnx'))), { pooling: 'average' });
  const { layers, network } = readAnyCheckpoint(await readFile(checkpoint));
  expect(back!.notation).toBe(network.name);
  expect(back!.layers.map(({ weight }) => weight)).toEqual(layers.map(({ weight }) => weight));
});

describe('what cannot be exported is refused in words', () => {
  const network = path.join(folder, 'snn.safetensors');
  test.each([
    ['a network alone has no report', network, 'tex', /is a network alone; give the folder or the zip/],
    ['nothing is there', at('nowhere'), 'nir', /nowhere cannot be read \(ENOENT\)/],
  ])('%s', async (_, source, to, words) => {
    await expect(exported(source, to, 'never')).rejects.toThrow(words);
  });

  test('a file that is there stays', async () => {
    await writeFile(at('mine.tex'), 'mine');
    await expect(exported(folder, 'tex', 'mine.tex')).rejects.toThrow(/is there already/);
    expect(await readFile(at('mine.tex'), 'utf8')).toBe('mine');
  });

  test('damaged files', async () => {
    await exported(folder, 'nir', 'whole.nir');
    await exported(folder, 'zip', 'whole.zip');
    await writeFile(at('broken.nir'), (await readFile(at('whole.nir'))).subarray(0, 9000));
    await expect(exported(at('broken.nir'), 'csv', 'never')).rejects.toThrow(
      /not an HDF5 file, or one that is cut short/,
    );
    await writeFile(at('broken.zip'), (await readFile(at('whole.zip'))).subarray(0, 9000));
    await expect(exported(at('broken.zip'), 'tex', 'never')).rejects.toThrow(/cut short or no zip/);
    await expect(ptl('simulate')).rejects.toThrow('give one network: ptl simulate FILE');
  });
});
