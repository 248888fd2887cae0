/**
 * A plain simulator that sees the file and its card alone, through another HDF5 reader, does what
 * the card says.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import type { Dynamics } from '../../engine/spiking/dynamics.ts';
import { everyKind, rateNetwork, rateSettings } from '../../engine/testing/dynamic-networks.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { sha256Hex } from '../hash.ts';
import type { StoredNetwork } from '../network-file.ts';
import { classifying, network } from '../testing/small-network.ts';
import { type CardInput, type ConformanceCard, conformanceCard } from './card.ts';
import { type PlainNetwork, plainNetwork, plainRun } from './testing/plain-simulator.ts';
import { writeNir } from './write.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

/** Runs an input of a card by its rules. */
function runInput(plain: PlainNetwork, { inputUnit }: ConformanceCard, { values, train }: CardInput) {
  const pixels = values?.map((value) => value * inputUnit) ?? null;
  const size = (plain.field('input', 'shape').values as number[]).reduce((a, b) => a * b, 1);
  const once = plain.fact('input_coding') === 'firstStep';
  return plainRun(plain, (step) => {
    if (pixels) return once && step > 0 ? null : pixels;
    const image = new Float64Array(size);
    for (const at of train![step]!) image[at] = 1;
    return image;
  });
}

async function expectConformance(stored: StoredNetwork): Promise<ConformanceCard> {
  const nir = await writeNir(stored);
  const card = JSON.parse(JSON.stringify(await conformanceCard(nir, stored))) as ConformanceCard;
  expect(card.nir).toBe(sha256Hex(nir));
  expect(card.inputs).toHaveLength(3);
  const plain = plainNetwork(nir);
  let fired = 0;
  for (const input of card.inputs) {
    const { trains, output, closest } = runInput(plain, card, input);
    // A reader in other floats may differ where a potential meets its threshold within rounding.
    expect(closest).toBeGreaterThan(1e-7);
    for (const { node, spikesPerStep, spikes } of input.expected) {
      const sums = trains.get(node)!.map((train) => train.reduce((sum, spike) => sum + spike, 0));
      expect([node, sums.slice(0, spikesPerStep.length)]).toEqual([node, spikesPerStep]);
      expect(sums.reduce((a, b) => a + b, 0)).toBe(spikes);
      fired += spikes;
    }
    output.forEach((value, o) => {
      expect(value).toBeCloseTo(input.output[o]!, 3);
    });
  }
  expect(fired).toBeGreaterThan(0);
  return card;
}

const layers = toLayers(parseNotation(everyKind));

const networkOf = async (dynamics: Partial<Dynamics>, settings = {}): Promise<StoredNetwork> => ({
  ...(await rateNetwork(layers, rateSettings(dynamics, { timeSteps: 12, ...settings }))),
  ...classifying,
});

describe('a plain simulator conforms', () => {
  test.each([
    ['thresholds per channel', {}, { threshold: { percentile: 97, scope: 'channel' } }],
    ['V₀ of half a threshold', {}, { initialPotential: 'half' }],
    ['LIF with hard reset and counts', { leak: 0.875, reset: 'hard', decoding: 'counts' }, { timeSteps: 24 }],
    ['Poisson trains over two words', { coding: 'poisson', seed: 5 }, { timeSteps: 40 }],
    ['more steps than are listed', { coding: 'firstStep' }, { timeSteps: 80 }],
  ] as const)('%s', async (_, dynamics, settings) => {
    await expectConformance(await networkOf(dynamics, settings));
  });

  test.each(['firstStep', 'spread'] as const)('the first layer’s bias: %s', async (firstLayerBias) => {
    const { dynamics: _, ...converted } = await networkOf({ coding: 'firstStep' }, { timeSteps: 6 });
    const card = await expectConformance({ ...converted, firstLayerBias });
    const said = card.rules.some((rule) => rule.includes('6 times its bias comes at step 1'));
    expect(said).toBe(firstLayerBias === 'firstStep');
  });
});

test('the rules say reset, V₀ and readout in words', async () => {
  const stored = { ...network, ...classifying };
  const { rules } = await conformanceCard(await writeNir(stored), stored);
  expect(rules).toEqual([
    'An example runs for 8 steps. Every potential begins at half its threshold.',
    'The input comes at step 1 alone; at later steps it is 0.',
    'The spikes of a layer reach the next layer at the same step.',
    'A bias comes at every step.',
    'At each step a potential grows by the current that arrives. There is no lower bound.',
    'A neuron fires where its potential is at or above its threshold, which is 1.',
    'A spike takes the threshold from the potential, which keeps the rest.',
    'The answer is the sum over all steps of what arrives at the output.',
  ]);
});

test.each([
  ['another reset', 'reset', 'zero'],
  ['another V₀', 'initial_potential', 0],
  ['the bias of the first layer at every step', 'first_layer_bias', 'everyStep'],
] as const)('a simulator with %s does not conform', async (_, name, value) => {
  const { dynamics: __, ...converted } = await networkOf(
    { coding: 'firstStep' },
    { timeSteps: 12, initialPotential: 'half' },
  );
  const stored = { ...converted, firstLayerBias: 'firstStep' } as const;
  const nir = await writeNir(stored);
  const card = await conformanceCard(nir, stored);
  const plain = plainNetwork(nir);
  const wrong = { ...plain, fact: (of: string) => (of === name ? value : plain.fact(of)) };
  const same = card.inputs.every((input) => {
    const { trains } = runInput(wrong, card, input);
    return input.expected.every(({ node, spikesPerStep }) =>
      spikesPerStep.every((n, t) => n === trains.get(node)![t]!.reduce((sum, spike) => sum + spike, 0)),
    );
  });
  expect(same).toBe(false);
});
