/** docs/network-file.md must stay true: its example's record is what is written, its simulator runs and prints what it says. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SpikingNetwork } from '../ptl/spiking-network.ts';
import { writeNetworkFile } from './network-file.ts';
import { readSafetensors } from './safetensors.ts';

const page = readFileSync(new URL('../../docs/network-file.md', import.meta.url), 'utf8');

/** The page's only block of a language. */
function block(language: string): string {
  const found = [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))];
  expect(found, `blocks of ${language}`).toHaveLength(1);
  return found[0]![1]!;
}

const example: SpikingNetwork = {
  timeSteps: 4,
  initialPotential: 'zero',
  firstLayerBias: 'firstStep',
  inputShape: [1, 2, 1],
  layers: [
    {
      layer: {
        name: 'conv1',
        before: [],
        synapse: {
          kind: 'conv2d',
          inputShape: [1, 2, 1],
          outputShape: [1, 2, 2],
          kernel: [1, 1],
          stride: [1, 1],
          padding: [0, 0],
        },
        batchNorm: null,
      },
      weight: new Float32Array([1, -1]),
      bias: new Float32Array([0.25, 0.5]),
      threshold: new Float32Array([0.5]),
    },
    {
      layer: {
        name: 'fc2',
        before: [{ kind: 'flatten', inputShape: [1, 2, 2] }],
        synapse: { kind: 'dense', inputSize: 4, outputSize: 2 },
        batchNorm: null,
      },
      weight: new Float32Array([0.5, 1, 0, 1, 0.25, 1, 0, 1]),
      bias: new Float32Array([0.5, 1]),
      threshold: new Float32Array([0.5, 0]),
    },
    {
      layer: {
        name: 'output',
        before: [],
        synapse: { kind: 'dense', inputSize: 2, outputSize: 2 },
        batchNorm: null,
      },
      weight: new Float32Array([0.5, -1, 1, 1]),
      bias: new Float32Array([0.25, 2]),
      threshold: null,
    },
  ],
};

test('the record on the page is the one in the file', () => {
  const { metadata } = readSafetensors(writeNetworkFile(example));
  expect(JSON.parse(metadata.spikewise!)).toEqual(JSON.parse(block('json')));
});

const numpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

test.skipIf(!numpy)('the simulator on the page prints what the page says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spikewise-'));
  try {
    const at = (name: string) => join(folder, name);
    writeFileSync(at('simulate.py'), block('python'));
    writeFileSync(at('network.safetensors'), writeNetworkFile(example));
    writeFileSync(at('image.json'), '[0.5, 1]');
    const files = ['simulate.py', 'network.safetensors', 'image.json'].map(at);
    const { stdout, stderr } = spawnSync('python3', files, { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe(block('text'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
