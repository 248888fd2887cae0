/**
 * Tests the answer that is read before the window is over: against plain float64, over a crew, and
 * at the window's end.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { convertUntuned } from '../conversion/convert-untuned.ts';
import type { ExampleSet } from '../examples/example-set.ts';
import { disposeHybrid } from '../hybrid/hybrid.ts';
import { recordHybrid } from '../hybrid/record-hybrid.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { argMax } from '../objectives/rows.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { crewsOf } from '../testing/crew.ts';
import { referenceLayer, referenceOutput } from '../testing/reference-simulator.ts';
import { classLabels, noWatch, toyAnn, toyImages, toySettings, toyValues } from '../testing/toy.ts';
import { evaluate } from './evaluate.ts';
import { createSimulator, disposeSimulator } from './simulate.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const inputShape = [9, 7, 2] as const;
const toys = toyImages({ count: 43, inputShape, classes: 3, seed: 5 });

async function converted(notation: string, timeSteps: number): Promise<SpikingNetwork> {
  const layers = toLayers(parseNotation(notation));
  const { hybrid } = await convertUntuned(
    toyAnn(layers, toyValues(layers, 6)),
    toys,
    { ...toySettings, timeSteps },
    noWatch,
  );
  const network = await recordHybrid(hybrid, inputShape);
  disposeHybrid(hybrid);
  return network;
}

async function measured(network: SpikingNetwork, images: ExampleSet, crewSize = 1) {
  const simulator = createSimulator(network);
  const crews = crewsOf(crewSize);
  const all = await Promise.all(
    crews.map((crew) =>
      evaluate(simulator, images, classificationObjective, noWatch, crew, { anytime: 'accuracy' }),
    ),
  );
  disposeSimulator(simulator);
  return all.map(({ scores, anytime }) => ({ accuracy: scores.accuracy!, anytime: anytime! }));
}

/**
 * Returns the number of images answered right after each step, in float64, and the number of those
 * that are too close to call in float32.
 */
function reference(network: SpikingNetwork, set: ExampleSet) {
  const { count, inputs } = set;
  const labels = classLabels(set);
  const size = inputs.length / count;
  const { timeSteps, layers } = network;
  const readout = layers.at(-1)!;
  const right = new Array<number>(timeSteps).fill(0);
  const close = new Array<number>(timeSteps).fill(0);
  for (let i = 0; i < count; i++) {
    let arriving: ArrayLike<number> | readonly Int8Array[] = Float64Array.from(
      inputs.subarray(i * size, (i + 1) * size),
      (value) => value / 255,
    );
    for (let l = 0; l < layers.length - 1; l++)
      arriving = referenceLayer(network, l, arriving as never).train;
    const sofar = new Float64Array((arriving as readonly Int8Array[])[0]!.length);
    (arriving as readonly Int8Array[]).forEach((spikes, t) => {
      spikes.forEach((spike, n) => {
        sofar[n]! += spike;
      });
      const bias = readout.bias.map((b) => (b * (t + 1)) / timeSteps);
      const early = { ...network, layers: [...layers.slice(0, -1), { ...readout, bias }] };
      const potentials = referenceOutput(early, sofar);
      const [first, second] = [...potentials].sort((a, b) => b - a);
      if (first! - second! < 1e-5) close[t]!++;
      else if (argMax(potentials) === labels[i]) right[t]!++;
    });
  }
  return { right, close };
}

describe('accuracy after each step', () => {
  test.each([
    ['9x7x2-c4s2-c6k5s1-a2-24-3', 7],
    ['9x7x2-c4s2-a2-3', 33],
  ])('of %s at Ns %s is that of the spikes and the bias so far', async (notation, timeSteps) => {
    const network = await converted(notation, timeSteps);
    const [{ accuracy, anytime }] = (await measured(network, toys)) as [
      Awaited<ReturnType<typeof measured>>[number],
    ];
    expect(anytime).toHaveLength(timeSteps);
    expect(anytime.at(-1)).toBe(accuracy);
    const { right, close } = reference(network, toys);
    anytime.forEach((share, t) => {
      const hits = Math.round(share * toys.count);
      expect(hits).toBeGreaterThanOrEqual(right[t]!);
      expect(hits).toBeLessThanOrEqual(right[t]! + close[t]!);
    });
    expect(close.reduce((a, b) => a + b)).toBeLessThan(timeSteps);
    // It is no constant: the answer changes while spikes arrive.
    expect(new Set(anytime).size).toBeGreaterThan(1);
  });

  test('a crew of three finds what one finds alone', async () => {
    const network = await converted('9x7x2-c3s2-6-3', 5);
    const [alone] = await measured(network, toys);
    expect(await measured(network, toys, 3)).toEqual([alone, alone, alone]);
  });

  test('one step, and a network without a spiking layer', async () => {
    for (const [notation, timeSteps] of [
      ['9x7x2-c3s2-3', 1],
      ['9x7x2-3', 3],
    ] as const) {
      const [found] = await measured(await converted(notation, timeSteps), toys);
      expect(found!.anytime).toEqual(new Array(timeSteps).fill(found!.accuracy));
    }
  });
});
