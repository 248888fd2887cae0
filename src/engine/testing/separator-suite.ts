/**
 * Tests whole small separators and a stage of one against float64 values of another program:
 * frames, activations, masks, voices, loss and order, all gradients and running statistics; the
 * counts of the spiking layers and the tandem gradients (§6.3).
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  couple,
  coupledCounts,
  createHybrid,
  disposeHybrid,
  freeze,
  hybridPotentials,
  tandemPotentials,
  throughFrozen,
} from '../hybrid/hybrid.ts';
import { type AnnNetwork, runLayers, trainLayer } from '../layers/ann.ts';
import { moveRunning } from '../layers/batch-norm.ts';
import { createParameters, disposeParameters } from '../layers/parameters.ts';
import { tensorsOf, trainingPass } from '../layers/training-pass.ts';
import {
  createSeparator,
  decodeVoices,
  encodeFrames,
  masksOf,
  normaliseFrames,
  type Separator,
  separatorVariables,
} from '../separation/separator.ts';
import { bestRatios } from '../separation/voices.ts';
import golden from './fixtures/separator.json';
import { permuted, plain } from './golden.ts';
import { coreLayers } from './separators.ts';

type Case = (typeof golden.separators)[number] | (typeof golden.stages)[number];

interface Stored {
  readonly shape: number[];
  readonly data: number[];
}

const byName = (of: object) => of as Readonly<Record<string, Stored>>;

function networkOf(stored: Case): AnnNetwork {
  const layers = coreLayers({ ...stored, filters: stored.N });
  const parameters = byName(stored.parameters);
  return {
    layers,
    parameters: layers.map((layer, l) => {
      const last = l === layers.length - 1;
      const values = (of: Stored | undefined) => plain(of);
      return createParameters(layer, {
        weight: values(parameters[last ? 'mask' : `w${l}`]),
        bias: last ? values(parameters.maskBias) : new Float32Array(stored.N),
        batchNorm: last
          ? null
          : {
              gamma: values(parameters[`gamma${l}`]),
              beta: values(parameters[`beta${l}`]),
              mean: values(stored.runningMean[l]),
              variance: values(stored.runningVariance[l]),
            },
      });
    }),
  };
}

/** Filters are stored `[N, L]`. */
const filtersOf = (stored: unknown) => permuted(stored, [1, 0]).values;

function separatorOf({ N, L, stride, parameters }: Case): Separator {
  const { encoder, gain, bias, decoder } = byName(parameters);
  return createSeparator(
    { filters: N, length: L, stride },
    { encoder: filtersOf(encoder), gain: plain(gain), bias: plain(bias), decoder: filtersOf(decoder) },
  );
}

function closeTo(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relative: number,
  what: string,
): void {
  expect(actual.length, what).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs));
  expect(scale, what).toBeGreaterThan(0);
  for (let i = 0; i < actual.length; i++)
    expect(Math.abs(actual[i]! - expected[i]!) / scale, `${what} ${i}`).toBeLessThan(relative);
}

async function expectClose(tensor: tf.Tensor, stored: Stored, what: string): Promise<void> {
  closeTo(await tensor.data(), stored.data, 1e-4, what);
}

const mixturesOf = ({ mixture, samples }: Case) =>
  tf.tensor4d(plain(mixture), [mixture.shape[0]!, 1, samples, 1]);
const targetsOf = ({ targets, samples }: Case) =>
  tf.tensor3d(plain(targets), [targets.shape[0]!, 2, samples]);

