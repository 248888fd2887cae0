/** Tests what the hash of an imported network depends on. */
import { expect, test } from 'vitest';
import { importNote } from './any-checkpoint.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { ExchangeError } from './error.ts';
import { sha256Hex } from './hash.ts';
import { hasModelHash, modelHash } from './model-hash.ts';

const bytesOf = (title: string, first = 0.5, normalisation = 'none') => {
  const weight = new Float32Array(784 * 10).fill(0.25);
  weight[0] = first;
  const layers = [{ name: 'output', weight, bias: new Float32Array(10), batchNorm: null }];
  const note = { [importNote.title]: title, [importNote.normalisation]: normalisation };
  return writeCheckpoint({ notation: '28x28-10', layers, note });
};

test('a renamed file gives the same hash, other weights and other choices another one', () => {
  const hash = modelHash(bytesOf('net.onnx'));
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(modelHash(bytesOf('a copy of net.onnx'))).toBe(hash);
  expect(modelHash(bytesOf('net.onnx', 0.25))).not.toBe(hash);
  expect(modelHash(bytesOf('net.onnx', 0.5, '0-255'))).not.toBe(hash);
});

test('what was kept under the hash of all its bytes has that hash still', () => {
  const bytes = bytesOf('net.onnx');
  expect(hasModelHash(bytes, sha256Hex(bytes))).toBe(true);
  expect(hasModelHash(bytes, modelHash(bytes))).toBe(true);
  expect(hasModelHash(bytesOf('other.onnx'), sha256Hex(bytes))).toBe(false);
});

test('what is no checkpoint has no hash', () => {
  for (const bytes of [new Uint8Array(8), new Uint8Array(40).fill(32), bytesOf('net.onnx').subarray(0, 60)])
    expect(() => modelHash(bytes)).toThrow(ExchangeError);
  expect(hasModelHash(new Uint8Array(40), 'f'.repeat(64))).toBe(false);
});
