/** Tests whole networks whose neurons fire after their window, seen from outside and inside. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { type Layer, neuronCount } from '../../networks/layer.ts';
import { parseNotation } from '../../networks/notation.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { rateNetwork, rateSettings, toys } from '../testing/dynamic-networks.ts';
import { noWatch } from '../testing/toy.ts';
import { evaluate } from './evaluate.ts';
import { inspectImage } from './inspect.ts';
import { membraneOf } from './membrane.ts';
import { createSimulator, disposeSimulator } from './simulate.ts';

const timeSteps = 6;
const layers = toLayers(parseNotation('9x7x2-c4s2-c6k5s1-a2-24-3'));

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const networkOf = (firing: 'immediate' | 'window', chain: readonly Layer[] = layers) =>
  rateNetwork(chain, { ...rateSettings({ coding: 'constant' }, { timeSteps }), firing });

test.each([
  ['average pooling', layers],
  ['max pooling', toLayers(parseNotation('9x7x2-c4s2-c6k5s1-m2-24-3'))],
])('a window begins with its spikes, and a membrane collects before it fires them: %s', async (_, chain) => {
  const simulator = createSimulator(await networkOf('window', chain));
  const image = { pixels: Float32Array.from({ length: 126 }, (_, i) => ((i * 37) % 101) / 101), index: 0 };
  const inspected = await inspectImage(simulator, image);
  for (const [l, layer] of chain.slice(0, -1).entries()) {
    const neurons = neuronCount(layer);
    const { spikes, counts } = inspected.layers[l]!;
    for (let i = 0; i < neurons; i++)
      for (let t = 0; t < timeSteps; t++) expect(spikes[t * neurons + i]).toBe(t < counts[i]! ? 1 : 0);
    expect(new Set(counts).size).toBeGreaterThan(2);
    for (const neuron of [0, 5, neurons - 1]) {
      const trace = await membraneOf(simulator, image, l, neuron);
      expect([trace.collecting, trace.potential.length]).toEqual([timeSteps, 2 * timeSteps]);
      expect(trace.spikes.subarray(0, timeSteps).every((spike) => spike === 0)).toBe(true);
      const sent = Array.from({ length: timeSteps }, (_, t) => spikes[t * neurons + neuron]);
      expect([...trace.spikes.subarray(timeSteps)]).toEqual(sent);
      // What was collected is there when the neuron begins to fire.
      expect(trace.potential[timeSteps]).toBeCloseTo(trace.potential[timeSteps - 1]!, 4);
    }
  }
  disposeSimulator(simulator);
});

test('the network is measured as any other, and its answer ends where it is read', async () => {
  const found = await Promise.all(
    (['window', 'immediate'] as const).map(async (firing) => {
      const simulator = createSimulator(await networkOf(firing));
      const { scores, anytime, spikeSums } = await evaluate(
        simulator,
        toys,
        classificationObjective,
        noWatch,
        undefined,
        { anytime: 'accuracy' },
      );
      disposeSimulator(simulator);
      expect(anytime!.at(-1)).toBe(scores.accuracy);
      return spikeSums.map((sums) => sums.reduce((a, b) => a + b));
    }),
  );
  // The first layer gets the same from constant input; deeper ones are not misled by the order.
  expect(found[0]![0]).toBe(found[1]![0]);
  expect(found[0]![1]).not.toBe(found[1]![1]);
});

test('a reset to 0, a leak and an answer by counts are refused', async () => {
  const plain = await networkOf('window');
  for (const change of [{ reset: 'hard' }, { leak: 0.9 }, { decoding: 'counts' }] as const) {
    const network = { ...plain, dynamics: { ...plain.dynamics!, ...change } };
    expect(() => createSimulator(network)).toThrow(/fire after their window/);
  }
});
