/**
 * Simulates a spiking network in plain float64, without tfjs: the method of design §4.1–4.3 written
 * down once more, as directly as possible, to check the engine against. It computes one image, one
 * neuron and one step at a time.
 */
import type { Conv2dSynapse } from '../../networks/kinds/conv2d.ts';
import type { Step } from '../../networks/kinds/index.ts';
import type { Pooling } from '../../networks/kinds/pooling.ts';
import type { Layer } from '../../networks/layer.ts';
import { neuronCount, outputChannels } from '../../networks/layer.ts';
import { sizeOf } from '../../networks/shape.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { type Spikes, simulatedSteps } from '../spiking/dynamics.ts';
import type { SpikingLayer, SpikingNetwork } from '../spiking/spiking-network.ts';

type Values = ArrayLike<number>;

export interface ReferenceResponse {
  /** Spikes s[t] of every neuron, one array per step. */
  readonly train: readonly Int8Array[];
  readonly counts: Float64Array;
  /**
   * The least distance of each neuron's V[t] over the window from where it would send other spikes,
   * |V[t] − ϑ| in a plain one; a small one means that its spikes were a close call.
   */
  readonly margins: Float64Array;
  /** Potentials V[t] of every neuron before the reset of its own spike, one array per step. */
  readonly potentials: readonly Float64Array[];
}

function pool(
  { inputShape, outputShape, kernel, stride }: Pooling,
  x: Values,
  of: (values: readonly number[]) => number,
): Float64Array {
  const [, width, channels] = inputShape;
  const out = new Float64Array(sizeOf(outputShape));
  for (let oy = 0; oy < outputShape[0]; oy++)
    for (let ox = 0; ox < outputShape[1]; ox++)
      for (let c = 0; c < channels; c++) {
        const values: number[] = [];
        for (let ky = 0; ky < kernel[0]; ky++)
          for (let kx = 0; kx < kernel[1]; kx++)
            values.push(x[((oy * stride[0] + ky) * width + ox * stride[1] + kx) * channels + c]!);
        out[(oy * outputShape[1] + ox) * channels + c] = of(values);
      }
  return out;
}

/**
 * Computes a convolution: each input that is not zero adds its row of weights to the outputs it
 * reaches.
 */
function convolve(s: Conv2dSynapse, weight: Values, x: Values): Float64Array {
  const [, width, channels] = s.inputShape;
  const [outHeight, outWidth, filters] = s.outputShape;
  const out = new Float64Array(sizeOf(s.outputShape));
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (value === 0) continue;
    const c = i % channels;
    const column = Math.floor(i / channels) % width;
    const row = Math.floor(i / channels / width);
    for (let ky = 0; ky < s.kernel[0]; ky++)
      for (let kx = 0; kx < s.kernel[1]; kx++) {
        // Output o reads input o·stride + k·dilation − the padding before.
        const oy = (row + s.padding.before[0] - ky * s.dilation[0]) / s.stride[0];
        const ox = (column + s.padding.before[1] - kx * s.dilation[1]) / s.stride[1];
        if (!Number.isInteger(oy) || !Number.isInteger(ox)) continue;
        if (oy < 0 || oy >= outHeight || ox < 0 || ox >= outWidth) continue;
        const to = (oy * outWidth + ox) * filters;
        const from = ((ky * s.kernel[1] + kx) * channels + c) * filters;
        for (let f = 0; f < filters; f++) out[to + f]! += value * weight[from + f]!;
      }
  }
  return out;
}

function multiply(outputs: number, weight: Values, x: Values): Float64Array {
  const out = new Float64Array(outputs);
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (value === 0) continue;
    for (let o = 0; o < outputs; o++) out[o]! += value * weight[i * outputs + o]!;
  }
  return out;
}

/** Applies a step to x. Flattening changes nothing: channels are fastest already. */
function applyStep(step: Step, x: Values): Values {
  switch (step.kind) {
    case 'flatten':
      return x;
    case 'averagePool':
      return pool(step, x, (values) => values.reduce((a, b) => a + b) / values.length);
    case 'maxPool':
      return pool(step, x, (values) => Math.max(...values));
    default:
      return unknownKind(step);
  }
}

/** Returns W·x, the steps before the synapse included. */
function current({ before, synapse }: Layer, weight: Values, x: Values): Float64Array {
  const input = before.reduce((v, step) => applyStep(step, v), x);
  switch (synapse.kind) {
    case 'dense':
      return multiply(synapse.outputSize, weight, input);
    case 'conv2d':
      return convolve(synapse, weight, input);
    default:
      return unknownKind(synapse);
  }
}

