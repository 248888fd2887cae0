/**
 * Computes how much work there is: multiply-accumulates, accumulates and the bytes that must move
 * at least once. Set against the time measured, it says how near a figure is to the machine's
 * limit.
 *
 * Bytes are those of float32 tensors: forward reads input and weights and writes the output; the
 * weight's gradient reads input and output gradient and writes a weight; the input's gradient reads
 * output gradient and weights and writes an input. Batch norm with ReLU reads and writes the output
 * once each way. Adam reads four numbers and writes three per parameter.
 */
import { layerMacs } from '../../src/networks/cost.ts';
import { arrivingShape, type Layer, neuronCount, weightShape } from '../../src/networks/layer.ts';
import { sizeOf } from '../../src/networks/shape.ts';

export interface Work {
  readonly macs: number;
  /** Additions of a weight, one per spike and connection. */
  readonly accumulates: number;
  readonly bytes: number;
}

export const noWork: Work = { macs: 0, accumulates: 0, bytes: 0 };

export function add(...parts: readonly Work[]): Work {
  return parts.reduce(
    (a, b) => ({
      macs: a.macs + b.macs,
      accumulates: a.accumulates + b.accumulates,
      bytes: a.bytes + b.bytes,
    }),
    noWork,
  );
}

export function times({ macs, accumulates, bytes }: Work, count: number): Work {
  return { macs: macs * count, accumulates: accumulates * count, bytes: bytes * count };
}

interface Sizes {
  readonly input: number;
  readonly weight: number;
  readonly output: number;
}

function sizesOf(layer: Layer): Sizes {
  return {
    input: sizeOf(arrivingShape(layer)),
    weight: sizeOf(weightShape(layer.synapse)),
    output: neuronCount(layer),
  };
}

/** Returns the work of one analog layer forward on a batch. */
export function forwardWork(layer: Layer, batch: number): Work {
  const { input, weight, output } = sizesOf(layer);
  return { macs: batch * layerMacs(layer), accumulates: 0, bytes: 4 * (batch * (input + output) + weight) };
}

/**
 * Returns the work of a gradient step of layers `from` … L−1 when no layer below them is trained.
 */
export function stepWork(layers: readonly Layer[], from: number, batch: number): Work {
  const parts = layers.slice(from).map((layer, i) => {
    const { input, weight, output } = sizesOf(layer);
    const once = forwardWork(layer, batch);
    const norm = layer.batchNorm ? 4 * batch * output * 5 : 0;
    const products = i === 0 ? 2 : 3;
    return add(times(once, products), { ...noWork, bytes: norm + 28 * weight + (i === 0 ? 4 * input : 0) });
  });
  return add(...parts);
}

/**
 * Returns the work of a spiking layer on `images` images: packed trains in and out, counts out;
 * weights come from the processor's cache.
 */
function spikingWork(layer: Layer, accumulates: number, timeSteps: number, images: number): Work {
  const { input, output } = sizesOf(layer);
  const word = 4 * Math.ceil(timeSteps / 32);
  return {
    macs: 0,
    accumulates: images * accumulates,
    bytes: images * (word * (input + output) + 4 * output),
  };
}

/**
 * Returns the work of layer l of the spiking network on images; the first takes the analog image.
 * `accumulates` are per image and layer.
 */
function spiking(
  layers: readonly Layer[],
  l: number,
  { accumulates, timeSteps }: Spikes,
  images: number,
): Work {
  return l === 0
    ? forwardWork(layers[0]!, images)
    : spikingWork(layers[l]!, accumulates[l]!, timeSteps, images);
}

export interface Spikes {
  /** Accumulates that reach layer l, per image over the window. */
  readonly accumulates: readonly number[];
  readonly timeSteps: number;
}

export interface Sets {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly batch: number;
}

function analogFrom(layers: readonly Layer[], from: number, images: number): Work {
  return add(...layers.slice(from).map((layer) => forwardWork(layer, images)));
}

