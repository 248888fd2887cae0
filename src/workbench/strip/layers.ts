/**
 * Names the layers of a network for the strip, from a run's own record or, before any run, from the
 * notation.
 */
import { toLayers } from '../../networks/chain.ts';
import { synapseFacts } from '../../networks/kinds/index.ts';
import { arrivingShape, type Layer, neuronCount } from '../../networks/layer.ts';
import { NetworkError } from '../../networks/network-error.ts';
import { parseNotation } from '../../networks/notation.ts';
import { writeNumber } from '../settings/numbers.ts';

export interface StripLayer {
  readonly name: string;
  /** Kernel or size in the paper's shorthand: `16c3 s2`, `784→64`. */
  readonly kernel: string;
  /** Size in words: `1 568 neurons`, or `10 potentials` of the output layer. */
  readonly size: string;
  /** False for the output layer, which has no neurons that spike. */
  readonly hidden: boolean;
}

export interface StripNetwork {
  /** Shape of the input: `28×28`, or `32×32×3` for more than one channel. */
  readonly input: string;
  readonly layers: readonly StripLayer[];
}

function sizeWords(count: number, hidden: boolean): string {
  return `${writeNumber(count)} ${hidden ? 'neurons' : 'potentials'}`;
}

function kernelOf({ synapse }: Layer): string {
  return synapseFacts(synapse).shorthand(synapse, writeNumber);
}

/**
 * Writes the shape of the input. An image of one channel is named by its height and width, a signal
 * of many channels by its frames: `3,199 frames × 64`.
 */
function inputOf(first: Layer): string {
  const shape = arrivingShape(first);
  const [height, width, channels = 1] = shape;
  if (height === 1 && width !== undefined && channels > 1)
    return `${writeNumber(width)}\u00a0frames × ${channels}`;
  return (shape.length === 3 && shape[2] === 1 ? shape.slice(0, 2) : shape).join('×');
}

/** Returns the strip of the layers that a run has built; the last one is the readout. */
export function stripOfLayers(layers: readonly Layer[]): StripNetwork {
  return {
    input: layers[0] ? inputOf(layers[0]) : '',
    layers: layers.map((layer, i) => ({
      name: layer.name,
      kernel: kernelOf(layer),
      size: sizeWords(neuronCount(layer), i < layers.length - 1),
      hidden: i < layers.length - 1,
    })),
  };
}

/**
 * Returns the strip of the notation in the settings; null while it is being typed or cannot be
 * converted.
 */
export function stripOfNotation(notation: string): StripNetwork | null {
  let layers: readonly Layer[];
  try {
    layers = toLayers(parseNotation(notation));
  } catch (error) {
    if (error instanceof NetworkError) return null;
    throw error;
  }
  return stripOfLayers(layers);
}
