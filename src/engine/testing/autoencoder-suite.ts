/**
 * Tests two stages of small autoencoders against float64 values of another program: counts of the
 * spiking layers, and the tandem gradients of the mean squared error through the sigmoid (§4.1,
 * §6.1).
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { BatchTargets } from '../examples/example-set.ts';
import type { Arrival } from '../examples/examples.ts';
import {
  couple,
  coupledCounts,
  createHybrid,
  disposeHybrid,
  freeze,
  type HybridNetwork,
  hybridPotentials,
  tandemPotentials,
  throughFrozen,
} from '../hybrid/hybrid.ts';
import { trainLayer } from '../layers/ann.ts';
import { createParameters, disposeParameters, type LayerValues, trainable } from '../layers/parameters.ts';
import { trainingPass } from '../layers/training-pass.ts';
import { reconstructionObjective } from '../objectives/mean-squared-error.ts';
import regression from './fixtures/regression.json';
import { permuted, plain } from './golden.ts';

type Stored = (typeof regression.cases)[number];

const byName = (of: object) => of as Readonly<Record<string, { shape: number[]; data: number[] }>>;

function valuesOf({ parameters, runningMean, runningVariance, bn }: Stored, l: number): LayerValues {
  const stored = byName(parameters);
  const normed = bn && stored[`gamma${l}`] !== undefined;
  return {
    weight: permuted(stored[`w${l}`], [1, 0]).values,
    bias: plain(stored[`b${l}`]),
    batchNorm: normed
      ? {
          gamma: plain(stored[`gamma${l}`]),
          beta: plain(stored[`beta${l}`]),
          mean: plain(byName(runningMean)[String(l)]),
          variance: plain(byName(runningVariance)[String(l)]),
        }
      : null,
  };
}

/** Returns the hybrid network of a case: layers before its stage frozen, its own coupled. */
function hybridOf(stored: Stored): HybridNetwork {
  const { sizes, stage, thresholds, timeSteps, bn } = stored;
  const chain = toLayers(parseNotation(`1x${sizes[0]}-${sizes.slice(1).join('-')}`));
  const layers = bn ? chain : chain.map((layer) => ({ ...layer, batchNorm: null }));
  const parameters = layers.map((layer, l) => createParameters(layer, valuesOf(stored, l)));
  const hybrid = createHybrid(
    { layers, parameters },
    // The stored weights are folded already.
    { timeSteps, initialPotential: 'zero', firstLayerBias: 'firstStep', foldThreshold: false },
  );
  for (let l = 0; l < stage; l++) {
    couple(hybrid, plain(thresholds[l]));
    freeze(hybrid);
  }
  couple(hybrid, plain(thresholds[stage]));
  return hybrid;
}

function closeTo(actual: ArrayLike<number>, expected: ArrayLike<number>, relative: number): void {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs));
  expect(scale).toBeGreaterThan(0);
  for (let i = 0; i < actual.length; i++)
    expect(Math.abs(actual[i]! - expected[i]!) / scale).toBeLessThan(relative);
}

export function autoencoderSuite(backend: string, open: () => Promise<unknown>): void {
  beforeAll(async () => {
    await open();
  });

  describe.each(regression.cases.map((stored) => [stored.name, stored] as const))(
    `autoencoder on ${backend}: %s`,
    (_name, stored) => {
      let hybrid: HybridNetwork;
      let input: tf.Tensor;
      let targets: BatchTargets;
      beforeAll(() => {
        hybrid = hybridOf(stored);
        input = tf.tensor(plain(stored.input), [stored.input.shape[0]!, 1, stored.sizes[0]!, 1]);
        targets = { kind: 'values', values: plain(stored.input) };
        return () => {
          input.dispose();
          const { parameters } = hybrid;
          disposeHybrid(hybrid);
          disposeParameters(parameters);
        };
      });
      const arrival = (): Arrival => throughFrozen(hybrid, input);

      test('the counts of every spiking layer are exact', async () => {
        const counts = stored.countsPerSpikingLayer;
        const coupled = tf.tidy(() => coupledCounts(hybrid, arrival()));
        expect([...(await coupled.data())]).toEqual(counts.at(-1)!.data);
        coupled.dispose();
        if (stored.stage === 0) return;
        const frozen = tf.tidy(() => arrival().value);
        expect([...(await frozen.data())]).toEqual(counts.at(-2)!.data);
        frozen.dispose();
      });

      test('loss and output in evaluation mode', async () => {
        const [output, loss] = tf.tidy(() => {
          const potentials = hybridPotentials(hybrid, input);
          const { output: through, loss: lossOf } = reconstructionObjective;
          return [through(potentials, targets), lossOf(potentials, targets)];
        }) as [tf.Tensor, tf.Scalar];
        closeTo(await output.data(), stored.outputInfer.data, 1e-4);
        closeTo(await loss.data(), [stored.lossInfer], 1e-4);
        tf.dispose([output, loss]);
      });

      test('loss and tandem gradients in training mode', async () => {
        const [value, counts] = tf.tidy(() => {
          const arriving = arrival();
          return [tf.clone(arriving.value), coupledCounts(hybrid, arriving)];
        }) as [tf.Tensor, tf.Tensor];
        const learning = hybrid.parameters.slice(stored.stage);
        const variables = learning.flatMap(trainable);
        const { value: loss, grads } = tf.variableGrads(
          () =>
            reconstructionObjective.loss(
              tandemPotentials(hybrid, value, counts, trainingPass([value.shape[0]!])),
              targets,
            ),
          variables,
        );
        closeTo(await loss.data(), [stored.lossTrain], 1e-4);
        const wanted = byName(stored.gradients);
        for (const [i, { weight, bias, batchNorm }] of learning.entries()) {
          const l = stored.stage + i;
          closeTo(await grads[weight.name]!.data(), permuted(wanted[`w${l}`], [1, 0]).values, 1e-4);
          if (batchNorm) {
            closeTo(await grads[batchNorm.gamma.name]!.data(), wanted[`gamma${l}`]!.data, 1e-4);
            closeTo(await grads[batchNorm.beta.name]!.data(), wanted[`beta${l}`]!.data, 1e-4);
          } else closeTo(await grads[bias.name]!.data(), wanted[`b${l}`]!.data, 1e-4);
        }
        tf.dispose([value, counts, loss, grads]);
      });

      test('the analog branch of the coupled layer in training mode', async () => {
        const l = stored.stage;
        const analog = tf.tidy(() =>
          trainLayer(
            hybrid.layers[l]!,
            hybrid.parameters[l]!,
            arrival().value,
            false,
            trainingPass([input.shape[0]!]),
          ),
        );
        closeTo(await analog.data(), stored.analogBranch.data, 1e-4);
        analog.dispose();
      });
    },
  );
}
