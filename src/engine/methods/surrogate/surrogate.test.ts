/**
 * Tests neurons that a gradient can pass: they fire as the neurons of the simulator do, and the
 * gradient is that of the smoothed network.
 */

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { surrogateSlope } from '../../../backends/kernels/surrogate/contract.ts';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { createParameters } from '../../layers/parameters.ts';
import { trainingPass } from '../../layers/training-pass.ts';
import { denseLayer } from '../../testing/layers.ts';
import { antiderivative, course, runPlain } from '../../testing/smoothed-neurons.ts';
import { expectClose, inWords, kinds, shapes } from '../../testing/surrogate-suite.ts';
import { createRandom } from '../../work/random.ts';
import { type SurrogateNeurons, surrogateSpikes } from './surrogate.ts';
import { type SurrogateNetwork, surrogatePotentials } from './surrogate-network.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

describe.each(shapes)('the %s', (shape) => {
  test.each([0.3, 1, 2.5])('of width %s is 1/w high, symmetric, and has the area 1', (width) => {
    expect(surrogateSlope(shape, 0, width)).toBeCloseTo(1 / width, 12);
    const step = width / 1000;
    let area = 0;
    for (let u = -400 * width + step / 2; u < 400 * width; u += step)
      area += surrogateSlope(shape, u, width) * step;
    // The part of an arctan beyond 400 widths.
    expect(area).toBeCloseTo(1, 2);
    for (const u of [0.1, 0.44, 1.3]) {
      expect(surrogateSlope(shape, -u, width)).toBeCloseTo(surrogateSlope(shape, u, width), 12);
      const slope = (antiderivative(shape, u + 1e-6, width) - antiderivative(shape, u - 1e-6, width)) / 2e-6;
      expect(surrogateSlope(shape, u, width)).toBeCloseTo(slope, 5);
    }
  });
});

describe('the gradient of a network is that of the smoothed network, in float64', () => {
  const sizes = [4, 6, 5, 3];
  const images = 2;
  const random = createRandom(11, 'surrogate test');
  const weights = sizes
    .slice(1)
    .map((outputs, l) =>
      Array.from({ length: sizes[l]! }, () =>
        Array.from({ length: outputs }, () => Math.fround(0.9 * random.normal())),
      ),
    );
  const biases = sizes
    .slice(1)
    .map((outputs) => Array.from({ length: outputs }, () => Math.fround(0.25 * random.normal() + 0.1)));
  const thresholds = [Math.fround(0.8), Math.fround(0.6)];
  const x = Array.from({ length: images }, () =>
    Array.from({ length: sizes[0]! }, () => Math.fround(random.next())),
  );
  const up = Array.from({ length: images }, () =>
    Array.from({ length: 3 }, () => Math.fround(random.normal())),
  );

  test.each(kinds.map((kind) => [inWords(kind), kind] as const))('%s', async (_, neurons) => {
    const layers = weights.map((_w, l) => denseLayer(sizes[l]!, sizes[l + 1]!));
    const parameters = layers.map((layer, l) =>
      createParameters(layer, {
        weight: Float32Array.from(weights[l]!.flat()),
        bias: Float32Array.from(biases[l]!),
        batchNorm: null,
      }),
    );
    const network: SurrogateNetwork = {
      layers,
      parameters,
      neurons,
      thresholds: thresholds.map((theta) => tf.tensor1d([theta])),
    };
    const input = tf.tensor2d(x);
    const variables = parameters.flatMap(({ weight, bias }) => [weight, bias]);
    const logits = [
      ...(await tf.tidy(() => surrogatePotentials(network, input, trainingPass([input.shape[0]!]))).data()),
    ];
    const { grads } = tf.variableGrads(
      () =>
        tf.sum(
          tf.mul(surrogatePotentials(network, input, trainingPass([input.shape[0]!])), tf.tensor2d(up)),
        ) as tf.Scalar,
      variables,
    );
    const plain = { weights, biases, thresholds };
    const at = x.map((image) => runPlain(plain, image, neurons));
    expectClose(
      logits,
      at.flatMap((one) => one.logits),
      1e-5,
    );
    const spikes = at.flatMap(({ courses }) => courses[1]!.flatMap((own) => own.spikes));
    expect(new Set(spikes).size).toBe(2);
    const total = (changed: typeof plain) =>
      x.reduce((sum, image, n) => {
        const { logits: smooth } = runPlain(changed, image, neurons, at[n]!.courses);
        return sum + smooth.reduce((part, value, o) => part + value * up[n]![o]!, 0);
      }, 0);
    for (const [l, layer] of parameters.entries()) {
      const ofWeights = weights[l]!.flatMap((row, i) =>
        row.map((_w, o) => {
          const nudge = (by: number) => {
            const copy = weights.map((matrix) => matrix.map((values) => [...values]));
            copy[l]![i]![o]! += by;
            return total({ ...plain, weights: copy });
          };
          return (nudge(1e-6) - nudge(-1e-6)) / 2e-6;
        }),
      );
      const ofBiases = biases[l]!.map((_b, o) => {
        const nudge = (by: number) => {
          const copy = biases.map((values) => [...values]);
          copy[l]![o]! += by;
          return total({ ...plain, biases: copy });
        };
        return (nudge(1e-6) - nudge(-1e-6)) / 2e-6;
      });
      expectClose([...(await grads[layer.weight.name]!.data())], ofWeights, 2e-4);
      expectClose([...(await grads[layer.bias.name]!.data())], ofBiases, 2e-4);
    }
  });
});

test.each([4, 8, 16, 31])(
  'of IF neurons under a held current, the rectangle gives ∂count/∂z = t/ϑ, T = %s',
  async (timeSteps) => {
    const neurons: SurrogateNeurons = {
      timeSteps,
      initialPotential: 'half',
      leak: 1,
      reset: 'soft',
      surrogateShape: 'rectangle',
      surrogateWidth: 1,
    };
    const currents = [0.113, 0.317, 0.529, 0.743];
    const z = tf.variable(tf.tensor(currents, [1, 1, 4]));
    const { grads } = tf.variableGrads(
      () => tf.sum(surrogateSpikes(z, tf.tensor1d([0.8]), neurons)) as tf.Scalar,
      [z],
    );
    const slopes = await grads[z.name]!.data();
    currents.forEach((held, i) => {
      const { potentials } = course(new Array<number>(timeSteps).fill(held), 0.8, neurons);
      const last = potentials.findLastIndex((v) => Math.abs(v - 0.8) < 0.4) + 1;
      expect(last).toBeGreaterThan(timeSteps / 2);
      expect(slopes[i]).toBeCloseTo(last / 0.8, 4);
    });
  },
);
