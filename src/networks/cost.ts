/**
 * Computes what a network costs per image (design §4.9). The ANN costs multiply-accumulates over
 * connections that exist; a padded position is no connection. The SNN costs an accumulate per spike
 * and outgoing connection, over the window, in layers 2…L; the multiply-accumulates of the first
 * layer's analog input are counted on their own line. Max pooling sends on as many spikes as the
 * largest count of a window. Bias and membrane updates are left out. Under a fan-in limit a weight
 * of exactly 0 is no connection of the SNN; the ANN's multiply-accumulates stay those of the
 * network without the limit.
 *
 * Ends that stay analog, an encoder and its decoder, cost the same multiply-accumulates in both.
 *
 * A constant input current is the same at every step and is computed once, so it costs what the
 * paper's input costs. Under Poisson coding pixels spike, and the first layer accumulates like the
 * others.
 */
import { energyOf, paperEnergy } from './energy.ts';
import { type Front, frontMacs } from './front.ts';
import type { InputCoding } from './input-coding.ts';
import { stepFacts, synapseFacts } from './kinds/index.ts';
import { choosingSteps, type Layer } from './layer.ts';

export interface LayerCost {
  readonly name: string;
  /** Multiply-accumulates over connections that exist, per image. */
  readonly annMacs: number;
  /**
   * Accumulates caused by the spikes that arrive here, per image over the window; 0 for the first
   * layer unless pixels spike.
   */
  readonly snnAccumulates: number;
}

export interface NetworkCost {
  readonly annMacs: number;
  /** Accumulates of layers 2…L per image, and of the first where pixels spike. */
  readonly snnAccumulates: number;
  /** Multiply-accumulates of the first layer's analog input, per image; 0 where pixels spike. */
  readonly inputMacs: number;
  /**
   * Multiply-accumulates of the analog ends, in either network; left out where there are none. The
   * layers' are without them.
   */
  readonly endMacs?: number;
  /** The SynOps ratio, snnAccumulates / annMacs. */
  readonly ratio: number;
  /**
   * The energy ratio, (14 · (inputMacs + endMacs) + snnAccumulates) / (14 · (annMacs + endMacs)).
   */
  readonly energyRatio: number;
  /** The number of images that the spikes were counted on. */
  readonly images: number;
  readonly layers: readonly LayerCost[];
  /** The formulas in words, which are shown beside the numbers. */
  readonly formula: string;
}

/** Energy of a multiply-accumulate in accumulates. */
export const macEnergy = paperEnergy.multiplyAccumulate;

const formula =
  'SynOps ratio = spikes × outgoing connections that exist, per example over the window, layers 2…L ÷ the ' +
  `multiply-accumulates of all of the ANN’s layers, the first included. Energy ratio = (${macEnergy} × first layer’s multiply-accumulates + accumulates) ÷ ` +
  `(${macEnergy} × the ANN’s multiply-accumulates). Bias and membrane updates are left out.`;

const poissonFormula =
  'SynOps ratio = spikes × outgoing connections that exist, per example over the window, those of the pixels included ÷ the ' +
  `multiply-accumulates of all of the ANN’s layers. Energy ratio = accumulates ÷ (${macEnergy} × the ANN’s multiply-accumulates). Drawing the spikes of the ` +
  'pixels, bias and membrane updates are left out.';

const ofCoding: Record<InputCoding, string> = {
  firstStep: formula,
  constant: `${formula} The input current is the same at every step: it is computed once.`,
  poisson: poissonFormula,
};

const endsWords =
  ' Encoder and decoder stay analog: the energy ratio counts their multiply-accumulates on both sides.';

const largestWords = ' Max pooling sends on as many spikes as the largest count of its window.';

const limitedWords = ' Under the fan-in limit a weight of 0 is no connection of the SNN.';

/**
 * Returns how many outgoing connections every value that arrives at a synapse, behind the steps
 * before it, has; with `weight`, only those whose weight is not 0.
 */
export function synapseFanOut(
  { synapse }: Pick<Layer, 'synapse'>,
  weight: Float32Array | null,
): Float64Array {
  return synapseFacts(synapse).fanOut(synapse, weight);
}

