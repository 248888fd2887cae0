/**
 * Computes spiking neurons over a window, forward and backward through time, with a surrogate for
 * the derivative of a spike (Neftci, Mostafa and Zenke 2019). These are plain loops of one pass
 * each, for which tfjs would need some ten operations a step. The WebAssembly kernels are in
 * assembly.ts.
 */
import { float32, type PlainTensor, registerPlainKernel } from '../../plain-kernel.ts';

/**
 * The shape of the derivative that stands in for the Heaviside step's, which is 0 everywhere but at
 * ϑ.
 */
export type SurrogateShape = 'rectangle' | 'triangle' | 'sigmoid' | 'arctan';

export interface SurrogateAttributes {
  /** T, the number of steps. */
  readonly timeSteps: number;
  /** The leak λ in (0, 1]: V[t] = λ·U[t−1] + z[t], where U is what the reset left. */
  readonly leak: number;
  /** The reset: U = V − ϑ·s ('soft') or V·(1 − s) ('hard'). */
  readonly reset: 'soft' | 'hard';
  /** U before the first step, as a share of ϑ. */
  readonly initialShare: number;
  readonly shape: SurrogateShape;
  /** The width w > 0, in units of ϑ. */
  readonly width: number;
}

/**
 * The forward kernel. Inputs: `current` `[S, N, …, C]`, S = T, or 1 when the same current comes at
 * every step; `threshold` `[1]` or `[C]`, 0 for a channel that never fires. Output: spikes 0 or 1,
 * `[T, N, …, C]`. It rounds V = fround(fround(λ·U) + z); V ≥ ϑ fires.
 */
export const surrogateNeuronsName = 'SpikewiseSurrogateNeurons';

/**
 * The backward kernel. Inputs: `dy` `[T, N, …, C]` and those of the forward pass, from which V is
 * computed again. Output: the gradient of the current, in its shape. ∂s/∂V = h(u)/ϑ with u = (V −
 * ϑ)/ϑ, h as {@link surrogateSlope}; the reset is differentiated like all else.
 */
export const surrogateNeuronsGradName = 'SpikewiseSurrogateNeuronsGrad';

/**
 * Returns h(u) at a distance u = (V − ϑ)/ϑ from the threshold. Each shape has area 1 and height 1/w
 * at u = 0, so that w means the same for all:
 * - rectangle: 1/w where |u| < w/2 (Wu et al. 2018, h₁)
 * - triangle: max(0, 1 − |u|/w)/w (Esser et al. 2016, Bellec et al. 2018)
 * - sigmoid: 4/w · σ(4u/w)·(1 − σ(4u/w)) (Wu et al. 2018, h₃, with a₃ = w/4)
 * - arctan: 1/w / (1 + (π·u/w)²) (Fang et al. 2021, with α = 2/w)
 */
export function surrogateSlope(shape: SurrogateShape, u: number, width: number): number {
  switch (shape) {
    case 'rectangle':
      return Math.abs(u) < width / 2 ? 1 / width : 0;
    case 'triangle':
      return Math.max(0, 1 - Math.abs(u) / width) / width;
    case 'sigmoid': {
      const s = 1 / (1 + Math.exp((-4 * u) / width));
      return (4 * s * (1 - s)) / width;
    }
    case 'arctan':
      return 1 / (width * (1 + ((Math.PI * u) / width) ** 2));
  }
}

/** Threshold of a dead neuron, never reached. */
const unreachable = 3.4e38;

/**
 * Returns how many neurons go through the window together, a multiple of the channels, so that
 * their potentials at all steps stay in the cache.
 */
function blockOf(plane: number, channels: number, timeSteps: number): number {
  const rows = Math.max(1, Math.floor(32768 / timeSteps / channels));
  return Math.min(plane, rows * channels);
}

interface Window {
  readonly current: Float32Array;
  /**
   * Distance from one step's current to the next one's: 0 when the current is the same at every
   * step.
   */
  readonly stride: number;
  readonly plane: number;
  readonly channels: number;
  readonly block: number;
  /** ϑ of each neuron of a block. */
  readonly theta: Float32Array;
}

function windowOf(current: PlainTensor, threshold: PlainTensor, timeSteps: number): Window {
  const steps = current.shape[0]!;
  const plane = current.values.length / steps;
  const channels = current.shape.at(-1)!;
  const block = blockOf(plane, channels, timeSteps);
  const thetas = threshold.values;
  const theta = Float32Array.from({ length: block }, (_, i) => {
    const own = thetas[thetas.length === 1 ? 0 : i % channels]!;
    return own > 0 ? own : unreachable;
  });
  return { current: current.values, stride: steps === 1 ? 0 : plane, plane, channels, block, theta };
}

