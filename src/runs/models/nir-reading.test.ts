/** Tests what the page is told of a NIR file: its layers, how it runs, and its answers. */
import { expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { diskReader } from '../../../cli/read-disk.ts';
import { ExchangeError } from '../../exchange/error.ts';
import type { StoredNetwork } from '../../exchange/network-file.ts';
import { writeNir } from '../../exchange/nir/write.ts';
import { classifying, network as small } from '../../exchange/testing/small-network.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { loadExamples } from '../execution/materials.ts';
import { nirReading } from './nir-reading.ts';

const surroundings = {
  open: () => openNodeBackend('wasm'),
  load: (dataset: string, task: 'classification' | 'reconstruction', validationCount: number) =>
    loadExamples({ dataset, task, trainCount: 32, validationCount }, diskReader()),
};
const classNames = Array.from('0123456789');
const mnist = { id: 'mnist', title: 'MNIST', inputShape: [28, 28, 1], classNames } as const;
const other = { ...mnist, id: 'other', title: 'Other', inputShape: [8, 8, 1] } as const;

/** Answers the digit 3 whatever it is shown: its bias outweighs all pixels. */
const [layer] = toLayers(parseNotation('28x28-10'));
const three: StoredNetwork = {
  inputShape: [28, 28, 1],
  timeSteps: 4,
  initialPotential: 'zero',
  firstLayerBias: 'spread',
  ...classifying,
  layers: [
    {
      layer: layer!,
      weight: new Float32Array(7840),
      bias: Float32Array.from({ length: 10 }, (_, digit) => (digit === 3 ? 1 : 0)),
      threshold: null,
    },
  ],
};

test('a file is described and simulated on the set that is asked for, else on one that fits', async () => {
  const shares: number[] = [];
  const bytes = await writeNir(three);
  const question = { options: {}, sets: [other, mnist], dataset: 'other' };
  const reading = await nirReading(bytes, question, surroundings, (share) => shares.push(share));
  expect(reading).toMatchObject({ timeSteps: 4, options: null, fitting: [{ id: 'mnist', title: 'MNIST' }] });
  expect(reading.layers).toEqual([
    { name: 'output', kinds: 'flattening, dense layer', inputShape: [784], outputShape: [10], neurons: null },
  ]);
  expect(reading.rules[0]).toBe('An example runs for 4 steps. Every potential begins at 0.');
  const { validation } = await surroundings.load('mnist', 'classification', 500);
  if (validation.targets.kind !== 'class') throw new Error('MNIST has classes');
  const threes = validation.targets.labels.slice(0, 500).filter((label) => label === 3).length;
  expect(reading.measured).toMatchObject({ set: 'mnist', examples: 500, score: threes / 500 });
  expect(shares.at(-1)).toBe(1);
});

test('a network that no set fits is described alone, and a file that is none is refused', async () => {
  const question = { options: {}, sets: [mnist], dataset: null };
  const bytes = await writeNir({ ...small, ...classifying });
  const reading = await nirReading(bytes, question, surroundings, () => {});
  expect(reading).toMatchObject({ fitting: [], measured: null });
  expect(reading.layers.at(0)!.neurons).toBeGreaterThan(0);
  const broken = nirReading(bytes.subarray(0, 300), question, surroundings, () => {});
  await expect(broken).rejects.toThrow(ExchangeError);
});
