/**
 * A conformance card goes with a NIR file: inputs and the spikes that they must give, by which any
 * reader can prove that it runs the network as meant. docs/nir.md describes it.
 */

import { wordSteps } from '../../backends/kernels/spiking/contract.ts';
import { type Inspected, inspectImage } from '../../engine/simulation/inspect.ts';
import { createSimulator, disposeSimulator } from '../../engine/simulation/simulate.ts';
import { poissonWords } from '../../engine/spiking/poisson-words.ts';
import type { SpikingNetwork } from '../../engine/spiking/spiking-network.ts';
import { createRandom, type Random } from '../../engine/work/random.ts';
import { sizeOf } from '../../networks/shape.ts';
import { placesOf } from '../channel-order.ts';
import { sha256Hex } from '../hash.ts';
import type { StoredNetwork } from '../network-file.ts';
import { factsOfNetwork, type NirFacts } from './facts.ts';
import { readNir } from './read.ts';
import { layerNodes } from './write.ts';

/** What one node of neurons does for one input. */
export interface ExpectedSpikes {
  readonly node: string;
  /** Spikes of the whole layer at each step, over the first steps of the window. */
  readonly spikesPerStep: readonly number[];
  /** Spikes of the whole layer over the whole window. */
  readonly spikes: number;
}

export interface CardInput {
  readonly what: string;
  /**
   * Values of the input times {@link inputUnit}, channels first. Under Poisson coding there are
   * none.
   */
  readonly values: readonly number[] | null;
  /** The places of the pixels that spike at each step, under Poisson coding. */
  readonly train: readonly (readonly number[])[] | null;
  readonly expected: readonly ExpectedSpikes[];
  /** What the network answers, before anything that follows the readout. */
  readonly output: readonly number[];
}

export interface ConformanceCard {
  readonly format: 'spikewise-conformance-card';
  readonly version: 1;
  /** SHA-256 of the NIR file. */
  readonly nir: string;
  /** How the network runs, in words, for who implements it. */
  readonly rules: readonly string[];
  readonly inputUnit: number;
  readonly inputs: readonly CardInput[];
}

/** Values of a card's inputs are whole numbers of this, so that they are exact in any float. */
const inputUnit = 1 / 256;
const wanted = 3;
/** How often another input is tried where rounding decides over a spike. */
const tries = 40;

/**
 * Returns the card of a NIR file that was written of `network`. An input on which the file and the
 * network differ, since a potential meets its threshold within rounding, is replaced by another.
 */
export async function conformanceCard(nir: Uint8Array, network: StoredNetwork): Promise<ConformanceCard> {
  const { network: read } = await readNir(nir);
  const [original, written] = [createSimulator(network), createSimulator(read)];
  const nodes = layerNodes(network).flatMap(({ neurons }) => neurons ?? []);
  const random = createRandom(1, 'conformance card');
  const inputs: CardInput[] = [];
  try {
    for (let n = 0; inputs.length < wanted && n < tries; n++) {
      const { what, values } = candidate(n, sizeOf(network.inputShape), random);
      const pixels = values.map((value) => value * inputUnit);
      const [before, after] = [
        await inspectImage(original, { pixels, index: n }),
        await inspectImage(written, { pixels, index: n }),
      ];
      if (!sameSpikes(before, after)) continue;
      const train = trainOf(network, pixels, n);
      const channelsFirst = Array.from(placesOf(network.inputShape), (place) => values[place]!);
      inputs.push({
        what,
        values: train ? null : channelsFirst,
        train,
        expected: expectedOf(after, nodes),
        output: [...after.output],
      });
    }
  } finally {
    disposeSimulator(original);
    disposeSimulator(written);
  }
  return {
    format: 'spikewise-conformance-card',
    version: 1,
    nir: sha256Hex(nir),
    rules: rulesOf(factsOfNetwork(network)),
    inputUnit,
    inputs,
  };
}

