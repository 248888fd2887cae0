/**
 * Computes what the spiking kernels have to compute, written as the equations read: one neuron, one
 * step at a time, from a train of 0 and 1. Every sum is rounded to float32 in the order of the
 * contract (../contract.ts), so it also stands for inputs that are not dyadic.
 */
import { chunksOf, type NeuronAttributes, wordSteps } from '../contract.ts';

/**
 * A layer of neurons with thresholds `[1]` or `[C]`, and the current that each receives at every
 * step, `[C]`.
 */
export interface Neurons extends NeuronAttributes {
  readonly timeSteps: number;
  readonly initialShare: number;
  readonly channels: number;
  readonly injected: Float32Array;
  readonly threshold: Float32Array;
}

/**
 * A spiking convolution with its input train, 0 or 1, `[T, N, H, W, Cin]`. A dense layer is one on
 * 1×1 images.
 */
export interface ConvProblem extends Neurons {
  readonly batch: number;
  readonly size: readonly [number, number];
  readonly inputs: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  /** Zeros before the first row and column. */
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly outputSize: readonly [number, number];
  readonly train: Uint8Array;
  readonly weight: Float32Array;
}

/** Neurons driven by a current f32 `[S, N, C]`. */
export interface CurrentProblem extends Neurons {
  readonly batch: number;
  readonly drivenSteps: number;
  /** Whether the current, given for one step only, comes at every step. */
  readonly held?: boolean;
  readonly current: Float32Array;
}

export interface Response {
  /** The train of 0 and 1, `[T, neurons]`. */
  readonly train: Uint8Array;
  readonly counts: Float32Array;
}

/**
 * Runs `neurons` neurons, channels innermost; `currentAt` returns the current that arrives, or null
 * when none does.
 */
function respond(
  layer: Neurons,
  neurons: number,
  currentAt: (t: number, neuron: number) => number | null,
): Response {
  const train = new Uint8Array(layer.timeSteps * neurons);
  const counts = new Float32Array(neurons);
  for (let neuron = 0; neuron < neurons; neuron++) {
    const c = neuron % layer.channels;
    const theta = layer.threshold[layer.threshold.length === 1 ? 0 : c]!;
    let potential = Math.fround(layer.initialShare * theta);
    for (let t = 0; t < layer.timeSteps; t++) {
      const current = currentAt(t, neuron);
      const driven = current === null ? layer.injected[c]! : Math.fround(current + layer.injected[c]!);
      potential = Math.fround(Math.fround(Math.fround(layer.leak ?? 1) * potential) + driven);
      if (theta === 0 || potential < theta) continue;
      potential = layer.reset === 'hard' ? 0 : Math.fround(potential - theta);
      train[t * neurons + neuron] = 1;
      counts[neuron]!++;
    }
  }
  return { train, counts };
}

export function currentResponse(problem: CurrentProblem): Response {
  const neurons = problem.batch * problem.channels;
  const { drivenSteps, held, current } = problem;
  return respond(problem, neurons, (t, neuron) =>
    held ? current[neuron]! : t < drivenSteps ? current[t * neurons + neuron]! : null,
  );
}

/**
 * Returns the spikes that reach output position (y, x) of image n at step t, as weight rows
 * `(ky·kw + kx)·Cin + ci` in their order.
 */
function arrivals(p: ConvProblem, t: number, n: number, y: number, x: number): number[] {
  const rows: number[] = [];
  for (let ky = 0; ky < p.kernel[0]; ky++)
    for (let kx = 0; kx < p.kernel[1]; kx++) {
      const iy = y * p.stride[0] + ky * p.dilation[0] - p.padding[0];
      const ix = x * p.stride[1] + kx * p.dilation[1] - p.padding[1];
      if (iy < 0 || ix < 0 || iy >= p.size[0] || ix >= p.size[1]) continue;
      for (let ci = 0; ci < p.inputs; ci++) {
        const at = (((t * p.batch + n) * p.size[0] + iy) * p.size[1] + ix) * p.inputs + ci;
        if (p.train[at]) rows.push((ky * p.kernel[1] + kx) * p.inputs + ci);
      }
    }
  return rows;
}

/**
 * Returns the response of the layer, and the accumulates of each image: spikes times the
 * connections that exist.
 */
export function convResponse(problem: ConvProblem): Response & { operations: Int32Array } {
  const { batch, channels, outputSize, weight } = problem;
  const positions = outputSize[0] * outputSize[1];
  const operations = new Int32Array(batch);
  const { train, counts } = respond(problem, batch * positions * channels, (t, neuron) => {
    const position = Math.floor(neuron / channels);
    const n = Math.floor(position / positions);
    const within = position % positions;
    const rows = arrivals(problem, t, n, Math.floor(within / outputSize[1]), within % outputSize[1]);
    operations[n]! += rows.length;
    let sum = 0;
    for (const row of rows) sum = Math.fround(sum + weight[row * channels + (neuron % channels)]!);
    return sum;
  });
  return { train, counts, operations };
}

/** Returns a train `[T, neurons]` as the kernels' packed words `[chunks, neurons]`. */
export function packed(train: Uint8Array, timeSteps: number): Int32Array {
  const neurons = train.length / timeSteps;
  const words = new Int32Array(chunksOf(timeSteps) * neurons);
  train.forEach((spike, i) => {
    const t = Math.floor(i / neurons);
    if (spike) words[Math.floor(t / wordSteps) * neurons + (i % neurons)]! |= 1 << (t % wordSteps);
  });
  return words;
}
