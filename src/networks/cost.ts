/**
 * What a network costs per image (design §4.9). ANN: multiply-accumulates over connections that
 * exist; a padded position is no connection. SNN: an accumulate per spike and outgoing connection,
 * over the window, layers 2…L; the first layer's analog input is multiply-accumulates on its own
 * line. Bias and membrane updates are left out. Under a fan-in limit a weight of exactly 0 is no
 * connection of the SNN; the ANN's multiply-accumulates stay those of the network without the
 * limit.
 *
 * A constant input current is computed once, since it is the same at every step: it costs what the
 * paper's input costs. Under Poisson coding pixels spike, and the first layer accumulates like the
 * others.
 */
import type { InputCoding } from './input-coding.ts';
import { type AveragePoolStep, type Conv2dSynapse, type Layer, type LinearStep, sizeOf } from './layer.ts';
import { unknownKind } from './unknown-kind.ts';

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
  /** snnAccumulates / annMacs. */
  readonly ratio: number;
  /** (14 · inputMacs + snnAccumulates) / (14 · annMacs). */
  readonly energyRatio: number;
  /** Images the spikes were counted on. */
  readonly images: number;
  readonly layers: readonly LayerCost[];
  /** The formulas, in words, to stand beside the numbers. */
  readonly formula: string;
}

/** Energy of a multiply-accumulate in accumulates (the paper's 14:1). */
export const macEnergy = 14;

const formula =
  'SynOps ratio = spikes × outgoing connections that exist, per image over the window, layers 2…L ÷ the ANN’s ' +
  `multiply-accumulates. Energy ratio = (${macEnergy} × first layer’s multiply-accumulates + accumulates) ÷ ` +
  `(${macEnergy} × the ANN’s multiply-accumulates). Bias and membrane updates are left out.`;

const poissonFormula =
  'SynOps ratio = spikes × outgoing connections that exist, per image over the window, those of the pixels included ÷ the ANN’s ' +
  `multiply-accumulates. Energy ratio = accumulates ÷ (${macEnergy} × the ANN’s multiply-accumulates). Drawing the spikes of the ` +
  'pixels, bias and membrane updates are left out.';

const ofCoding: Record<InputCoding, string> = {
  firstStep: formula,
  constant: `${formula} The input current is the same at every step: it is computed once.`,
  poisson: poissonFormula,
};

const limitedWords = ' Under the fan-in limit a weight of 0 is no connection of the SNN.';

/** How many of a window's placements cover each position of an axis. */
function coverage(size: number, kernel: number, stride: number, padding: number, outputs: number): number[] {
  const covered = new Array<number>(size).fill(0);
  for (let out = 0; out < outputs; out++)
    for (let k = 0; k < kernel; k++) {
      const position = out * stride - padding + k;
      if (position >= 0 && position < size) covered[position]!++;
    }
  return covered;
}

function convFanOut({ inputShape, outputShape, kernel, stride, padding }: Conv2dSynapse): Float64Array {
  const [height, width, channels] = inputShape;
  const rows = coverage(height, kernel[0], stride[0], padding[0], outputShape[0]);
  const columns = coverage(width, kernel[1], stride[1], padding[1], outputShape[1]);
  return Float64Array.from(
    { length: sizeOf(inputShape) },
    (_, i) =>
      rows[Math.floor(i / channels / width)]! * columns[Math.floor(i / channels) % width]! * outputShape[2],
  );
}

/** Weights that are not 0 in each row of `columns`. */
function connectedPerRow(weight: Float32Array, columns: number): Float64Array {
  const connected = new Float64Array(weight.length / columns);
  weight.forEach((value, i) => {
    if (value !== 0) connected[Math.floor(i / columns)]!++;
  });
  return connected;
}

function sparseConvFanOut(synapse: Conv2dSynapse, weight: Float32Array): Float64Array {
  const { inputShape, outputShape, kernel, stride, padding } = synapse;
  const [height, width, channels] = inputShape;
  const connected = connectedPerRow(weight, outputShape[2]);
  const reach = new Float64Array(sizeOf(inputShape));
  for (let oy = 0; oy < outputShape[0]; oy++)
    for (let ky = 0; ky < kernel[0]; ky++) {
      const y = oy * stride[0] - padding[0] + ky;
      if (y < 0 || y >= height) continue;
      for (let ox = 0; ox < outputShape[1]; ox++)
        for (let kx = 0; kx < kernel[1]; kx++) {
          const x = ox * stride[1] - padding[1] + kx;
          if (x < 0 || x >= width) continue;
          const to = (y * width + x) * channels;
          const from = (ky * kernel[1] + kx) * channels;
          for (let c = 0; c < channels; c++) reach[to + c]! += connected[from + c]!;
        }
    }
  return reach;
}

