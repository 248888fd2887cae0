/**
 * Tests that docs/network-file.md is true: its example's record is what is written, and its
 * simulator runs and prints what the page says.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Dynamics } from '../engine/spiking/dynamics.ts';
import { poissonWords } from '../engine/spiking/poisson-words.ts';
import type { SpikingNetwork } from '../engine/spiking/spiking-network.ts';
import { referenceRun } from '../engine/testing/reference-simulator.ts';
import { toLayers } from '../networks/chain.ts';
import { conv2d } from '../networks/kinds/conv2d.ts';
import { dense } from '../networks/kinds/dense.ts';
import { flatten } from '../networks/kinds/flatten.ts';
import { relu } from '../networks/kinds/relu.ts';
import { weightShape } from '../networks/layer.ts';
import { modelOf } from '../networks/model.ts';
import { network } from '../networks/network.ts';
import { parseNotation } from '../networks/notation.ts';
import { sizeOf } from '../networks/shape.ts';
import { readNetworkFile, writeNetworkFile } from './network-file.ts';
import { readSafetensors, type WrittenTensor, writeSafetensors } from './safetensors.ts';

const page = readFileSync(new URL('../../docs/network-file.md', import.meta.url), 'utf8');

/** Returns the page's only code block of a language. */
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
          padding: { before: [0, 0], after: [0, 0] },
          dilation: [1, 1],
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

const classifying = { task: 'classification', back: [] } as const;

test('the record on the page is the one in the file', () => {
  const { metadata } = readSafetensors(writeNetworkFile(example, classifying));
  expect(JSON.parse(metadata.spikewise!)).toEqual(JSON.parse(block('json')));
});

/** A signal of six samples: a dilated kernel that looks back only, then one of another stride. */
const signal: SpikingNetwork = {
  timeSteps: 8,
  initialPotential: 'half',
  firstLayerBias: 'firstStep',
  inputShape: [1, 6, 1],
  layers: toLayers(
    network({
      name: 'signal',
      inputShape: [1, 6, 1],
      layers: [
        conv2d({
          ...{ name: 'conv1', inputShape: [1, 6, 1], filters: 2, kernel: [1, 2], stride: [1, 1] },
          ...{ padding: { before: [0, 2], after: [0, 0] }, dilation: [1, 2] },
        }),
        relu({ name: 'conv1.relu' }),
        conv2d({
          ...{ name: 'conv2', inputShape: [1, 6, 2], filters: 2, kernel: [1, 3], stride: [1, 2] },
          padding: { before: [0, 0], after: [0, 1] },
        }),
        relu({ name: 'conv2.relu' }),
        flatten({ name: 'flatten', inputShape: [1, 3, 2] }),
        dense({ name: 'output', inputSize: 6, units: 2 }),
      ],
    }),
  ).map((layer, l) => ({
    layer,
    weight: Float32Array.from(
      { length: sizeOf(weightShape(layer.synapse)) },
      (_, i) => ((i * 5) % 7) / 4 - 0.5,
    ),
    bias: Float32Array.of(0.25, -0.5),
    threshold: l < 2 ? Float32Array.of(0.375) : null,
  })),
};

const numpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

/**
 * Returns what the simulator on the page prints for a network and an image, the n-th of its set.
 */
function printed(network: SpikingNetwork, image: readonly number[], n: number): string {
  return printedOf(writeNetworkFile(network, classifying), image, n);
}