/** Returns an input: a ramp, a bright half, and then noise. */
function candidate(n: number, size: number, random: Random): { what: string; values: Float32Array } {
  const filled = (value: (i: number) => number) => Float32Array.from({ length: size }, (_, i) => value(i));
  if (n === 0) return { what: 'a ramp', values: filled((i) => Math.floor((256 * i) / size)) };
  if (n === 1) return { what: 'a bright half', values: filled((i) => (2 * i < size ? 255 : 16)) };
  return { what: `noise ${n - 1}`, values: filled(() => Math.floor(256 * random.next())) };
}

function sameSpikes(a: Inspected, b: Inspected): boolean {
  const close = (x: number, y: number) => Math.abs(x - y) <= 1e-3 * Math.max(1, Math.abs(x));
  return (
    a.output.every((value, o) => close(value, b.output[o]!)) &&
    a.layers.every(
      ({ spikes, counts }, l) =>
        spikes.every((spike, i) => spike === b.layers[l]!.spikes[i]) &&
        counts.every((count, i) => count === b.layers[l]!.counts[i]),
    )
  );
}

/** Returns the spikes of each layer; those of a readout that fires are its output. */
function expectedOf({ layers, shownSteps }: Inspected, nodes: readonly string[]): ExpectedSpikes[] {
  return layers.map(({ spikes, counts }, l) => {
    const neurons = counts.length;
    const spikesPerStep = Array.from({ length: shownSteps }, (_, t) =>
      spikes.subarray(t * neurons, (t + 1) * neurons).reduce((sum, spike) => sum + spike, 0),
    );
    return { node: nodes[l]!, spikesPerStep, spikes: counts.reduce((sum, count) => sum + count, 0) };
  });
}

/** Returns the places, channels first, that spike at each step; null where the input is numbers. */
function trainOf(
  { dynamics, timeSteps, inputShape }: SpikingNetwork,
  pixels: Float32Array,
  index: number,
): number[][] | null {
  if (dynamics?.coding !== 'poisson') return null;
  const size = pixels.length;
  const words = poissonWords(pixels, size, { timeSteps, seed: dynamics.seed, firstImage: index });
  const places = placesOf(inputShape);
  return Array.from({ length: timeSteps }, (_, t) => {
    const from = Math.floor(t / wordSteps) * size;
    return Array.from(places.keys()).filter((at) => (words[from + places[at]!]! >>> (t % wordSteps)) & 1);
  });
}

const inputRules: Readonly<Record<NirFacts['input_coding'], string>> = {
  firstStep: 'The input comes at step 1 alone; at later steps it is 0.',
  constant: 'The input comes at every step.',
  poisson: 'The input is a train: the places that are 1 at each step, all others are 0.',
};

/** Says how a network runs, a sentence each. */
export function rulesOf(facts: NirFacts): string[] {
  const half = facts.initial_potential === 0.5;
  return [
    `An example runs for ${facts.time_steps} steps. Every potential begins at ${half ? 'half its threshold' : '0'}.`,
    inputRules[facts.input_coding],
    'The spikes of a layer reach the next layer at the same step.',
    facts.first_layer_bias === 'firstStep'
      ? `A bias comes at every step, except that of the first layer: ${facts.time_steps} times its bias comes at step 1, none after it.`
      : 'A bias comes at every step.',
    facts.leak === 1
      ? 'At each step a potential grows by the current that arrives. There is no lower bound.'
      : `At each step a potential becomes ${facts.leak} of itself plus the current that arrives. There is no lower bound.`,
    'A neuron fires where its potential is at or above its threshold, which is 1.',
    facts.reset === 'subtract'
      ? 'A spike takes the threshold from the potential, which keeps the rest.'
      : 'A spike sets the potential to 0.',
    facts.readout === 'counts'
      ? 'The answer is the number of spikes of each neuron before the output.'
      : 'The answer is the sum over all steps of what arrives at the output.',
  ];
}
