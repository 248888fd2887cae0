import { afterEach, expect, test } from 'vitest';
import { type ModelSource, modelShelf } from '../../exchange/own-models.ts';
import { presetSpec, type RunSpec } from '../spec/spec.ts';
import { decodeLink, encodeLink } from './link.ts';

const model = `own:${'5a'.repeat(32)}`;
const spec: RunSpec = { ...presetSpec('first-look@2'), model };
const source: ModelSource = {
  ...{ title: 'my net.onnx', bytes: 9120, pooling: 'average' },
  ...{ normalisation: '0.25:0.5', dataset: 'mnist' },
};

afterEach(() => modelShelf.note(model, source));

test('a link names the file of its imported network and the choices, and nobody else’s', () => {
  expect(encodeLink(spec)).not.toContain('modelfile');
  modelShelf.note(model, source);
  const link = encodeLink(spec);
  expect(decodeURIComponent(link)).toContain(
    '&modelfile=my net.onnx&modelbytes=9120&modelas=pooling:average;scaling:0.25:0.5;data:mnist',
  );
  expect(decodeLink(link)).toMatchObject({ spec, modelSource: source, problems: [] });
  expect(encodeLink(presetSpec('first-look@2'))).not.toContain('model');
  expect(modelShelf.missingWords(model)).toContain('Import my net.onnx (9,120 bytes) with the same choices');
});

test('choices that were not made and sizes that nobody knows are not told', () => {
  const bare: ModelSource = {
    ...{ title: 'a.onnx', bytes: null, pooling: null },
    ...{ normalisation: null, dataset: null },
  };
  modelShelf.note(model, bare);
  const link = encodeLink(spec);
  expect(link).toMatch(/&modelfile=a\.onnx$/);
  expect(decodeLink(link).modelSource).toEqual(bare);
});

test.each([
  ['modelfile=my%20net.onnx', 'modelfile=', 'modelfile'],
  ['modelbytes=9120', 'modelbytes=-1', 'modelbytes'],
  ['pooling%3Aaverage', 'pooling%3Amean', 'modelas'],
  ['scaling%3A0.25%3A0.5', 'scaling%3Aodd', 'modelas'],
  ['data%3Amnist', 'data%3Anone', 'modelas'],
  ['data%3Amnist', 'toString%3Amnist', 'modelas'],
])('%s as %s is left out with a message, and the network stays', (from, to, key) => {
  modelShelf.note(model, source);
  const link = encodeLink(spec);
  expect(link).toContain(from);
  const read = decodeLink(link.replace(from, to));
  expect(read).toMatchObject({ spec, modelSource: null });
  expect(read.problems.map((problem) => problem.key)).toEqual([key]);
});

test('a file without a network is left out with a message', () => {
  const read = decodeLink(`${encodeLink(presetSpec('first-look@2'))}&modelfile=a.onnx`);
  expect(read.modelSource).toBeNull();
  expect(read.problems[0]!.message).toContain('modelfile is for an imported network');
});