/** Through a pooling window a neuron reaches what every window that holds it reaches. */
function throughPool(
  { inputShape, outputShape, kernel, stride }: AveragePoolStep,
  after: Float64Array,
): Float64Array {
  const [, width, channels] = inputShape;
  const reach = new Float64Array(sizeOf(inputShape));
  for (let oy = 0; oy < outputShape[0]; oy++)
    for (let ox = 0; ox < outputShape[1]; ox++)
      for (let ky = 0; ky < kernel[0]; ky++)
        for (let kx = 0; kx < kernel[1]; kx++)
          for (let c = 0; c < channels; c++) {
            const from = ((oy * stride[0] + ky) * width + ox * stride[1] + kx) * channels + c;
            reach[from]! += after[(oy * outputShape[1] + ox) * channels + c]!;
          }
  return reach;
}

function synapseFanOut({ synapse }: Layer, weight: Float32Array | null): Float64Array {
  switch (synapse.kind) {
    case 'conv2d':
      return weight ? sparseConvFanOut(synapse, weight) : convFanOut(synapse);
    case 'dense': {
      const { inputSize, outputSize } = synapse;
      return weight ? connectedPerRow(weight, outputSize) : new Float64Array(inputSize).fill(outputSize);
    }
    default:
      return unknownKind(synapse);
  }
}

/** What each value before a linear step reaches, from what each value behind it reaches. */
function throughStep(linear: LinearStep, after: Float64Array): Float64Array {
  switch (linear.kind) {
    case 'flatten':
      return after;
    case 'averagePool':
      return throughPool(linear, after);
    default:
      return unknownKind(linear);
  }
}

/**
 * Outgoing connections into `layer` of every neuron (or pixel) before it, in the order of the
 * flattened activations. With `weight` only those whose weight is not 0 exist.
 */
export function fanOut(layer: Layer, weight: Float32Array | null = null): Float64Array {
  return layer.before.reduceRight<Float64Array>(
    (reach, linear) => throughStep(linear, reach),
    synapseFanOut(layer, weight),
  );
}

function connectionsOf(layer: Layer, weight: Float32Array | null): number {
  return synapseFanOut(layer, weight).reduce((sum, n) => sum + n, 0);
}

/** Multiply-accumulates of one layer's synapse per image; of the network without a fan-in limit. */
export function layerMacs(layer: Layer): number {
  return connectionsOf(layer, null);
}

export function annMacs(layers: readonly Layer[]): number {
  return layers.reduce((sum, layer) => sum + layerMacs(layer), 0);
}

/**
 * Accumulates that spike counts `[neurons]` (summed over any number of images) cause in `layer`.
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
  /** Of each layer under a fan-in limit its weights, null where there is none. */
  readonly limited?: readonly (Float32Array | null)[];
  /** The paper's where left out. */
  readonly coding?: InputCoding;
  /** Spike counts of the pixels summed over the images, where they spike; else null. */
  readonly inputSums?: ArrayLike<number> | null;
}

/**
 * The cost of a spiking network. `spikeSums[l]` are layer l's spike counts per neuron summed over
 * `images` images, for every hidden layer.
 */
export function networkCost(
  layers: readonly Layer[],
  spikeSums: readonly ArrayLike<number>[],
  images: number,
  { limited = [], coding = 'firstStep', inputSums = null }: CostedNetwork = {},
): NetworkCost {
  const arriving = [inputSums, ...spikeSums];
  const costs = layers.map((layer, l) => ({
    name: layer.name,
    annMacs: layerMacs(layer),
    snnAccumulates: arriving[l] ? accumulates(layer, arriving[l], limited[l]) / images : 0,
  }));
  const macs = annMacs(layers);
  const inputMacs = inputSums ? 0 : connectionsOf(layers[0]!, limited[0] ?? null);
  const snnAccumulates = costs.reduce((sum, cost) => sum + cost.snnAccumulates, 0);
  return {
    annMacs: macs,
    snnAccumulates,
    inputMacs,
    ratio: snnAccumulates / macs,
    energyRatio: (macEnergy * inputMacs + snnAccumulates) / (macEnergy * macs),
    images,
    layers: costs,
    formula: ofCoding[coding] + (limited.some((weight) => weight) ? limitedWords : ''),
  };
}
