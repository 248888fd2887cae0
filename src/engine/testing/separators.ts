/** Makes small separators: the layers between their ends, and spiking ones with random numbers. */
import type { FrontShape } from '../../networks/front.ts';
import { conv2d, conv2dKind } from '../../networks/kinds/conv2d.ts';
import { type Layer, outputChannels, weightShape } from '../../networks/layer.ts';
import { sizeOf } from '../../networks/shape.ts';
import type { SeparatorValues } from '../separation/separator.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { createRandom } from '../work/random.ts';

export interface CoreShape {
  readonly filters: number;
  readonly frames: number;
  readonly dilations: readonly number[];
}

/** Returns the layers of a separator's core: 1×1, the dilated ones, and the masks. */
export function coreLayers({ filters, frames, dilations }: CoreShape): Layer[] {
  const make = (name: string, outputs: number, kernel: 1 | 3, dilation: number): Layer => {
    const record = conv2d({
      name,
      inputShape: [1, frames, filters],
      filters: outputs,
      kernel: [1, kernel],
      stride: [1, 1],
      padding: [0, kernel === 1 ? 0 : dilation],
      dilation: [1, dilation],
    });
    const batchNorm = name === 'mask' ? null : { epsilon: 1e-5, momentum: 0.1 };
    return { name, before: [], synapse: conv2dKind.partOf(record), batchNorm };
  };
  return [
    make('bottleneck', filters, 1, 1),
    ...dilations.map((dilation, i) => make(`dilated${i + 1}`, filters, 3, dilation)),
    make('mask', 2 * filters, 1, 1),
  ];
}

export interface SpikingCoreShape extends CoreShape {
  readonly timeSteps: number;
  readonly seed: number;
  /** Hidden layers that spike; all by default. */
  readonly spiking?: number;
  /** Least and largest threshold; they suit a window without leak by default. */
  readonly thresholds?: readonly [number, number];
  readonly settings?: Partial<SpikingNetwork>;
}

/**
 * Returns a spiking core whose neurons fire by their bias alone: what is fed with zeros does not
 * stay silent.
 */
export function spikingCore(shape: SpikingCoreShape): SpikingNetwork {
  const { filters, frames, timeSteps, seed, spiking = Number.POSITIVE_INFINITY, settings } = shape;
  const [low, high] = shape.thresholds ?? [0.2, 1.5];
  const random = createRandom(seed, 'spiking core');
  const between = (from: number, to: number) => from + (to - from) * random.next();
  const layers = coreLayers(shape).map((layer, l, all) => {
    const outputs = outputChannels(layer.synapse);
    const size = sizeOf(weightShape(layer.synapse));
    const width = 2 / Math.sqrt(size / outputs);
    const fires = l < Math.min(spiking, all.length - 1);
    return {
      layer: { ...layer, batchNorm: null },
      weight: Float32Array.from({ length: size }, () => between(-width, width)),
      bias: Float32Array.from({ length: outputs }, () => between(0, 3)),
      threshold: fires ? Float32Array.from({ length: outputs }, () => between(low, high)) : null,
    };
  });
  return {
    inputShape: [1, frames, filters],
    timeSteps,
    initialPotential: 'zero',
    firstLayerBias: 'firstStep',
    layers,
    ...settings,
  };
}

/** Returns random numbers for a separator's ends. */
export function separatorEnds({ filters, length }: FrontShape, seed: number): SeparatorValues {
  const random = createRandom(seed, 'separator');
  const around = (centre: number, size: number, width: number) =>
    Float32Array.from({ length: size }, () => centre + (2 * random.next() - 1) * width);
  return {
    encoder: around(0, length * filters, 1),
    gain: around(1, filters, 0.3),
    bias: around(0, filters, 0.3),
    decoder: around(0, length * filters, 0.2),
  };
}

/** Returns noise as a signal. */
export function noise(samples: number, seed: number): Float32Array {
  const random = createRandom(seed, 'noise');
  return Float32Array.from({ length: samples }, () => random.next() - 0.5);
}
