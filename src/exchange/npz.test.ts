import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../backends/testing/backend.ts';
import { readNpy } from '../datasets/formats/npy-file.ts';
import { everyKind, rateNetwork, rateSettings } from '../engine/testing/dynamic-networks.ts';
import { referenceRun } from '../engine/testing/reference-simulator.ts';
import { toLayers } from '../networks/chain.ts';
import { parseNotation } from '../networks/notation.ts';
import { ExchangeError } from './error.ts';
import { npyFile, npzFile } from './npz.ts';
import { spikeTrains } from './spike-trains.ts';

describe('an npy file', () => {
  test.each([
    ['numbers in two axes', { shape: [2, 3], values: Float32Array.of(0, 1, -2.5, 3e-9, 4, 5) }],
    ['a list', { shape: [3], values: Uint8Array.of(0, 1, 255) }],
    ['whole numbers below 0', { shape: [4], values: Int8Array.of(-1, 0, 1, 32) }],
    ['one number', { shape: [], values: Int32Array.of(-7) }],
    ['nothing', { shape: [0, 4], values: new Uint8Array(0) }],
  ])('of %s is read the same', (_, array) => {
    const file = npyFile(array);
    const { shape, values } = readNpy('a.npy', file);
    expect(shape).toEqual(array.shape);
    expect([...values]).toEqual([...array.values]);
    // NumPy wants the values at a multiple of 64 bytes.
    expect((file.length - array.values.byteLength) % 64).toBe(0);
  });
});

describe('spike trains', () => {
  let network: Awaited<ReturnType<typeof rateNetwork>>;
  const pixels = Float32Array.from({ length: 9 * 7 * 2 }, (_, i) => ((i * 37) % 100) / 100);
  const examples = [0, 1].map((index) => ({ index, pixels: pixels.map((value) => value / (1 + index)) }));

  beforeAll(async () => {
    await openNodeBackend('wasm');
    // More steps than a word of packed spikes has, and than the page shows.
    const settings = rateSettings({ decoding: 'counts' }, { timeSteps: 70 });
    network = await rateNetwork(toLayers(parseNotation(everyKind)), settings);
  });

  test('are those of a plain simulator, example by example and step by step', async () => {
    const files = unzipSync(npzFile(await spikeTrains(network, examples)));
    expect(Object.keys(files)).toEqual(['conv1.npy', 'conv2.npy', 'fc3.npy', 'output.npy']);
    const { shape, values } = readNpy('conv1.npy', files['conv1.npy']!);
    expect(shape).toEqual([2, 70, 5, 4, 3]);
    examples.forEach((example, n) => {
      const { train, margins } = referenceRun(network, example.pixels).responses[0]!;
      const neurons = margins.length;
      let compared = 0;
      train.forEach((step, t) => {
        step.forEach((spike, i) => {
          if (margins[i]! < 1e-4) return;
          compared++;
          expect(values[(n * 70 + t) * neurons + i]).toBe(spike);
        });
      });
      expect(compared).toBeGreaterThan(1000);
    });
  });

  test('that are signed keep their signs, and those of the settling steps', async () => {
    const dynamics = { coding: 'poisson', spikes: { kind: 'signed', settle: 5 } } as const;
    const settings = rateSettings(dynamics, { timeSteps: 12, initialPotential: 'half' });
    const signed = await rateNetwork(toLayers(parseNotation(everyKind)), settings);
    const { shape, values } = (await spikeTrains(signed, examples)).get('conv2')!;
    expect(shape.slice(0, 2)).toEqual([2, 17]);
    expect(new Set(values)).toEqual(new Set([-1, 0, 1]));
  });

  test('of chosen layers alone', async () => {
    expect([...(await spikeTrains(network, examples, ['fc3'])).keys()]).toEqual(['fc3', 'output']);
  });

  test('of a layer that is not there are refused by name', async () => {
    const asked = spikeTrains(network, examples, ['conv9']);
    await expect(asked).rejects.toThrow(ExchangeError);
    await expect(asked).rejects.toThrow(
      'layer “conv9” does not spike or is not there; these do: conv1, conv2, fc3',
    );
  });

  test('too many for the memory are refused before anything is computed', async () => {
    const many = new Array(1_000_000).fill(examples[0]);
    await expect(spikeTrains(network, many)).rejects.toThrow('choose fewer examples or layers');
  });
});
