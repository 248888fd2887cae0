/**
 * Tests that files of version 1 are read, and that writing them again changes only their header.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseNotation } from '../networks/notation.ts';
import { readCheckpoint } from './checkpoint.ts';
import { readNetworkFile, writeNetworkFile } from './network-file.ts';
import { readSafetensors } from './safetensors.ts';

const folder = new URL('fixtures/version-1/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.safetensors'));
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const recordOf = (bytes: Uint8Array) => JSON.parse(readSafetensors(bytes).metadata.spikewise!);

const checkpoints = names.filter((name) => name.startsWith('pretrained'));
const networks = names.filter((name) => !checkpoints.includes(name));

test('there are files of every sort', () => {
  expect(networks).toHaveLength(10);
  expect(checkpoints).toHaveLength(2);
});

test.each(networks)('the network file %s', (name) => {
  const bytes = read(name);
  const stored = readNetworkFile(bytes);
  expect(stored).toMatchObject({ task: 'classification', back: [] });
  const again = writeNetworkFile(stored, stored);
  expect(readSafetensors(again).tensors).toEqual(readSafetensors(bytes).tensors);
  expect(readNetworkFile(again)).toEqual(stored);
  const { version, task, back, layers, ...rest } = recordOf(again);
  expect({ version, task, back }).toEqual({ version: 2, task: 'classification', back: [] });
  const formerLayers = layers.map((layer: { synapse: Record<string, unknown> }) => {
    const { dilation, padding, ...synapse } = layer.synapse;
    if (synapse.kind !== 'conv2d') return layer;
    expect(dilation).toEqual([1, 1]);
    const { before, after } = padding as { before: unknown; after: unknown };
    expect(after).toEqual(before);
    return { ...layer, synapse: { ...synapse, padding: before } };
  });
  expect({ ...rest, version: 1, layers: formerLayers }).toEqual(recordOf(bytes));
});

test.each(checkpoints)('the checkpoint %s', (name) => {
  const bytes = read(name);
  const network = parseNotation(recordOf(bytes).notation);
  expect(readCheckpoint(bytes, network).layers.length).toBeGreaterThan(1);
});
