import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { SpikingNetwork } from '../src/engine/spiking/spiking-network.ts';
import { writeNetworkFile } from '../src/exchange/network-file.ts';
import { startPtl } from './testing/start-ptl.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'spikewise-unanswered-'));
afterAll(() => rm(folder, { recursive: true }));

/** Two neurons that see the whole image, and a readout of ±3e38: every output is inf − inf. */
const overflowing: SpikingNetwork = {
  timeSteps: 4,
  initialPotential: 'zero',
  firstLayerBias: 'firstStep',
  inputShape: [28, 28, 1],
  layers: [
    {
      layer: {
        name: 'fc1',
        before: [{ kind: 'flatten', inputShape: [28, 28, 1] }],
        synapse: { kind: 'dense', inputSize: 784, outputSize: 2 },
        batchNorm: null,
      },
      weight: new Float32Array(1568).fill(1),
      bias: new Float32Array(2),
      threshold: Float32Array.of(1),
    },
    {
      layer: {
        name: 'output',
        before: [],
        synapse: { kind: 'dense', inputSize: 2, outputSize: 10 },
        batchNorm: null,
      },
      weight: Float32Array.from({ length: 20 }, (_, i) => (i < 10 ? 3e38 : -3e38)),
      bias: new Float32Array(10),
      threshold: null,
    },
  ],
};

test('simulate counts outputs that are no numbers, says so, and predicts nothing from them', async () => {
  const [network, predictions] = ['network.safetensors', 'answers.csv'].map((name) =>
    path.join(folder, name),
  ) as [string, string];
  await writeFile(network, writeNetworkFile(overflowing, { task: 'classification', back: [] }));
  const args = ['simulate', '--network', network, '--count', '1,000', '--backend', 'wasm'];
  const { code, out, error } = await startPtl([...args, '--predictions', predictions]);
  expect(error).toBe('warning: outputs are no numbers for 1,000 of 1,000 examples, which count as wrong\n');
  expect(out).toMatch(/^2 layers, 12 neurons at Ns 4, on 1,000 examples\n/);
  expect(out).toContain('mnist-test: accuracy 0.00 %');
  expect(code).toBe(1);
  const answers = (await readFile(predictions, 'utf8')).trimEnd().split('\n').slice(1);
  expect(answers).toHaveLength(1000);
  for (const row of answers) expect(row).toMatch(/^\d+,\d,(,(NaN|-?Infinity|-?[\d.e+]+)){10}$/);
});
