/**
 * Defines the inputs and outputs of the spiking kernels, the same on every backend.
 *
 * Packed spikes are an int32 tensor `[chunks, N, …neurons]`, chunks = ⌈T/32⌉. Bit t % 32 of word
 * ⌊t/32⌋ is the spike at step t + 1; bits past T are 0. Windows longer than 32 steps run chunk
 * after chunk, the membrane carried over.
 *
 * Every kernel computes each image on its own, in a fixed order, so that an image's spikes do not
 * depend on the batch it is in.
 */

/** Number of steps in a word. */
export const wordSteps = 32;

export function chunksOf(timeSteps: number): number {
  return Math.ceil(timeSteps / wordSteps);
}

/** The dynamics of neurons between steps; the paper's integrate-and-fire neuron by default. */
export interface NeuronAttributes {
  /** λ in (0, 1], the share of the potential that is left a step later; 1 by default. */
  readonly leak?: number;
  /** The amount that a spike takes away: ϑ ('soft', the default) or all of V ('hard'). */
  readonly reset?: 'soft' | 'hard';
}

export interface WindowAttributes extends NeuronAttributes {
  /** T, the number of steps of the window. */
  readonly timeSteps: number;
  /** V₀ as a share of ϑ: 0 or 0.5. */
  readonly initialShare: number;
}

/**
 * Kernel for neurons driven by a current. Inputs: `current` f32 `[S, N, …, C]` (S ≤ T; later steps
 * receive none or, when `held`, the last one again), `injected` f32 `[C]` added at every step,
 * `threshold` f32 `[1]` or `[C]`, 0 for a channel that never fires. Outputs: packed spikes
 * `[chunks, N, …, C]`, counts f32 `[N, …, C]`. It rounds V = fround(fround(λ·V) + fround(current +
 * injected)); then V ≥ ϑ fires and takes ϑ, or all of V, away.
 */
export const integrateAndFireName = 'SpikewiseIntegrateAndFire';

export interface CurrentAttributes extends WindowAttributes {
  /** Whether the current is the same at every step; S is 1 then. */
  readonly held?: boolean;
}

/**
 * Kernel for a piece of a window, like the one above, with the state passed in and out. It has one
 * more input, `potential` f32 `[N, …, C]`, V after the last spike's reset, which is the third
 * output as well. There is no V₀. Exists on cpu and wasm.
 */
export const windowPieceName = 'SpikewiseWindowPiece';

export interface PieceAttributes extends NeuronAttributes {
  /** Number of steps of the piece. */
  readonly timeSteps: number;
}

/**
 * Largest number of inputs of a neuron (kh · kw · Cin, or of a dense layer) for the event-driven
 * kernels.
 */
export const mostInputs = 65_535;

/**
 * Kernel for a dense layer of integrate-and-fire neurons driven by spikes: every spike adds a row
 * of weights, silent inputs cost nothing. Inputs: `spikes` int32 `[chunks, N, …in]` (any shape of
 * `inputs` neurons behind N, in flatten order), `weight` f32 `[inputs, C]`, `injected` f32 `[C]`,
 * `threshold` f32 `[1]` or `[C]`. Outputs: packed spikes int32 `[chunks, N, C]`, counts f32
 * `[N, C]`, operations int32 `[N]`: accumulates done for each image (spikes × existing connections,
 * bias left out).
 */
export const spikingDenseName = 'SpikewiseSpikingDense';

/**
 * Kernel for a convolution driven by spikes. Inputs: `spikes` int32 `[chunks, N, H, W, Cin]`,
 * `weight` f32 `[kh, kw, Cin, Cout]`, `injected`, `threshold` as above. Outputs: packed spikes
 * int32 `[chunks, N, oH, oW, Cout]`, counts f32 `[N, oH, oW, Cout]`, operations int32 `[N]`,
 * border-aware: a padded position is no connection.
 */
export const spikingConvName = 'SpikewiseSpikingConv';

export interface SpikingConvAttributes extends WindowAttributes {
  readonly stride: readonly [number, number];
  /** Zeros before the first row and column; those behind the last follow from `outputSize`. */
  readonly padding: readonly [number, number];
  /** Pixels from one entry of the kernel to the next, vertical and horizontal. */
  readonly dilation: readonly [number, number];
  /** Height and width of the output. */
  readonly outputSize: readonly [number, number];
}

/**
 * Kernel that counts spikes: packed spikes int32 `[chunks, N, …]` to f32 `[N, …]`. No attributes.
 */
export const spikeCountsName = 'SpikewiseSpikeCounts';

/**
 * Kernel that unpacks the train: packed spikes int32 `[chunks, N, …]` to f32 0/1 `[T, N, …]`, T
 * steps from word `fromWord` on.
 */
export const unpackSpikesName = 'SpikewiseUnpackSpikes';

export interface UnpackAttributes {
  readonly timeSteps: number;
  /** Index of the first word taken; 0 by default. */
  readonly fromWord?: number;
}

/**
 * Kernels that move words unchanged, from two tensors or into another order. They exist on WebGPU
 * alone, where tfjs's own operations take an int32 through float32 and lose the bits past 24. Join
 * takes `a` and `b` int32 and puts one behind the other along `axis` 0 (chunks) or 1 (images). Take
 * picks the images at `indices` int32 `[n]` of `spikes` `[chunks, N, …]`: `[chunks, n, …]`.
 */
export const joinWordsName = 'SpikewiseJoinWords';
export const takeImagesName = 'SpikewiseTakeImages';

export interface JoinAttributes {
  readonly axis: 0 | 1;
}

/**
 * Kernel for exact order statistics of activations. Input: `values` f32 `[rows, C]`, none below 0.
 * Attributes: `ranks`, whole numbers 0…, each below the number of values looked at; `scope` 'layer'
 * ranks all values together, 'channel' each column by itself. Output: f32 `[1 or C, ranks]`: the
 * value at that place of the ascending order.
 */
export const orderStatisticsName = 'SpikewiseOrderStatistics';

export interface OrderStatisticsAttributes {
  readonly ranks: readonly number[];
  readonly scope: 'layer' | 'channel';
}
