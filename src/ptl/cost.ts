/**
 * What a network costs per image (design §4.9). ANN: multiply-accumulates over connections that exist; a padded position is
 * no connection. SNN: an accumulate per spike and outgoing connection, over the window, layers 2…L; the first layer's analog
 * input is multiply-accumulates on its own line. Bias and membrane updates are left out.
 */
import { type AveragePoolStep, type Conv2dSynapse, type Layer, sizeOf } from './layer.ts';

export interface LayerCost {
  readonly name: string;
  /** Multiply-accumulates over connections that exist, per image. */
  readonly annMacs: number;
  /** Accumulates caused by the spikes that arrive here, per image over the window; 0 for the first layer. */
  readonly snnAccumulates: number;
}

export interface NetworkCost {
  readonly annMacs: number;
  /** Accumulates of layers 2…L per image. */
  readonly snnAccumulates: number;
  /** Multiply-accumulates of the first layer's analog input, per image. */
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

function synapseFanOut({ synapse }: Layer): Float64Array {
  return synapse.kind === 'dense'
    ? new Float64Array(synapse.inputSize).fill(synapse.outputSize)
    : convFanOut(synapse);
}

/** Outgoing connections into `layer` of every neuron (or pixel) before it, in the order of the flattened activations. */
export function fanOut(layer: Layer): Float64Array {
  return layer.before.reduceRight<Float64Array>(
    (reach, linear) => (linear.kind === 'averagePool' ? throughPool(linear, reach) : reach),
    synapseFanOut(layer),
  );
}

/** Multiply-accumulates of one layer's synapse per image. */
export function layerMacs(layer: Layer): number {
  return synapseFanOut(layer).reduce((sum, n) => sum + n, 0);
}

export function annMacs(layers: readonly Layer[]): number {
  return layers.reduce((sum, layer) => sum + layerMacs(layer), 0);
}

/** Accumulates that spike counts `[neurons]` (summed over any number of images) cause in `layer`. */
export function accumulates(layer: Layer, counts: ArrayLike<number>): number {
  const reach = fanOut(layer);
  let sum = 0;
  for (let i = 0; i < reach.length; i++) sum += reach[i]! * counts[i]!;
  return sum;
}

/**
 * The cost of a spiking network. `spikeSums[l]` are layer l's spike counts per neuron summed over `images` images, for
 * every hidden layer.
 */
export function networkCost(
  layers: readonly Layer[],
  spikeSums: readonly ArrayLike<number>[],
  images: number,
): NetworkCost {
  const costs = layers.map((layer, l) => ({
    name: layer.name,
    annMacs: layerMacs(layer),
    snnAccumulates: l === 0 ? 0 : accumulates(layer, spikeSums[l - 1]!) / images,
  }));
  const macs = annMacs(layers);
  const inputMacs = costs[0]!.annMacs;
  const snnAccumulates = costs.reduce((sum, cost) => sum + cost.snnAccumulates, 0);
  return {
    annMacs: macs,
    snnAccumulates,
    inputMacs,
    ratio: snnAccumulates / macs,
    energyRatio: (macEnergy * inputMacs + snnAccumulates) / (macEnergy * macs),
    images,
    layers: costs,
    formula,
  };
}