/** Returns what a neuron at potential v sends, and the potentials at which that changes. */
function sends(
  v: number,
  theta: number,
  count: number,
  timeSteps: number,
  spikes: Spikes | undefined,
): { readonly edges: readonly number[]; readonly sent: number } {
  switch (spikes?.kind) {
    case undefined:
      return { edges: [theta], sent: v >= theta ? 1 : 0 };
    case 'signed': {
      const back = count >= 1 && v < 0 ? -1 : 0;
      return { edges: [0, theta], sent: count < timeSteps && v >= theta ? 1 : back };
    }
    case 'graded': {
      const edges = Array.from({ length: spikes.levels }, (_, k) => (k + 1) * theta);
      return { edges, sent: edges.filter((edge) => v >= edge).length };
    }
    default:
      return unknownKind(spikes);
  }
}

/**
 * Runs one spiking layer. `inputs[t]` arrives at step t, null is nothing; `shareOfBias(t)` of the
 * bias comes with it.
 */
function fire(
  { layer, weight, bias, threshold }: SpikingLayer,
  inputs: readonly (Values | null)[],
  shareOfBias: (t: number) => number,
  { timeSteps, initialPotential, dynamics }: SpikingNetwork,
): ReferenceResponse {
  const startShare = initialPotential === 'half' ? 0.5 : 0;
  const { leak = 1, reset = 'soft', spikes } = dynamics ?? {};
  const neurons = neuronCount(layer);
  const channels = outputChannels(layer.synapse);
  const theta = Float64Array.from({ length: neurons }, (_, i) =>
    threshold!.length === 1 ? threshold![0]! : threshold![i % channels]!,
  );
  const v = theta.map((t) => startShare * t);
  const counts = new Float64Array(neurons);
  const margins = new Float64Array(neurons).fill(Number.POSITIVE_INFINITY);
  const potentials: Float64Array[] = [];
  let seen: Values | null = null;
  let z: Float64Array | null = null;
  const train = inputs.map((input, t) => {
    // An input that repeats is computed once.
    if (input !== seen) z = input ? current(layer, weight, input) : null;
    seen = input;
    v.forEach((kept, i) => {
      v[i] = leak * kept + (z?.[i] ?? 0) + shareOfBias(t) * bias[i % channels]!;
    });
    potentials.push(v.slice());
    return Int8Array.from(v, (_, i) => {
      if (theta[i] === 0) return 0;
      const { edges, sent } = sends(v[i]!, theta[i]!, counts[i]!, timeSteps, spikes);
      for (const edge of edges) margins[i] = Math.min(margins[i]!, Math.abs(v[i]! - edge));
      if (sent !== 0) v[i] = reset === 'hard' ? 0 : v[i]! - sent * theta[i]!;
      counts[i]! += sent;
      return sent;
    });
  });
  return { train, counts, margins, potentials };
}

/**
 * Runs layer `l` alone, which spikes. The input is the image for the first layer, the spike train
 * of the layer before for the others. Under Poisson coding the first gets the train of the pixels.
 */
export function referenceLayer(
  network: SpikingNetwork,
  l: number,
  input: Values | readonly Values[],
): ReferenceResponse {
  const { timeSteps, firstLayerBias, dynamics } = network;
  const spiking = network.layers[l]!;
  const spread = (t: number) => (t < timeSteps ? 1 / timeSteps : 0);
  const settling = new Array<null>(simulatedSteps(network) - timeSteps).fill(null);
  const part = (values: Values) => Float64Array.from(values, (value) => value / timeSteps);
  if (l > 0) return fire(spiking, input as readonly Values[], spread, network);
  if (dynamics?.coding === 'poisson')
    return fire(spiking, [...(input as readonly Values[]).map(part), ...settling], spread, network);
  if (dynamics?.coding === 'constant') {
    const always = new Array<Values>(timeSteps).fill(part(input as Values));
    return fire(spiking, [...always, ...settling], spread, network);
  }
  const steps = Array.from({ length: timeSteps }, (_, t) => (t === 0 ? (input as Values) : null));
  const first = (t: number) => (t === 0 ? 1 : 0);
  return fire(spiking, [...steps, ...settling], firstLayerBias === 'spread' ? spread : first, network);
}

/** Returns the output of a readout that never fires: W·c + b. */
export function referenceOutput(network: SpikingNetwork, counts: Values): Float64Array {
  const { layer, weight, bias } = network.layers.at(-1)!;
  return current(layer, weight, counts).map((value, o) => value + bias[o]!);
}

/**
 * Runs a whole image of plain numbers 0…1, or its Poisson train. The responses are those of the
 * hidden layers, and of the readout if its counts are the output.
 */
export function referenceRun(network: SpikingNetwork, image: Values | readonly Values[]) {
  const responses: ReferenceResponse[] = [];
  const spiking = network.layers.filter(({ threshold }) => threshold);
  for (let l = 0; l < spiking.length; l++)
    responses.push(referenceLayer(network, l, responses.at(-1)?.train ?? image));
  const counts = responses.at(-1)?.counts ?? (image as Values);
  const output = network.dynamics?.decoding === 'counts' ? counts : referenceOutput(network, counts);
  return { responses, output };
}
