import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readCheckpoint } from '../../src/exchange/checkpoint.ts';
import { parseNotation } from '../../src/networks/notation.ts';
import { startPtl } from '../testing/start-ptl.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'spikewise-pretrain-'));
afterAll(() => rm(folder, { recursive: true }));

const ptl = (...args: string[]) => startPtl(args);

const network = '28x28-c4s2-m2-16-10';
const small = [
  `network=${network}`,
  'pretrainEpochs=4',
  'pretrainLearningRate=0.01',
  'trainCount=512',
  'batchSize=32',
];
const set = ['--preset', 'first-look-paper', '--set', ...small, 'validationCount=256', 'backend=wasm'];

test('a network with max pooling is trained by two workers as by one, and written', {
  timeout: 120_000,
}, async () => {
  const train = async (workers: number) => {
    const file = path.join(folder, `${workers}.safetensors`);
    const { code, error, out } = await ptl('pretrain', ...set, `workers=${workers}`, '--out', file);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    const accuracies = [...out.matchAll(/accuracy (\d+\.\d+) %/g)].map(([, percent]) => Number(percent));
    return { accuracies, checkpoint: readCheckpoint(await readFile(file), parseNotation(network)) };
  };
  const [one, two] = [await train(1), await train(2)];
  expect(one.accuracies).toHaveLength(4);
  expect(one.accuracies.at(-1)).toBeGreaterThan(60);
  expect(two.checkpoint.layers).toEqual(one.checkpoint.layers);
});

test('a run refuses it by the name of the layer, with the replacement, before anything starts', async () => {
  const refused = await ptl('run', ...set, 'start=scratch', '--out', path.join(folder, 'run'));
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.error).toMatch(
    /^ptl: network: .*: the max pooling before it is not known .*average pooling \(a2/,
  );
});
