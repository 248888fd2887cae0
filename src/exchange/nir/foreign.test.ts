/** Files of other programs are read with what they leave open, and run. */
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { inspectImage } from '../../engine/simulation/inspect.ts';
import { createSimulator, disposeSimulator } from '../../engine/simulation/simulate.ts';
import type { SpikingNetwork } from '../../engine/spiking/spiking-network.ts';
import { closeCall } from '../../engine/testing/compare-reference.ts';
import { referenceRun } from '../../engine/testing/reference-simulator.ts';
import { sizeOf } from '../../networks/shape.ts';
import { classifying, dynamic } from '../testing/small-network.ts';
import { networkIn, type ReadNir, readNir } from './read.ts';
import { type Hdf5Data, type Hdf5Group, isGroup, textData } from './tree.ts';
import { nirTree } from './write.ts';

/** The folder of files that other programs wrote; it is no part of the project. */
const shared = ['../shared', process.env.SPIKEWISE_SHARED ?? '']
  .map((folder) => `${folder}/data/nir`)
  .find((folder) => existsSync(`${folder}/cnn_sinabs.nir`) && existsSync(`${folder}/lif_norse.nir`));
const fileIn = (name: string) => readFileSync(`${shared}/${name}`);

beforeAll(async () => {
  await openNodeBackend('wasm');
});

async function run(network: SpikingNetwork, pixels: Float32Array) {
  const simulator = createSimulator(network);
  const found = await inspectImage(simulator, { pixels, index: 0 });
  disposeSimulator(simulator);
  return found;
}

/**
 * Returns a network as another program would have written it: no metadata, no `v_reset`, nodes by
 * the alphabet, sums in place of averages.
 */
function foreignTree(): Hdf5Group {
  const root = nirTree({ ...dynamic, ...classifying });
  const graph = root.get('node') as Hdf5Group;
  const nodes = [...(graph.get('nodes') as Map<string, Hdf5Group>)].sort(([a], [b]) => (a < b ? -1 : 1));
  const strange = nodes.map(([name, fields]): [string, Hdf5Group] => {
    const kept = [...fields].filter(([field]) => field !== 'v_reset' && field !== 'metadata');
    const pools = (fields.get('type') as Hdf5Data).values[0] === 'AvgPool2d';
    return [name, new Map(pools ? [...kept, ['type', textData('SumPool2d')]] : kept)];
  });
  return new Map<string, Hdf5Group | Hdf5Data>([
    ...root,
    [
      'node',
      new Map<string, Hdf5Group | Hdf5Data>([...graph, ['nodes', new Map(strange)], ['metadata', new Map()]]),
    ],
  ]);
}

describe('a file without metadata', () => {
  const options = { timeSteps: 8, dt: 1, reset: 'soft', coding: 'poisson' } as const;
  const { network, notes } = networkIn(foreignTree(), options);

  test('what it does not say is taken from the options, and told', () => {
    expect(isGroup(foreignTree().get('node'))).toBe(true);
    expect(network).toMatchObject({ timeSteps: 8, initialPotential: 'zero', task: 'classification' });
    expect(network.dynamics).toEqual({
      coding: 'poisson',
      reset: 'soft',
      leak: 0.9375,
      decoding: 'counts',
      seed: 1,
    });
    expect(notes).toEqual([
      'The file does not say how long its window is: 8 steps are taken.',
      'The file does not say how a spike resets: the threshold is subtracted, as was asked for.',
      'The file does not say what comes in: pixels spike with the probability of their brightness.',
      'The file does not say how long a step is: 1 in the unit of tau is taken.',
      'NIR fires above the threshold; here a potential that equals it fires too.',
    ]);
    expect(networkIn(foreignTree(), { dt: 1 }).network.dynamics).toMatchObject({
      reset: 'hard',
      coding: 'constant',
    });
  });

  test('the layers are in the order of the edges, and name their nodes', () => {
    expect(network.layers.map(({ layer }) => layer.name)).toEqual(['conv1', 'fc2', 'output_']);
  });

  test('a sum is an average whose windows are in the weights behind it', () => {
    const averaged = networkIn(nirTree({ ...dynamic, ...classifying })).network;
    expect([...network.layers[1]!.weight]).toEqual([...averaged.layers[1]!.weight].map((w) => 4 * w));
  });
});

describe.skipIf(!shared)(
  'the convolutional network of sinabs in shared/data, skipped where it is absent',
  () => {
    let { network, notes } = {} as ReadNir;

    beforeAll(async () => {
      ({ network, notes } = await readNir(fileIn('cnn_sinabs.nir'), { timeSteps: 10 }));
    });

    test('is read in the order of the edges', () => {
      expect(network.inputShape).toEqual([34, 34, 2]);
      expect(network.layers.map(({ layer }) => layer.name)).toEqual(['0', '2', '5', '9', '11']);
      expect(network.layers.map(({ layer }) => layer.before.map(({ kind }) => kind))).toEqual([
        [],
        [],
        ['averagePool'],
        ['averagePool', 'flatten'],
        [],
      ]);
      expect(network.dynamics).toEqual({
        coding: 'constant',
        reset: 'hard',
        leak: 1,
        decoding: 'counts',
        seed: 1,
      });
      expect(notes).toHaveLength(4);
      expect(notes[0]).toBe('The file does not say how long its window is: 10 steps are taken.');
    });

    test('sums of pooling are in the weights behind them', () => {
      const first = network.layers[2]!.weight[0]!;
      expect(first).toBeCloseTo(0.1190817 * 4, 5);
    });

    test('its engine’s counts are those of plain numbers', async () => {
      const pixels = Float32Array.from(
        { length: sizeOf(network.inputShape) },
        (_, i) => ((i * 7919) % 256) / 255,
      );
      const found = await run(network, pixels);
      const { responses } = referenceRun(network, pixels);
      const fired = found.layers.map(({ counts }, l) => {
        // Behind a close call nothing is known of the layers that follow.
        const clear = responses.slice(0, l + 1).every(({ margins }) => Math.min(...margins) >= closeCall);
        if (clear) expect([...counts]).toEqual([...responses[l]!.counts]);
        return { clear, spikes: counts.reduce((sum, n) => sum + n, 0) };
      });
      expect(fired[0]!.clear).toBe(true);
      expect(fired[0]!.spikes).toBeGreaterThan(100);
    });
  },
);

test.skipIf(!shared)(
  'the LIF neuron of Norse in shared/data fires as the equation of Euler’s method says',
  async () => {
    const { network, notes } = await readNir(fileIn('lif_norse.nir'), { timeSteps: 20 });
    expect(network.inputShape).toEqual([1, 1, 1]);
    expect(network.dynamics).toMatchObject({ reset: 'hard', decoding: 'counts' });
    expect(network.dynamics!.leak).toBeCloseTo(1 - 0.001 / 0.0025, 6);
    expect(notes).toContain('The file does not say how long a step is: 0.001 in the unit of tau is taken.');
    const current = 0.15;
    const { output } = await run(network, Float32Array.of(current));
    let [v, fired] = [0, 0];
    for (let t = 0; t < 20; t++) {
      v += (0.001 / 0.0025) * (current - v);
      if (v < 0.1) continue;
      fired++;
      v = 0;
    }
    expect(fired).toBeGreaterThan(3);
    expect([...output]).toEqual([fired]);
  },
);
