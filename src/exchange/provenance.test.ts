import { describe, expect, test } from 'vitest';
import { readNetworkFile, writeNetworkFile } from './network-file.ts';
import { type Provenance, provenanceKey, provenanceMetadata, readProvenance } from './provenance.ts';
import { classifying, network } from './testing/small-network.ts';
import { withoutRunId } from './testing/without-run-id.ts';

const provenance: Provenance = {
  software: '0.1.0',
  engine: 3,
  runId: 'a4c7f980-0000-4000-8000-000000000001',
  seed: 7,
  backend: 'wasm',
  spec: { preset: 'mnist@2', timeSteps: 8, readoutStage: false, weightLevels: '-1,"0",1' },
  checkpoint: { file: 'checkpoints/mnist@2.safetensors', sha256: 'ab'.repeat(32) },
  data: { name: 'MNIST', sha256: null },
};
const fileOf = (told: Provenance) => writeNetworkFile(network, classifying, provenanceMetadata(told));

describe('the provenance of a network file', () => {
  test('comes back as it was, and the network is the same with it and without', () => {
    const file = fileOf(provenance);
    expect(readProvenance(file)).toEqual(provenance);
    expect(readNetworkFile(file)).toEqual(readNetworkFile(writeNetworkFile(network, classifying)));
    expect(readProvenance(fileOf({ ...provenance, checkpoint: null }))?.checkpoint).toBeNull();
  });

  test.each([
    ['is missing', {}],
    ['is no JSON', { [provenanceKey]: '{' }],
    ['is no object', { [provenanceKey]: '[]' }],
    ['lacks a part', { [provenanceKey]: JSON.stringify({ ...provenance, runId: undefined }) }],
    ['has a part of another type', { [provenanceKey]: JSON.stringify({ ...provenance, engine: 'x' }) }],
    [
      'has a hash that is none',
      { [provenanceKey]: JSON.stringify({ ...provenance, data: { name: '', sha256: 'x' } }) },
    ],
  ])('that %s is none, and the network is read all the same', (_, metadata) => {
    const file = writeNetworkFile(network, classifying, metadata as Record<string, string>);
    expect(readProvenance(file)).toBeNull();
    expect(readNetworkFile(file).timeSteps).toBe(network.timeSteps);
  });

  test('differs between equal runs in the run’s id alone', () => {
    const other = fileOf({ ...provenance, runId: provenance.runId.replace('1', '2') });
    expect(Buffer.from(other).equals(Buffer.from(fileOf(provenance)))).toBe(false);
    expect(withoutRunId(other).equals(withoutRunId(fileOf(provenance)))).toBe(true);
    const seeded = fileOf({ ...provenance, seed: 8 });
    expect(withoutRunId(seeded).equals(withoutRunId(fileOf(provenance)))).toBe(false);
  });
});