/**
 * Returns the work of a conversion with one epoch a stage, as the method needs it: every frozen
 * layer once per stage and image, validation twice (epoch 0 too), the test images once. Calibration
 * and diagnostics (some hundred images) are left out.
 */
export function conversionWork(layers: readonly Layer[], spikes: Spikes, sets: Sets): Work {
  const steps = Math.floor(sets.train / sets.batch);
  const evaluated = 2 * sets.validation + sets.test;
  const stages = layers.slice(0, -1).map((_, l) => {
    const frozen =
      l === 0 ? noWork : spiking(layers, l - 1, spikes, sets.train + sets.validation + sets.test);
    return add(
      frozen,
      times(add(spiking(layers, l, spikes, sets.batch), stepWork(layers, l, sets.batch)), steps),
      spiking(layers, l, spikes, evaluated),
      analogFrom(layers, l + 1, evaluated),
    );
  });
  return add(...stages);
}

/**
 * Returns the same as the peer does it: every spiking layer a dense product per time step, for
 * every batch.
 */
export function peerConversionWork(layers: readonly Layer[], timeSteps: number, sets: Sets): Work {
  const steps = Math.floor(sets.train / sets.batch);
  const evaluated = sets.validation + sets.test;
  const stages = layers.slice(0, -1).map((_, l) => {
    const simulated = (images: number) =>
      times(add(...layers.slice(0, l + 1).map((layer) => forwardWork(layer, images))), timeSteps);
    return add(
      times(add(simulated(sets.batch), stepWork(layers, l, sets.batch)), steps),
      simulated(evaluated),
      analogFrom(layers, l, evaluated),
    );
  });
  return add(...stages);
}

/**
 * Returns the work of the finished spiking network on one image, event-driven; the readout is one
 * dense product.
 */
export function inferenceWork(layers: readonly Layer[], spikes: Spikes): Work {
  const hidden = layers.slice(0, -1).map((_, l) => spiking(layers, l, spikes, 1));
  return add(...hidden, {
    ...forwardWork(layers.at(-1)!, 1),
    macs: 0,
    accumulates: spikes.accumulates.at(-1)!,
  });
}

/** Returns the same work with a dense product per time step. */
export function denseInferenceWork(layers: readonly Layer[], timeSteps: number): Work {
  return times(add(...layers.slice(0, -1).map((layer) => forwardWork(layer, 1))), timeSteps);
}

/** Returns operations a second in billions: two per multiply-accumulate, one per accumulate. */
export function gflops({ macs, accumulates }: Work, seconds: number): number {
  return (2 * macs + accumulates) / seconds / 1e9;
}

/** Writes a large number with its thousands as a letter: 4.90 M. */
function amount(value: number): string {
  const [unit, letter] = value >= 1e9 ? [1e9, 'G'] : value >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
  return `${(value / unit).toPrecision(3)} ${letter}`;
}

/** Describes the estimate in words, beside the seconds in which the work was done. */
export function inWords(work: Work, seconds: number): string {
  const { macs, accumulates, bytes } = work;
  const parts = [`${amount(macs)} multiply-accumulates`];
  if (accumulates > 0) parts.push(`${amount(accumulates)} accumulates`);
  parts.push(`at least ${amount(bytes)}B moved`);
  return `${parts.join(', ')}: ${gflops(work, seconds).toPrecision(3)} GFLOP/s, ${amount(bytes / seconds)}B/s`;
}

/** Returns the figures for the JSON line. */
export function asFigures(work: Work, seconds: number) {
  return {
    gigaMacs: Number((work.macs / 1e9).toPrecision(4)),
    gigaAccumulates: Number((work.accumulates / 1e9).toPrecision(4)),
    gigabytes: Number((work.bytes / 1e9).toPrecision(4)),
    gflops: Number(gflops(work, seconds).toPrecision(4)),
  };
}