/** Sets U before the first step; dead neurons start at 0. */
function begin(potential: Float32Array, theta: Float32Array, share: number): void {
  for (let i = 0; i < potential.length; i++) potential[i] = theta[i] === unreachable ? 0 : theta[i]! * share;
}

function registerForward(): void {
  registerPlainKernel<SurrogateAttributes>({
    name: surrogateNeuronsName,
    outputs: ({ current }, { timeSteps }) => [float32([timeSteps, ...current!.shape.slice(1)])],
    run: ({ current, threshold }, [spikes], { timeSteps, leak, reset, initialShare }) => {
      const { current: z, stride, plane, block, theta } = windowOf(current!, threshold!, timeSteps);
      const out = spikes!.values;
      const lambda = Math.fround(leak);
      const hard = reset === 'hard';
      const potential = new Float32Array(block);
      for (let at = 0; at < plane; at += block) {
        const count = Math.min(block, plane - at);
        begin(potential, theta, initialShare);
        for (let t = 0; t < timeSteps; t++) {
          const from = t * stride + at;
          const to = t * plane + at;
          for (let i = 0; i < count; i++) {
            const v = Math.fround(Math.fround(lambda * potential[i]!) + z[from + i]!);
            const fires = v >= theta[i]!;
            out[to + i] = fires ? 1 : 0;
            potential[i] = fires ? (hard ? 0 : v - theta[i]!) : v;
          }
        }
      }
    },
  });
}

/**
 * Computes h(u)/ϑ of `count` potentials, from and to the same place of two arrays. There is a loop
 * per shape, so that each is compiled for itself.
 */
function slopes(
  potential: Float32Array,
  slope: Float32Array,
  at: number,
  count: number,
  theta: Float32Array,
  { shape, width }: SurrogateAttributes,
): void {
  const height = 1 / width;
  const half = Math.fround(width / 2);
  switch (shape) {
    case 'rectangle':
      for (let i = 0; i < count; i++) {
        const u = Math.fround(Math.fround(potential[at + i]! / theta[i]!) - 1);
        slope[at + i] = Math.abs(u) < half ? height / theta[i]! : 0;
      }
      return;
    case 'triangle':
      for (let i = 0; i < count; i++) {
        const u = potential[at + i]! / theta[i]! - 1;
        slope[at + i] = (Math.max(0, 1 - Math.abs(u) * height) * height) / theta[i]!;
      }
      return;
    default:
      for (let i = 0; i < count; i++)
        slope[at + i] = surrogateSlope(shape, potential[at + i]! / theta[i]! - 1, width) / theta[i]!;
  }
}

function registerBackward(): void {
  registerPlainKernel<SurrogateAttributes>({
    name: surrogateNeuronsGradName,
    outputs: ({ current }) => [float32(current!.shape)],
    run: ({ dy, current, threshold }, [dz], attributes) => {
      const { timeSteps, leak, reset, initialShare } = attributes;
      const { current: z, stride, plane, block, theta } = windowOf(current!, threshold!, timeSteps);
      const up = dy!.values;
      const out = dz!.values;
      const lambda = Math.fround(leak);
      const hard = reset === 'hard';
      const start = new Float32Array(block);
      const potential = new Float32Array(timeSteps * block);
      const slope = new Float32Array(timeSteps * block);
      const carried = new Float32Array(block);
      begin(start, theta, initialShare);
      for (let at = 0; at < plane; at += block) {
        const count = Math.min(block, plane - at);
        // `carried` holds U on the way there, ∂L/∂U on the way back.
        carried.set(start);
        for (let t = 0; t < timeSteps; t++) {
          const from = t * stride + at;
          const here = t * block;
          for (let i = 0; i < count; i++) {
            const v = Math.fround(Math.fround(lambda * carried[i]!) + z[from + i]!);
            potential[here + i] = v;
            carried[i] = v >= theta[i]! ? (hard ? 0 : v - theta[i]!) : v;
          }
          slopes(potential, slope, here, count, theta, attributes);
        }
        carried.fill(0);
        if (stride === 0) out.fill(0, at, at + count);
        for (let t = timeSteps - 1; t >= 0; t--) {
          const to = t * stride + at;
          const above = t * plane + at;
          const here = t * block;
          for (let i = 0; i < count; i++) {
            const v = potential[here + i]!;
            const after = carried[i]!;
            const kept = hard && v >= theta[i]! ? 0 : after;
            const taken = (hard ? v : theta[i]!) * after;
            const dv = (up[above + i]! - taken) * slope[here + i]! + kept;
            if (stride === 0) out[to + i]! += dv;
            else out[to + i] = dv;
            carried[i] = lambda * dv;
          }
        }
      }
    },
  });
}

export function registerSurrogate(): void {
  registerForward();
  registerBackward();
}
