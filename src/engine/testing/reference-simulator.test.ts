/** Tests the engine against plain float64, on every kind of layer. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { convertUntuned } from '../conversion/convert-untuned.ts';
import { disposeHybrid } from '../hybrid/hybrid.ts';
import { recordHybrid } from '../hybrid/record-hybrid.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { compareWithReference } from './compare-reference.ts';
import { referenceLayer, referenceOutput } from './reference-simulator.ts';
import { noWatch, toyAnn, toyImages, toySettings, toyValues } from './toy.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

function expectSame(found: Awaited<ReturnType<typeof compareWithReference>>): void {
  expect(found.layers.map(({ name, wrong }) => [name, wrong])).toEqual(
    found.layers.map(({ name }) => [name, 0]),
  );
  expect(found.wrongPredictions).toBe(0);
}

const toyLayers = toLayers(parseNotation('9x7x2-c3s2-c4k5s1-a2-6-3'));
const toys = toyImages({ count: 40, inputShape: [9, 7, 2], classes: 3, seed: 5 });

test.each([
  [1, 'zero', 'firstStep', 'layer'],
  [5, 'half', 'firstStep', 'channel'],
  [8, 'zero', 'spread', 'layer'],
  [33, 'half', 'spread', 'channel'],
] as const)(
  'strides, padding, pooling and channels: Ns %s, V₀ %s, bias %s, ϑ per %s',
  async (timeSteps, initialPotential, firstLayerBias, scope) => {
    const { hybrid } = await convertUntuned(
      toyAnn(toyLayers, toyValues(toyLayers, 6)),
      toys,
      { ...toySettings, timeSteps, initialPotential, firstLayerBias, threshold: { percentile: 99, scope } },
      noWatch,
    );
    const network = await recordHybrid(hybrid, [9, 7, 2]);
    disposeHybrid(hybrid);
    expectSame(await compareWithReference(network, toys));
  },
);

test('the reference itself, on numbers done by hand', () => {
  const dense = (name: string, inputSize: number, outputSize: number) => ({
    name,
    before: [],
    synapse: { kind: 'dense', inputSize, outputSize } as const,
    batchNorm: null,
  });
  const network: SpikingNetwork = {
    inputShape: [1, 1, 1],
    timeSteps: 4,
    initialPotential: 'zero',
    firstLayerBias: 'spread',
    layers: [
      {
        layer: dense('a', 1, 2),
        weight: Float32Array.of(2, 1),
        bias: Float32Array.of(-4, 0),
        threshold: Float32Array.of(0.5),
      },
      {
        layer: dense('out', 2, 1),
        weight: Float32Array.of(1, 10),
        bias: Float32Array.of(0.25),
        threshold: null,
      },
    ],
  };
  const spread = referenceLayer(network, 0, [1]);
  // The first neuron's V: 2 − 1 fires, 0.5 − 1, −1.5, −2.5; all of its bias arriving at once would
  // have kept it silent.
  expect([...spread.counts]).toEqual([1, 2]);
  expect(spread.train.map((s) => [...s])).toEqual([
    [1, 1],
    [0, 1],
    [0, 0],
    [0, 0],
  ]);
  expect([...spread.margins]).toEqual([0.5, 0]);
  const atOnce = referenceLayer({ ...network, firstLayerBias: 'firstStep' }, 0, [1]);
  expect([...atOnce.counts]).toEqual([0, 2]);
  expect([...referenceOutput(network, spread.counts)]).toEqual([21.25]);
});
