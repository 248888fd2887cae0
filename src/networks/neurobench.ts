/**
 * Counts a network by the definitions of NeuroBench 2.3.0, so that its figures can stand beside
 * those of other programs. Whenever a layer is computed, the values that arrive and the weights are
 * replaced by 1 where they are not 0, the bias is left out, and the sum of the outputs is its
 * number of effective operations; with ones everywhere it is that of its dense ones. They are
 * accumulates where all that arrives is −1, 0 or 1, else multiply-accumulates. A padded position
 * adds nothing, pooling and batch norm are not counted. A spiking network is computed once a step,
 * an analog one once.
 */
import { layerMacs, synapseFanOut } from './cost.ts';
import { type Layer, outputChannels, weightShape } from './layer.ts';
import { sizeOf } from './shape.ts';

export interface NeuroBenchLayer {
  readonly name: string;
  /** Whether its operations are accumulates: all that arrived was −1, 0 or 1. */
  readonly accumulates: boolean;
  /** Effective operations, summed over the examples and the steps. */
  readonly effective: number;
  /** Dense operations of one example and one step. */
  readonly dense: number;
  /** Activations that were 0, and all activations, summed over examples and steps. */
  readonly zeros: number;
  readonly activations: number;
}

/** The block of one network. Operations are whole numbers, summed over all examples and steps. */
export interface NeuroBench {
  /** The number of examples that were counted. */
  readonly images: number;
  /** Steps of the window; 1 for an analog network. */
  readonly steps: number;
  /** Bytes of all parameters and buffers, in single precision. */
  readonly footprint: number;
  /** Share of the weights that are 0, rounded to 4 decimals. */
  readonly connectionSparsity: number;
  /**
   * Share of the activations that are 0, over layers, steps and examples; 0 where there are none.
   */
  readonly activationSparsity: number;
  readonly effectiveAcs: number;
  readonly effectiveMacs: number;
  readonly dense: number;
  readonly layers: readonly NeuroBenchLayer[];
}

/** What was counted at one layer while examples went through it. */
export interface LayerTally {
  readonly layer: Pick<Layer, 'name' | 'synapse'>;
  /** Its weights; null when none of them is 0. */
  readonly weight: Float32Array | null;
  /** How often each value that arrives at the synapse was not 0, over examples and steps. */
  readonly nonZero: ArrayLike<number>;
  /** Whether all of these values were −1, 0 or 1. */
  readonly binary: boolean;
  /** Activations that were not 0, and all of them; null for outputs that are none. */
  readonly active: { readonly nonZero: number; readonly all: number } | null;
}

/** Bytes of a number in single precision. */
const singleBytes = 4;

/** Returns the bytes of so many numbers. */
export function footprintOf(numbers: number): number {
  return singleBytes * numbers;
}

/**
 * Returns the bytes of an analog network: its parameters, and the running means and variances of
 * its batch norms.
 */
export function analogFootprint(layers: readonly Layer[]): number {
  return footprintOf(
    layers.reduce((sum, { synapse, batchNorm }) => {
      const channels = outputChannels(synapse);
      return sum + sizeOf(weightShape(synapse)) + channels * (batchNorm ? 5 : 1);
    }, 0),
  );
}

/** Returns the block of a network; `footprint` is in bytes. */
export function neuroBench(
  tallies: readonly LayerTally[],
  { images, steps, footprint }: Pick<NeuroBench, 'images' | 'steps' | 'footprint'>,
): NeuroBench {
  const layers = tallies.map(({ layer, weight, nonZero, binary, active }): NeuroBenchLayer => {
    const reach = synapseFanOut(layer, weight);
    let effective = 0;
    for (let i = 0; i < reach.length; i++) effective += reach[i]! * nonZero[i]!;
    return {
      name: layer.name,
      accumulates: binary,
      effective,
      dense: layerMacs(layer),
      zeros: active ? active.all - active.nonZero : 0,
      activations: active ? active.all : 0,
    };
  });
  const sum = (of: (layer: NeuroBenchLayer) => number) => layers.reduce((all, layer) => all + of(layer), 0);
  const activations = sum((layer) => layer.activations);
  return {
    images,
    steps,
    footprint,
    connectionSparsity: connectionSparsity(tallies),
    activationSparsity: activations === 0 ? 0 : sum((layer) => layer.zeros) / activations,
    effectiveAcs: sum((layer) => (layer.accumulates ? layer.effective : 0)),
    effectiveMacs: sum((layer) => (layer.accumulates ? 0 : layer.effective)),
    dense: sum((layer) => layer.dense) * images * steps,
    layers,
  };
}

function connectionSparsity(tallies: readonly LayerTally[]): number {
  let [zeros, all] = [0, 0];
  for (const { layer, weight } of tallies) {
    all += sizeOf(weightShape(layer.synapse));
    zeros += weight ? zerosIn(weight) : 0;
  }
  return Number((zeros / all).toFixed(4));
}

/** Returns how many of the values are 0. */
export function zerosIn(values: ArrayLike<number>): number {
  let zeros = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === 0) zeros++;
  return zeros;
}

/**
 * Returns the effective operations of an example, accumulates and multiply-accumulates, over the
 * window.
 */
export function effectivePerExample({ effectiveAcs, effectiveMacs, images }: NeuroBench): number {
  return (effectiveAcs + effectiveMacs) / images;
}
