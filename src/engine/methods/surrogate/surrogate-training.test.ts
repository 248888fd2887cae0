/**
 * Tests that the record of a network trained through time has the same outputs as that network, and
 * that training is refused when it would not fit into memory.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { toLayers } from '../../../networks/chain.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { disposeParameters } from '../../layers/parameters.ts';
import { classificationObjective } from '../../objectives/cross-entropy.ts';
import { createSimulator, disposeSimulator, simulate } from '../../simulation/simulate.ts';
import { inWords, kinds } from '../../testing/surrogate-suite.ts';
import { batchFrom, noWatch, silent, toyAnn, toyImages, toySettings, toyValues } from '../../testing/toy.ts';
import { SurrogateMemoryError } from './surrogate-memory.ts';
import { trainSurrogate } from './surrogate-training.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const inputShape = [8, 8, 1] as const;
const train = toyImages({ count: 64, inputShape, classes: 3, seed: 1 });
const validation = toyImages({ count: 32, inputShape, classes: 3, seed: 2 });

describe.each(['8x8-c4s1-a2-c6s2-12-3', '8x8-c3s2-3'])(
  '%s: the record’s potentials are T times the logits',
  (network) => {
    const layers = toLayers(parseNotation(network));
    const some = kinds.filter(({ surrogateShape }) => surrogateShape === 'triangle');
    test.each(some.map((kind) => [inWords(kind), kind] as const))('%s', async (_, neurons) => {
      const ann = toyAnn(layers, toyValues(layers, 3));
      const { x } = batchFrom(validation, 0, validation.count);
      let judged: number[] = [];
      const settings = { ...toySettings, ...neurons, maxEpochs: 2, patience: 2 };
      const record = await trainSurrogate(
        ann,
        { train, validation, objective: classificationObjective },
        settings,
        noWatch,
        {
          ...silent,
          stageEnded: async (__, potentialsOf) => {
            judged = [...(await tf.tidy(() => potentialsOf(x)).data())];
          },
        },
      );
      disposeParameters(ann.parameters);
      expect(record.dynamics).toMatchObject({ coding: 'constant', leak: neurons.leak, reset: neurons.reset });
      const simulator = createSimulator(record);
      const outputs = [...(await tf.tidy(() => simulate(simulator, x).output).data())];
      disposeSimulator(simulator);
      // A potential that rounding takes over ϑ is a spike more or less, so a row may differ; none
      // does here by more than rounding.
      const scale = Math.max(...judged.map(Math.abs));
      outputs.forEach((output, i) => {
        expect(Math.abs(output / neurons.timeSteps - judged[i]!)).toBeLessThan(1e-4 * scale);
      });
    });
  },
);

test('too large a step is refused before anything begins', async () => {
  const layers = toLayers(parseNotation('8x8-c4s1-3'));
  const ann = toyAnn(layers, toyValues(layers, 3));
  let told = 0;
  const tell = () => {
    told++;
  };
  const settings = { ...toySettings, ...kinds[0]!, memoryBytes: 1000 };
  const run = trainSurrogate(
    ann,
    { train, validation, objective: classificationObjective },
    settings,
    async () => tell(),
    {
      stageBegan: tell,
      epoch: tell,
      stageEnded: tell,
    },
  );
  await expect(run).rejects.toThrow(SurrogateMemoryError);
  expect(told).toBe(0);
  disposeParameters(ann.parameters);
});
