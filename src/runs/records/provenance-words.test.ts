import { expect, test } from 'vitest';
import { engineRevision } from '../../engine/revision.ts';
import type { Provenance } from '../../exchange/provenance.ts';
import { provenanceLines } from './provenance-words.ts';

const provenance: Provenance = {
  software: '0.1.0',
  engine: engineRevision,
  runId: 'run-1',
  seed: 7,
  backend: 'wasm',
  spec: { preset: 'mnist@2', method: 'ptl' },
  checkpoint: { file: 'checkpoints/mnist@2.safetensors', sha256: 'ab'.repeat(32) },
  data: { name: 'MNIST', sha256: 'cd'.repeat(32) },
};

test('names software, engine, run, start and data', () => {
  expect(provenanceLines(provenance)).toEqual([
    `made by Spikewise 0.1.0, engine revision ${engineRevision}, on wasm, run run-1`,
    '  of mnist@2, method ptl, seed 7, from checkpoints/mnist@2.safetensors (abababababab…), on MNIST (cdcdcdcdcdcd…)',
  ]);
  const scratch = { ...provenance, checkpoint: null, data: { name: 'Shades', sha256: null } };
  expect(provenanceLines(scratch)[1]).toBe(
    '  of mnist@2, method ptl, seed 7, from random weights, on Shades',
  );
});

test('says when the engine is another', () => {
  const [, , line] = provenanceLines({ ...provenance, engine: engineRevision + 1 });
  expect(line).toContain(`of a newer engine, revision ${engineRevision + 1}`);
});
