/** Tests imported networks that are kept in a browser: whole, damaged, changed and cut off. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { writeCheckpoint } from '../../exchange/checkpoint.ts';
import { modelHash } from '../../exchange/model-hash.ts';
import { modelShelf } from '../../exchange/own-models.ts';
import { importedCheckpoint } from '../models/imported-checkpoint.ts';
import { openDatabaseShelf } from './database-shelf.ts';
import { heldFor, nothingHeld, offerHeld } from './held.ts';
import { heldModel } from './kept-model.ts';
import { modelKind } from './shelf-kind.ts';

const weight = new Float32Array(784 * 10).fill(0.5);
const layers = [{ name: 'output', weight, bias: new Float32Array(10), batchNorm: null }];
const network = { notation: '28x28-10', layers, note: {} };
const files = [{ name: 'net.onnx', bytes: Uint8Array.of(1, 2, 3) }];
const choices = { pooling: 'average', normalisation: '0.25:0.5', dataset: 'mnist' } as const;
const bytes = importedCheckpoint(files, network, choices);
const hash = modelHash(bytes);
const blobOf = (content: Uint8Array) => new Blob([content as Uint8Array<ArrayBuffer>]);

test('a kept network tells its file and the choices, and is found by the run that names it', async () => {
  const shelf = await openDatabaseShelf(modelKind);
  await shelf.put(hash, blobOf(bytes));
  const [kept] = await shelf.list();
  shelf.close();
  const model = await heldModel(kept!.hash, kept!.file);
  expect(model.facts).toEqual({
    ...{ id: `own:${hash}`, notation: '28x28-10', title: 'net.onnx', bytes: 3 },
    ...choices,
  });
  const held = { sets: [], models: [model] };
  expect(heldFor(held, { dataset: 'mnist', model: 'preset' })).toEqual(nothingHeld);
  offerHeld(heldFor(held, { dataset: 'mnist', model: model.facts.id }));
  expect(await modelShelf.find(model.facts.id)!.read()).toEqual(bytes);
  offerHeld(nothingHeld);
});

test('what is no network, is cut short or has changed is refused', async () => {
  for (const content of [new Uint8Array(0), bytes.subarray(0, 20), new TextEncoder().encode('hello, world')])
    await expect(heldModel(hash, blobOf(content))).rejects.toThrow();
  const changed = bytes.slice();
  changed[changed.length - 1]! ^= 1;
  const model = await heldModel(hash, blobOf(changed));
  offerHeld({ sets: [], models: [model] });
  await expect(modelShelf.find(model.facts.id)!.read()).rejects.toThrow('has changed');
  offerHeld(nothingHeld);
});

test('a file whose first bytes were never written is not whole', () => {
  expect(modelKind.isWhole(bytes.subarray(0, 8))).toBe(true);
  expect(modelKind.isWhole(new Uint8Array(8))).toBe(false);
  expect(writeCheckpoint(network).length).toBeLessThan(bytes.length);
});
