/**
 * Tests what a network file says of the task and of the part after the readout, in its two
 * versions.
 */
import { describe, expect, test } from 'vitest';
import { modelOf } from '../networks/model.ts';
import { parseNotation } from '../networks/notation.ts';
import { ExchangeError } from './error.ts';
import { readNetworkFile, writeNetworkFile } from './network-file.ts';
import { readSafetensors } from './safetensors.ts';
import { classifying, network, record, tampered } from './testing/small-network.ts';

describe('task and back', () => {
  const { back } = modelOf(parseNotation('4x4-16'), 'sigmoid');
  const reconstructing = { task: 'reconstruction', back };

  test('stand in the record', () => {
    const file = writeNetworkFile(network, reconstructing);
    expect(readNetworkFile(file)).toEqual({ ...network, ...reconstructing });
    const written = JSON.parse(readSafetensors(file).metadata.spikewise!);
    expect(written).toMatchObject({ task: 'reconstruction', back: [{ kind: 'sigmoid', name: 'sigmoid' }] });
    expect(record()).toMatchObject({ task: 'classification', back: [] });
  });

  test.each<[string, Uint8Array, RegExp]>([
    [
      'an unknown kind after the readout',
      tampered((r) => (r.back = [{ kind: 'softmax', name: 'end' }])),
      /back\.0\.kind: not a kind that may follow the readout, which are: sigmoid \(got “softmax”\)/,
    ],
    ['a ReLU after the readout', tampered((r) => (r.back = [{ kind: 'relu', name: 'end' }])), /got “relu”/],
    ['an unknown task', tampered((r) => (r.task = 'haiku')), /task “haiku” is not known.*reconstruction/],
    ['no task', tampered((r) => delete r.task), /task: /],
    [
      'a classifier with a sigmoid',
      tampered((r) => (r.back = back)),
      /the task classification has nothing after the readout, this network has sigmoid/,
    ],
    [
      'a reconstruction without its sigmoid',
      tampered((r) => (r.task = 'reconstruction')),
      /the task reconstruction has sigmoid after the readout, this network has nothing/,
    ],
    [
      'two sigmoids',
      tampered((r) => Object.assign(r, { task: 'reconstruction', back: [...back, ...back] })),
      /this network has sigmoid, sigmoid/,
    ],
  ])('%s is refused in words', (_, file, words) => {
    expect(() => readNetworkFile(file)).toThrow(ExchangeError);
    expect(() => readNetworkFile(file)).toThrow(words);
  });

  test('writing refuses what could not be read', () => {
    expect(() => writeNetworkFile(network, { task: 'reconstruction', back: [] })).toThrow(/this network has/);
    expect(() => writeNetworkFile(network, { task: 'haiku', back: [] })).toThrow(/“haiku” is not known/);
  });
});

test('each version has its own convolution', () => {
  const unequal = tampered((r) => {
    r.layers[0].synapse.padding = { before: [2, 1], after: [0, 1] };
  });
  const [conv1] = readNetworkFile(unequal).layers;
  expect(conv1!.layer.synapse).toMatchObject({ padding: { before: [2, 1], after: [0, 1] } });
  const asFirst = (change: (synapse: Record<string, unknown>) => void) =>
    tampered((r) => {
      delete r.task;
      delete r.back;
      r.version = 1;
      const { dilation: _, padding, ...synapse } = r.layers[0].synapse;
      r.layers[0].synapse = { ...synapse, padding: padding.before };
      change(r.layers[0].synapse);
    });
  expect(readNetworkFile(asFirst(() => {}))).toEqual({ ...network, ...classifying });
  expect(() => readNetworkFile(asFirst((s) => (s.dilation = [1, 1])))).toThrow(/dilation/);
  expect(() => readNetworkFile(asFirst((s) => (s.padding = { before: [1, 1], after: [1, 1] })))).toThrow(
    /padding/,
  );
  expect(() => readNetworkFile(tampered((r) => (r.version = 1)))).toThrow(ExchangeError);
  expect(() => readNetworkFile(tampered((r) => (r.layers[0].synapse.dilation = [0, 1])))).toThrow(/dilation/);
  expect(() => readNetworkFile(tampered((r) => (r.layers[0].synapse.dilation = [2, 2])))).toThrow(
    /“conv1”: conv2d gives 2×2×2, but its outputShape is 4×4×2/,
  );
});
