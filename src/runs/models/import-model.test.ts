/** Tests the way of a given network to its reading and its checkpoint, on real examples. */
import { expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { diskReader } from '../../../cli/read-disk.ts';
import { readAnyCheckpoint } from '../../exchange/any-checkpoint.ts';
import { sha256Hex } from '../../exchange/hash.ts';
import { modelHash } from '../../exchange/model-hash.ts';
import { someNumbers } from '../../exchange/models/testing/numbers.ts';
import { type ModelToWrite, onnxOf } from '../../exchange/models/testing/onnx-writer.ts';
import { loadExamples } from '../execution/materials.ts';
import { settingsOfModel } from '../spec/start-network.ts';
import { createModelImporter, type GivenModel, type ModelProgress } from './import-model.ts';

const conv = { kernel_shape: [4, 4], strides: [4, 4] };
const pooled: ModelToWrite = {
  inputs: [{ name: 'image', shape: ['N', 1, 28, 28] }],
  nodes: [
    { operator: 'Conv', inputs: ['image', 'w1'], output: 'c', attributes: conv },
    { operator: 'Relu', inputs: ['c'], output: 'r' },
    {
      ...{ operator: 'MaxPool', inputs: ['r'], output: 'p' },
      attributes: { kernel_shape: [2, 2], strides: [2, 2] },
    },
    { operator: 'Flatten', inputs: ['p'], output: 'f' },
    { operator: 'Gemm', inputs: ['f', 'w2'], output: 'scores' },
  ],
  tensors: [
    { name: 'w1', shape: [3, 1, 4, 4], values: someNumbers(48) },
    { name: 'w2', shape: [27, 10], values: someNumbers(270) },
  ],
};

const given = (model: ModelToWrite): GivenModel => ({
  name: 'net.onnx',
  files: [{ name: 'net.onnx', file: new Blob([onnxOf(model) as Uint8Array<ArrayBuffer>]) }],
});
const mnist = { id: 'mnist', title: 'MNIST', inputShape: [28, 28, 1], classes: 10 } as const;
const other = { id: 'other', title: 'Other', inputShape: [28, 28, 1], classes: 3 } as const;
const question = { sets: [other, mnist], dataset: null, normalisation: null };

const importer = createModelImporter({
  open: () => openNodeBackend('wasm'),
  load: (dataset, validationCount) =>
    loadExamples({ dataset, task: 'classification', trainCount: 32, validationCount }, diskReader()),
});

test('a network is judged, compared and measured on the first data set that fits', async () => {
  const progress: ModelProgress[] = [];
  const reading = await importer.read(given(pooled), question, (told) => progress.push(told));
  expect(reading).toMatchObject({ asks: true, inputShape: [28, 28, 1], fitting: [mnist] });
  expect(reading.difference!.relative).toBeLessThan(1e-5);
  const [analog, average, stride, kept] = reading.outcomes;
  expect(reading.outcomes.map(({ choice, notation }) => [choice, notation])).toEqual([
    ['max', '28x28-c3k4s4p0n0-m2-10'],
    ['average', '28x28-c3k4s4p0n0-a2-10'],
    ['stride', null],
    ['kept', '28x28-c3k4s4p0n0-m2-10'],
  ]);
  expect(kept!.score).toBe(analog!.score);
  expect(stride!.lines.find(({ verdict }) => verdict === 'refused')?.remedy).not.toBe('');
  const { scalings, normalisation, validationCount } = reading.measured!;
  const best = Math.max(...scalings.map(({ score }) => score));
  expect(scalings.find(({ setting }) => setting === normalisation)!.score).toBe(best);
  expect(validationCount).toBe(1000);
  expect([analog!.score, average!.score].every((score) => score! >= 0 && score! <= 1)).toBe(true);
  const shares = progress.map(({ share }) => share);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);

  const named = await importer.read(given(pooled), { ...question, normalisation: '0.3:0.4' }, () => {});
  expect(named.measured!.normalisation).toBe('0.3:0.4');
  expect(named.measured!.scalings).toHaveLength(scalings.length + 1);
});

test('the checkpoint of the choices has one hash, and another for other choices', async () => {
  const choices = { pooling: 'average', normalisation: '0.25:0.5', dataset: 'mnist' } as const;
  const made = await importer.make(given(pooled), choices, null);
  const bytes = new Uint8Array(await made.file.arrayBuffer());
  expect(made.facts).toMatchObject({ id: `own:${modelHash(bytes)}`, title: 'net.onnx', ...choices });
  expect(made.formerId).toBe(`own:${sha256Hex(bytes)}`);
  expect(readAnyCheckpoint(bytes).notation).toBe('28x28-c3k4s4p0n0-a2-10');
  expect((await importer.make(given(pooled), choices, null)).facts).toEqual(made.facts);
  const renamed = { ...given(pooled), files: [{ ...given(pooled).files[0]!, name: 'copy.onnx' }] };
  expect((await importer.make(renamed, choices, null)).facts).toEqual({ ...made.facts, title: 'copy.onnx' });
  const scaled = await importer.make(given(pooled), { ...choices, normalisation: 'none' }, null);
  expect(scaled.facts.id).not.toBe(made.facts.id);
});

test('kept max pooling is named in the checkpoint, and settings of it fire after the window', async () => {
  const choices = { pooling: 'kept', normalisation: null, dataset: 'mnist' } as const;
  const { facts } = await importer.make(given(pooled), choices, null);
  expect(facts).toMatchObject({ notation: '28x28-c3k4s4p0n0-m2-10', pooling: 'kept' });
  expect(settingsOfModel(facts)).toMatchObject({ network: facts.notation, firing: 'window' });
  const averaged = await importer.make(given(pooled), { ...choices, pooling: 'average' }, null);
  expect(settingsOfModel(averaged.facts)).not.toHaveProperty('firing');
});

test('a refused network is reported and not measured, and none is made of it', async () => {
  const tanh = pooled.nodes.map((node) => (node.operator === 'Relu' ? { ...node, operator: 'Tanh' } : node));
  const model = given({ ...pooled, nodes: tanh });
  const reading = await importer.read(model, question, () => {});
  expect(reading).toMatchObject({ difference: null, measured: null });
  expect(reading.outcomes[0]!.lines.find(({ verdict }) => verdict === 'refused')?.layer).toBe('Tanh r');
  const choices = { pooling: 'average', normalisation: null, dataset: null } as const;
  await expect(importer.make(model, choices, null)).rejects.toThrow('refused');
});

test('a network that no data set fits is compared and not measured', async () => {
  const reading = await importer.read(given(pooled), { ...question, sets: [other] }, () => {});
  expect(reading).toMatchObject({ fitting: [], measured: null });
  expect(reading.difference!.relative).toBeLessThan(1e-5);
});