/**
 * Returns how many outgoing connections into `layer` every neuron (or pixel) before it has, in the
 * order of the flattened activations; behind max pooling, every value that it hands on
 * ({@link goingOn}). With `weight`, only connections whose weight is not 0 are counted.
 */
export function fanOut(layer: Layer, weight: Float32Array | null = null): Float64Array {
  let reach = synapseFanOut(layer, weight);
  for (const step of [...layer.before].reverse()) {
    const facts = stepFacts(step);
    if (!facts.linear) break;
    reach = facts.fanOut(step, reach);
  }
  return reach;
}

/**
 * Returns what goes on into `layer` of the spike counts of one example `[neurons]`: all of them, or
 * behind max pooling the largest of each window. Throws a RangeError where averages reach max
 * pooling.
 */
export function goingOn(layer: Layer, counts: ArrayLike<number>): ArrayLike<number> {
  return choosingSteps(layer).reduce((values, step) => {
    const facts = stepFacts(step);
    if (facts.linear) throw new RangeError(`${layer.name}: fractions of spikes reach max pooling`);
    return facts.choose(step, values);
  }, counts);
}

function connectionsOf(layer: Pick<Layer, 'synapse'>, weight: Float32Array | null): number {
  if (!weight) return synapseFacts(layer.synapse).connections(layer.synapse);
  return synapseFanOut(layer, weight).reduce((sum, n) => sum + n, 0);
}

/** Returns the multiply-accumulates of one layer's synapse per image, without any fan-in limit. */
export function layerMacs(layer: Pick<Layer, 'synapse'>): number {
  return connectionsOf(layer, null);
}

export function annMacs(layers: readonly Layer[]): number {
  return layers.reduce((sum, layer) => sum + layerMacs(layer), 0);
}

/**
 * Returns the accumulates that spike counts, as they go on into `layer` (summed over any number of
 * images), cause in it.
 */
export function accumulates(
  layer: Layer,
  counts: ArrayLike<number>,
  weight: Float32Array | null = null,
): number {
  const reach = fanOut(layer, weight);
  let sum = 0;
  for (let i = 0; i < reach.length; i++) sum += reach[i]! * counts[i]!;
  return sum;
}

export interface CostedNetwork {
  /** The weights of each layer under a fan-in limit, null for a layer without one. */
  readonly limited?: readonly (Float32Array | null)[];
  /** The input coding; the paper's (`firstStep`) by default. */
  readonly coding?: InputCoding;
  /** Spike counts of the pixels summed over the images where pixels spike; null otherwise. */
  readonly inputSums?: ArrayLike<number> | null;
  /** The sizes of its analog ends, where it has some. */
  readonly front?: Front | undefined;
}

/**
 * Returns the cost of a spiking network. `spikeSums[l]` are layer l's spike counts per neuron, as
 * they go on into the next layer ({@link goingOn}), summed over `images` images, for every hidden
 * layer.
 */
export function networkCost(
  layers: readonly Layer[],
  spikeSums: readonly ArrayLike<number>[],
  images: number,
  { limited = [], coding = 'firstStep', inputSums = null, front }: CostedNetwork = {},
): NetworkCost {
  const arriving = [inputSums, ...spikeSums];
  const costs = layers.map((layer, l) => ({
    name: layer.name,
    annMacs: layerMacs(layer),
    snnAccumulates: arriving[l] ? accumulates(layer, arriving[l], limited[l]) / images : 0,
  }));
  const macs = annMacs(layers);
  const inputMacs = inputSums ? 0 : connectionsOf(layers[0]!, limited[0] ?? null);
  const endMacs = front ? frontMacs(front) : 0;
  const snnAccumulates = costs.reduce((sum, cost) => sum + cost.snnAccumulates, 0);
  const operations = { annMacs: macs, snnAccumulates, inputMacs, endMacs };
  return {
    annMacs: macs,
    snnAccumulates,
    inputMacs,
    ...(front ? { endMacs } : {}),
    ratio: snnAccumulates / macs,
    energyRatio: energyOf(operations, paperEnergy).ratio,
    images,
    layers: costs,
    formula: [
      ofCoding[coding],
      layers.some((layer) => choosingSteps(layer).length > 0) ? largestWords : '',
      limited.some((weight) => weight) ? limitedWords : '',
      front ? endsWords : '',
    ].join(''),
  };
}