function printedOf(file: Uint8Array, image: readonly number[], n: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'spikewise-'));
  try {
    const at = (name: string) => join(folder, name);
    writeFileSync(at('simulate.py'), block('python'));
    writeFileSync(at('network.safetensors'), file);
    writeFileSync(at('image.json'), JSON.stringify(image));
    const files = ['simulate.py', 'network.safetensors', 'image.json'].map(at);
    const { stdout, stderr } = spawnSync('python3', [...files, String(n)], { encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.skipIf(!numpy)('the simulator on the page prints what the page says', () => {
  expect(printed(example, [0.5, 1], 0)).toBe(block('text'));
});

test.skipIf(!numpy)('it knows dilation and unequal paddings', () => {
  const input = [0.5, 1, 0.125, 0.75, 0, 0.375];
  const { responses, output } = referenceRun(signal, input);
  const lines = printed(signal, input, 0).trim().split('\n');
  const numbers = (line: string): number[] => JSON.parse(line.slice(line.indexOf('[')));
  const counts = responses.map((response) => [...response.counts]);
  expect(lines.map(numbers)).toEqual([...counts, Array.from(output)]);
  expect(counts.every((each) => new Set(each).size > 1)).toBe(true);
});

test.skipIf(!numpy)('it passes the outputs through a sigmoid where the file says so', () => {
  const { back } = modelOf(parseNotation('1x2-2'), 'sigmoid');
  const bytes = writeNetworkFile(example, { task: 'reconstruction', back });
  const lines = printedOf(bytes, [0.5, 1], 0).trim().split('\n');
  const outputs: number[] = JSON.parse(lines[2]!.slice('output '.length));
  const sigmoid = (y: number) => 1 / (1 + Math.exp(-y));
  expect(lines.slice(0, 2)).toEqual(block('text').trim().split('\n').slice(0, 2));
  expect(outputs[0]).toBeCloseTo(sigmoid(1.75), 12);
  expect(outputs[1]).toBeCloseTo(sigmoid(-1), 12);
});

test.skipIf(!numpy)('it normalises pixels where the file says so', () => {
  const bytes = writeNetworkFile(example, {
    ...classifying,
    normalisation: { mean: [0.25], deviation: [0.5] },
  });
  // (0.5 − 0.25) / 0.5 and (0.75 − 0.25) / 0.5 are the example's own inputs.
  expect(printedOf(bytes, [0.5, 0.75], 0)).toBe(block('text'));
});

test.skipIf(!numpy)('it reads version 1, which knew none of them', () => {
  const { tensors, metadata } = readSafetensors(writeNetworkFile(example, classifying));
  const { task: _task, back: _back, ...record } = JSON.parse(metadata.spikewise!);
  const { dilation: _, padding, ...synapse } = record.layers[0].synapse;
  record.layers[0].synapse = { ...synapse, padding: padding.before };
  const old = { spikewise: JSON.stringify({ ...record, version: 1 }) };
  const bytes = writeSafetensors(tensors as Map<string, WrittenTensor>, old);
  expect(readNetworkFile(bytes)).toEqual({ ...example, ...classifying });
  expect(printedOf(bytes, [0.5, 1], 0)).toBe(block('text'));
});

test.skipIf(!numpy).each<Dynamics>([
  { coding: 'poisson', reset: 'soft', leak: 1, decoding: 'potential', seed: 5 },
  { coding: 'poisson', reset: 'hard', leak: 0.875, decoding: 'counts', seed: 77 },
  { coding: 'constant', reset: 'soft', leak: 0.75, decoding: 'counts', seed: 1 },
  { coding: 'constant', reset: 'hard', leak: 1, decoding: 'potential', seed: 1 },
  { coding: 'firstStep', reset: 'soft', leak: 0.5, decoding: 'counts', seed: 1 },
])('it knows other dynamics: %j', (dynamics) => {
  const timeSteps = 40;
  const layers = example.layers.map((layer, l) =>
    // Smaller thresholds for a longer window; the readout has one where its counts are read.
    l < 2
      ? { ...layer, threshold: layer.threshold!.map((theta) => theta / 8) }
      : { ...layer, threshold: dynamics.decoding === 'counts' ? Float32Array.of(0.5) : null },
  );
  const network: SpikingNetwork = { ...example, timeSteps, initialPotential: 'half', dynamics, layers };
  const image = Float32Array.of(0.3, 0.8);
  const words = poissonWords(image, 2, { timeSteps, seed: dynamics.seed, firstImage: 9 });
  const train = Array.from({ length: timeSteps }, (_, t) =>
    [0, 1].map((pixel) => (words[(t >> 5) * 2 + pixel]! >>> (t & 31)) & 1),
  );
  const poisson = dynamics.coding === 'poisson';
  const { responses, output } = referenceRun(network, poisson ? train : image);
  const numbers = (line: string): number[] => JSON.parse(line.slice(line.indexOf('[')));
  const lines = printed(network, [...image], 9)
    .trim()
    .split('\n')
    .map(numbers);
  const counts = responses.map((response) => [...response.counts]);
  expect(lines.slice(0, 2)).toEqual(counts.slice(0, 2));
  lines[2]!.forEach((value, c) => {
    expect(value).toBeCloseTo(output[c]!, 9);
  });
  expect(Math.max(...counts[1]!)).toBeGreaterThan(2);
});