export function separatorSuite(backend: string, open: () => Promise<unknown>): void {
  beforeAll(async () => {
    await open();
  });

  describe.each(golden.separators.map((stored) => [stored.name, stored] as const))(
    `separator on ${backend}: %s`,
    (_name, stored) => {
      let network: AnnNetwork;
      let separator: Separator;
      let mixtures: tf.Tensor4D;
      let targets: tf.Tensor3D;
      beforeAll(() => {
        network = networkOf(stored);
        separator = separatorOf(stored);
        [mixtures, targets] = [mixturesOf(stored), targetsOf(stored)];
        return () => {
          tf.dispose([mixtures, targets, ...separatorVariables(separator)]);
          disposeParameters(network.parameters);
        };
      });

      test('frames, masks and voices without training', async () => {
        const found = tf.tidy(() => {
          const encoded = encodeFrames(separator, mixtures);
          const normalised = normaliseFrames(separator, encoded);
          const potentials = runLayers(network, normalised, 0, 'infer');
          const voices = decodeVoices(separator, encoded, potentials);
          return {
            encoded,
            normalised,
            masks: masksOf(potentials),
            voices,
            ratios: bestRatios(voices, targets),
          };
        });
        const { train, infer } = stored;
        await expectClose(found.encoded, train.encoded, 'encoded');
        await expectClose(found.normalised, train.normalised, 'normalised');
        await expectClose(found.masks, infer.masks, 'masks');
        await expectClose(found.voices, infer.output, 'voices');
        await expectClose(found.ratios, infer.siSdr, 'SI-SDR');
        const mean =
          ((await found.ratios.data()) as Float32Array).reduce((a, b) => a + b, 0) / found.ratios.size;
        expect(-mean).toBeCloseTo(infer.loss, 3);
        tf.dispose(Object.values(found));
      });

      test('a training pass: activations, loss, gradients, statistics', async () => {
        const images = mixtures.shape[0];
        const pass = trainingPass([images]);
        const seen: tf.Tensor[] = [];
        const trained = [
          ...separatorVariables(separator),
          ...network.parameters.flatMap(({ weight, bias, batchNorm }) =>
            batchNorm ? [weight, batchNorm.gamma, batchNorm.beta] : [weight, bias],
          ),
        ];
        const { value, grads } = tf.variableGrads(() => {
          const encoded = encodeFrames(separator, mixtures);
          let x: tf.Tensor = normaliseFrames(separator, encoded);
          network.layers.forEach((layer, l) => {
            x = trainLayer(layer, network.parameters[l]!, x, l === network.layers.length - 1, pass);
            seen.push(tf.keep(tf.clone(x)));
          });
          const voices = decodeVoices(separator, encoded, x);
          seen.push(tf.keep(tf.clone(voices)));
          return tf.neg(tf.mean(bestRatios(voices, targets))) as tf.Scalar;
        }, trained);
        const { train } = stored;
        for (const [l, activation] of train.activations.entries())
          await expectClose(seen[l]!, activation, `activation ${l}`);
        await expectClose(seen.at(-1)!, train.output, 'voices');
        expect((await value.data())[0]).toBeCloseTo(train.loss, 3);
        const wanted = byName(train.gradients);
        const gradientOf = (variable: tf.Variable) => grads[variable.name]!;
        closeTo(await gradientOf(separator.encoder).data(), filtersOf(wanted.encoder), 1e-4, 'encoder');
        closeTo(await gradientOf(separator.decoder).data(), filtersOf(wanted.decoder), 1e-4, 'decoder');
        await expectClose(gradientOf(separator.gain), wanted.gain!, 'gain');
        // Batch norm takes it away again: what is left of its gradient is rounding noise.
        const largest = Math.max(...wanted.gain!.data.map(Math.abs));
        for (const slope of await gradientOf(separator.bias).data())
          expect(Math.abs(slope)).toBeLessThan(1e-4 * largest);
        for (const [l, { weight, bias, batchNorm }] of network.parameters.entries()) {
          await expectClose(gradientOf(weight), wanted[batchNorm ? `w${l}` : 'mask']!, `weight ${l}`);
          if (!batchNorm) await expectClose(gradientOf(bias), wanted.maskBias!, 'mask bias');
          else {
            await expectClose(gradientOf(batchNorm.gamma), wanted[`gamma${l}`]!, `gamma ${l}`);
            await expectClose(gradientOf(batchNorm.beta), wanted[`beta${l}`]!, `beta ${l}`);
          }
        }
        for (const statistics of pass.seen) moveRunning(statistics, 1);
        for (const [l, { batchNorm }] of network.parameters.entries()) {
          if (!batchNorm) continue;
          await expectClose(batchNorm.mean, train.runningMeanAfter[l]!, `mean ${l}`);
          await expectClose(batchNorm.variance, train.runningVarianceAfter[l]!, `variance ${l}`);
        }
        tf.dispose([value, ...seen, ...Object.values(grads), ...tensorsOf(pass.seen)]);
      });
    },
  );

  describe.each(golden.stages.map((stored) => [stored.name, stored] as const))(
    `separator’s stage on ${backend}: %s`,
    (_name, stored) => {
      test('counts are exact; masks, voices and tandem gradients agree', async () => {
        const network = networkOf(stored);
        const separator = separatorOf(stored);
        const hybrid = createHybrid(network, {
          timeSteps: stored.timeSteps,
          initialPotential: 'zero',
          firstLayerBias: 'firstStep',
          // The stored weights are folded already.
          foldThreshold: false,
        });
        for (let l = 0; l < stored.stage; l++) {
          couple(hybrid, Float32Array.from(plain(stored.thresholds[l])));
          freeze(hybrid);
        }
        couple(hybrid, Float32Array.from(plain(stored.thresholds[stored.stage])));
        const [mixtures, targets] = [mixturesOf(stored), targetsOf(stored)];
        const encoded = tf.tidy(() => encodeFrames(separator, mixtures));
        const input = tf.tidy(() => normaliseFrames(separator, encoded));
        const found = tf.tidy(() => {
          const arrival = throughFrozen(hybrid, input);
          const potentials = hybridPotentials(hybrid, input);
          const voices = decodeVoices(separator, encoded, potentials);
          return {
            frozen: tf.clone(arrival.value),
            coupled: coupledCounts(hybrid, arrival),
            masks: masksOf(potentials),
            voices,
            ratios: bestRatios(voices, targets),
          };
        });
        const counts = stored.countsPerSpikingLayer_BKN;
        expect([...(await found.frozen.data())]).toEqual(counts[0]!.data);
        expect([...(await found.coupled.data())]).toEqual(counts[1]!.data);
        await expectClose(found.masks, stored.infer.masks, 'masks');
        await expectClose(found.voices, stored.infer.output, 'voices');
        await expectClose(found.ratios, stored.infer.siSdr, 'SI-SDR');
        const pass = trainingPass([mixtures.shape[0]]);
        const learning = network.parameters.slice(stored.stage);
        const trained = learning.flatMap(({ weight, bias, batchNorm }) =>
          batchNorm ? [weight, batchNorm.gamma, batchNorm.beta] : [weight, bias],
        );
        const { value, grads } = tf.variableGrads(() => {
          const potentials = tandemPotentials(hybrid, found.frozen, found.coupled, pass);
          return tf.neg(
            tf.mean(bestRatios(decodeVoices(separator, encoded, potentials), targets)),
          ) as tf.Scalar;
        }, trained);
        expect((await value.data())[0]).toBeCloseTo(stored.train.loss, 3);
        const wanted = byName(stored.train.gradients);
        for (const [i, { weight, bias, batchNorm }] of learning.entries()) {
          const l = stored.stage + i;
          await expectClose(grads[weight.name]!, wanted[batchNorm ? `w${l}` : 'mask']!, `weight ${l}`);
          if (!batchNorm) await expectClose(grads[bias.name]!, wanted.maskBias!, 'mask bias');
          else {
            await expectClose(grads[batchNorm.gamma.name]!, wanted[`gamma${l}`]!, `gamma ${l}`);
            await expectClose(grads[batchNorm.beta.name]!, wanted[`beta${l}`]!, `beta ${l}`);
          }
        }
        tf.dispose([value, ...Object.values(grads), ...tensorsOf(pass.seen)]);
        tf.dispose([mixtures, targets, encoded, input, ...Object.values(found)]);
        disposeHybrid(hybrid);
        tf.dispose(separatorVariables(separator));
        disposeParameters(network.parameters);
      });
    },
  );
}
