import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import type { NeuroBench } from '../../networks/neurobench.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { ExampleSet } from '../examples/example-set.ts';
import { inputsAt } from '../examples/example-set.ts';
import { byteScaling } from '../examples/scaling.ts';
import { analogNeuroBench } from '../layers/analog-neurobench.ts';
import { runLayers } from '../layers/ann.ts';
import { createTally } from '../layers/tally.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { everyKind, rateNetwork, rateSettings, toys } from '../testing/dynamic-networks.ts';
import { imageLayer } from '../testing/layers.ts';
import { plainSpiking, totalsOf } from '../testing/plain-neurobench.ts';
import { noWatch, toyAnn } from '../testing/toy.ts';
import { alone, type Crew } from '../work/crew.ts';
import { evaluate } from './evaluate.ts';
import { createSimulator, disposeSimulator } from './simulate.ts';

async function blockOf(network: SpikingNetwork, set: ExampleSet, crew: Crew = alone): Promise<NeuroBench> {
  const simulator = createSimulator(network);
  const result = await evaluate(simulator, set, classificationObjective, noWatch, crew, { neuroBench: true });
  disposeSimulator(simulator);
  return result.neuroBench!;
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await openNodeBackend(backend);
  });

  /**
   * Two convolutions by hand. The first has a 3×3 kernel, stride 2 and padding 1 on 3×3 pixels, so
   * 2×2 outputs of 4 taps each; its last weight is 0. The second has a 2×2 kernel, stride 1 and
   * padding 1, so each of the 4 values reaches 4 outputs; its first weight is 0.
   */
  const layers = [
    imageLayer({ inputShape: [3, 3, 1], filters: 1, kernel: 3, stride: 2, padding: 1 }),
    imageLayer({ inputShape: [2, 2, 1], filters: 1, kernel: 2, stride: 1, padding: 1 }),
  ];
  const kernel = Float32Array.of(15, 1, 0.5, 1, 2, 1, 6, 1, 0);
  const second = Float32Array.of(0, 1, 2, -1);
  const none = Float32Array.of(0);
  /** The corner at full brightness and the middle at a fifth of it, and a dark image. */
  const set: ExampleSet = {
    count: 2,
    inputShape: [3, 3, 1],
    inputs: Uint8Array.of(255, 0, 0, 0, 51, 0, 0, 0, 0, ...new Uint8Array(9)),
    scaling: byteScaling,
    targets: { kind: 'class', labels: Uint16Array.of(0, 1), classes: 9 },
  };
  const byHand: SpikingNetwork = {
    inputShape: [3, 3, 1],
    timeSteps: 2,
    initialPotential: 'zero',
    firstLayerBias: 'firstStep',
    layers: [
      { layer: layers[0]!, weight: kernel, bias: none, threshold: Float32Array.of(1) },
      { layer: layers[1]!, weight: second, bias: none, threshold: null },
    ],
  };

  test('a network of two convolutions with padding and stride, computed by hand', async () => {
    // The corner reaches output (0, 0) by the middle tap. The middle reaches all four by the corner
    // taps, of which one is 0: 1 + 3 operations. z = 2, 1.2, 0.1, 3, so 2, 1, 0 and 2 spikes, each
    // with 3 connections that are not 0.
    expect(await blockOf(byHand, set)).toMatchObject({
      ...{ images: 2, steps: 2, footprint: 4 * (9 + 4 + 1 + 1 + 1) },
      connectionSparsity: 0.1538,
      activationSparsity: 11 / 16,
      ...{ effectiveMacs: 4, effectiveAcs: 15, dense: (16 + 16) * 2 * 2 },
      layers: [
        { accumulates: false, effective: 4, dense: 16, zeros: 11, activations: 16 },
        { accumulates: true, effective: 15, dense: 16, zeros: 0, activations: 0 },
      ],
    });
  });

  test('a constant input counts at each step', async () => {
    const constant = { coding: 'constant', reset: 'soft', leak: 1, decoding: 'potential', seed: 1 } as const;
    const { effectiveMacs } = await blockOf({ ...byHand, dynamics: constant }, set);
    expect(effectiveMacs).toBe(8);
  });

  test('the analog network of the same weights: what is behind a ReLU and not 0 counts', async () => {
    const ann = toyAnn(layers, [
      { weight: kernel, bias: none, batchNorm: null },
      { weight: second, bias: none, batchNorm: null },
    ]);
    const tally = createTally(layers);
    const x = inputsAt(set, [0, 1]);
    tf.tidy(() => runLayers(ann, x, 0, 'infer', undefined, tally.add));
    await tally.fetch();
    const block = await analogNeuroBench(ann, await tally.arrived(alone), 2);
    expect(block).toMatchObject({
      ...{ images: 2, steps: 1, footprint: 4 * 15, connectionSparsity: 0.1538, activationSparsity: 0.5 },
      ...{ effectiveMacs: 4 + 4 * 3, effectiveAcs: 0, dense: (16 + 16) * 2 },
    });
  });

  const few = { ...toys, count: 5 };
  const kinds = toLayers(parseNotation(everyKind));
  const settings = { timeSteps: 6, calibrationCount: 43 };

  test.each([
    ['constant current', rateSettings({ coding: 'constant' }, settings)],
    ['pixels that spike', rateSettings({ coding: 'poisson' }, settings)],
    ['the input at step 1, over 40 steps', rateSettings({ coding: 'firstStep' }, { timeSteps: 40 })],
    ['an answer of counts', rateSettings({ decoding: 'counts' }, settings)],
    ['signed spikes', rateSettings({ spikes: { kind: 'signed', settle: 3 } }, settings)],
    [
      'signed spikes of pixels that spike',
      rateSettings({ coding: 'poisson', spikes: { kind: 'signed', settle: 2 } }, settings),
    ],
    ['graded spikes', rateSettings({ spikes: { kind: 'graded', levels: 3 } }, settings)],
    ['neurons that fire after their window', { ...rateSettings({}, settings), firing: 'window' as const }],
  ])('every kind of layer, %s: as in plain loops', async (_, chosen) => {
    const network = await rateNetwork(kinds, chosen);
    const block = await blockOf(network, few);
    const plain = await plainSpiking(network, few);
    expect(totalsOf(block)).toEqual(plain);
    const graded = network.dynamics?.spikes?.kind === 'graded';
    expect(graded ? plain.effectiveMacs : plain.effectiveAcs).toBeGreaterThan(0);
    // What average pooling hands on are fractions.
    expect(block.layers.find(({ name }) => name === 'fc3')?.accumulates).toBe(false);
    expect(block.activationSparsity).toBe(plain.zeros / plain.activations);
  });

  test.each([
    ['the image at step 1', rateSettings({ coding: 'firstStep' }, settings)],
    ['constant current', rateSettings({ coding: 'constant' }, settings)],
    ['graded spikes', rateSettings({ spikes: { kind: 'graded', levels: 3 } }, settings)],
  ])('max pooling, %s: as in plain loops at each step', async (_, chosen) => {
    const pooled = toLayers(parseNotation('9x7x2-c3s2-m2-c4k5s1-m2-6-3'));
    const network = await rateNetwork(pooled, { ...chosen, firing: 'window' });
    const block = await blockOf(network, few);
    const plain = await plainSpiking(network, few);
    expect(totalsOf(block)).toEqual(plain);
    const graded = network.dynamics?.spikes !== undefined;
    expect(graded ? plain.effectiveMacs : plain.effectiveAcs).toBeGreaterThan(0);
    // The largest of spikes is a spike.
    expect(block.layers.slice(1).every(({ accumulates }) => accumulates === !graded)).toBe(true);
  });

  afterAll(() => {
    tf.disposeVariables();
  });
});
