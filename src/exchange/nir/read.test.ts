/** Networks go through a file and fire as before; files of other programs are read or refused. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { inputsAt } from '../../engine/examples/example-set.ts';
import { inspectImage } from '../../engine/simulation/inspect.ts';
import { createSimulator, disposeSimulator } from '../../engine/simulation/simulate.ts';
import { poissonWords } from '../../engine/spiking/poisson-words.ts';
import type { SpikingNetwork } from '../../engine/spiking/spiking-network.ts';
import { everyKind, rateNetwork, rateSettings, toys } from '../../engine/testing/dynamic-networks.ts';
import { referenceRun } from '../../engine/testing/reference-simulator.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { StoredNetwork } from '../network-file.ts';
import { classifying, dynamic, network } from '../testing/small-network.ts';
import { readNir } from './read.ts';
import { writeNir } from './write.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation(everyKind));

/** Returns the spikes and outputs of the first toys, and whether none was a close call. */
async function spikesOf(of: SpikingNetwork) {
  const simulator = createSimulator(of);
  const found = [];
  for (let index = 0; index < 12; index++) {
    const x = inputsAt(toys, [index]);
    const pixels = Float32Array.from(await x.data());
    x.dispose();
    const inspected = await inspectImage(simulator, { pixels, index });
    found.push({ ...inspected, clear: closestOn(of, pixels, index) >= closeCall });
  }
  disposeSimulator(simulator);
  return found;
}

/** Returns the least distance of a potential to its threshold, as a share of the threshold. */
function closestOn(of: SpikingNetwork, pixels: Float32Array, index: number): number {
  const { timeSteps, dynamics } = of;
  const input = dynamics?.coding === 'poisson' ? trainFor(pixels, timeSteps, dynamics.seed, index) : pixels;
  const { responses } = referenceRun(of, input);
  const shares = responses.flatMap(({ margins }, l) => {
    const threshold = of.layers[l]!.threshold!;
    return [...margins].map((margin, i) => margin / threshold[i % threshold.length]!);
  });
  return Math.min(...shares);
}

function trainFor(pixels: Float32Array, timeSteps: number, seed: number, index: number): Uint8Array[] {
  const size = pixels.length;
  const words = poissonWords(pixels, size, { timeSteps, seed, firstImage: index });
  return Array.from({ length: timeSteps }, (_, t) =>
    Uint8Array.from(pixels, (__, i) => (words[Math.floor(t / 32) * size + i]! >>> (t % 32)) & 1),
  );
}

/**
 * A spike is the same unless its potential met the threshold within rounding: dividing by ϑ rounds
 * each weight once more.
 */
const closeCall = 1e-5;

async function expectSameSpikes(original: StoredNetwork): Promise<void> {
  const { network: back, notes } = await readNir(await writeNir(original));
  expect(notes).toEqual([]);
  const [before, after] = [await spikesOf(original), await spikesOf(back)];
  const clear = before.flatMap(({ clear }, index) => (clear ? [index] : []));
  expect(clear.length).toBeGreaterThan(3);
  for (const index of clear) {
    const [expected, found] = [before[index]!, after[index]!];
    expected.layers.forEach(({ spikes, counts }, l) => {
      expect(found.layers[l]!.spikes).toEqual(spikes);
      expect(found.layers[l]!.counts).toEqual(counts);
    });
    expected.output.forEach((value, o) => {
      expect(found.output[o]).toBeCloseTo(value, 4);
    });
  }
  const counts = before.flatMap(({ layers: each }) => each.flatMap((layer) => [...layer.counts]));
  expect(Math.max(...counts)).toBeGreaterThan(0);
}

describe('the network that comes back fires the same spikes', () => {
  test.each([
    ['constant input', {}, {}],
    ['thresholds per channel', {}, { threshold: { percentile: 99, scope: 'channel' } }],
    ['half a threshold at the start', {}, { initialPotential: 'half' }],
    ['LIF, hard reset and counts', { leak: 0.9, reset: 'hard', decoding: 'counts' }, { timeSteps: 24 }],
    ['Poisson trains', { coding: 'poisson', seed: 11 }, { timeSteps: 20 }],
    ['input at the first step', { coding: 'firstStep' }, { timeSteps: 16 }],
  ] as const)('%s', async (_, dynamics, settings) => {
    const converted = await rateNetwork(layers, rateSettings(dynamics, { timeSteps: 16, ...settings }));
    await expectSameSpikes({ ...converted, ...classifying });
  });

  test.each(['firstStep', 'spread'] as const)(
    'the paper’s neurons, first bias %s',
    async (firstLayerBias) => {
      const { dynamics: _, ...converted } = await rateNetwork(
        layers,
        rateSettings({ coding: 'firstStep' }, { timeSteps: 8 }),
      );
      await expectSameSpikes({ ...converted, ...classifying, firstLayerBias });
    },
  );
});

describe('what a file says of a network', () => {
  test('shapes, names and settings come back, with thresholds of 1', async () => {
    for (const of of [network, dynamic]) {
      const { network: back } = await readNir(await writeNir({ ...of, ...classifying }));
      expect(back.layers.map(({ layer }) => layer)).toEqual(of.layers.map(({ layer }) => layer));
      const { layers: _, ...settings } = back;
      const { layers: __, ...expected } = of;
      expect(settings).toEqual({ ...expected, ...classifying });
      expect(back.layers.map(({ threshold }) => threshold && [...threshold])).toEqual(
        of.layers.map(({ threshold }) => threshold && [1]),
      );
    }
  });

  test('unequal paddings come back as a larger kernel with equal ones', async () => {
    const [first, ...rest] = network.layers;
    const { synapse } = first!.layer;
    if (synapse.kind !== 'conv2d') throw new RangeError('the first layer is a convolution');
    const uneven = {
      ...synapse,
      kernel: [2, 3] as const,
      padding: { before: [0, 2], after: [1, 0] } as const,
    };
    const weight = Float32Array.from({ length: 12 }, (_, i) => i + 1);
    const threshold = Float32Array.of(1);
    const layer = { ...first!.layer, synapse: uneven };
    const original = {
      ...network,
      ...classifying,
      layers: [{ ...first!, layer, weight, threshold }, ...rest],
    };
    const { network: back } = await readNir(await writeNir(original));
    const [read] = back.layers;
    expect(read!.layer.synapse).toMatchObject({
      kernel: [3, 5],
      padding: { before: [1, 2], after: [1, 2] },
      outputShape: [4, 4, 2],
    });
    // A row of zeros before the kernel, and two columns behind it.
    const rows = Array.from({ length: 3 }, (_, i) => [...read!.weight.subarray(i * 10, (i + 1) * 10)]);
    expect(rows).toEqual([
      new Array(10).fill(0),
      [1, 2, 3, 4, 5, 6, 0, 0, 0, 0],
      [7, 8, 9, 10, 11, 12, 0, 0, 0, 0],
    ]);
  });
});
