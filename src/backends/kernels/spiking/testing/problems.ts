/** Makes random problems for the spiking kernels, the same for the same seed. */
import type { NeuronAttributes } from '../contract.ts';
import type { ConvProblem, CurrentProblem, Neurons } from './reference.ts';

/**
 * The kind of numbers: `dyadic` draws whole multiples of 1/64, so that all sums are exact in
 * float32, in whatever order a GPU takes them, and ties with the threshold are frequent. `any`
 * draws floats whose sums depend on the order.
 */
export type Numbers = 'dyadic' | 'any';

export interface NeuronSettings extends NeuronAttributes {
  readonly seed: number;
  readonly numbers: Numbers;
  readonly timeSteps: number;
  readonly initialShare: 0 | 0.5;
  readonly channels: number;
  readonly scope: 'layer' | 'channel';
  readonly batch: number;
}

export interface ConvSettings extends NeuronSettings {
  readonly size: readonly [number, number];
  readonly inputs: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  /** Zeros behind the last row and column; as before the first where it is not given. */
  readonly after?: readonly [number, number];
  readonly dilation?: readonly [number, number];
  /** Share of the input neurons that spike in a step. */
  readonly density: number;
}

export interface CurrentSettings extends NeuronSettings {
  readonly drivenSteps: number;
  readonly held?: boolean;
}

/**
 * Returns a generator of numbers from 0 (included) to 1: a linear congruence modulo 2³², of which
 * the upper bits are used.
 */
function createDice(seed: number): () => number {
  let state = seed >>> 0;
  const roll = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  for (let i = 0; i < 4; i++) roll();
  return roll;
}

type Dice = () => number;

/** Returns numbers between −range and range. */
function draw(dice: Dice, length: number, range: number, numbers: Numbers): Float32Array {
  return Float32Array.from({ length }, () => {
    const value = (2 * dice() - 1) * range;
    return numbers === 'dyadic' ? Math.round(value * 64) / 64 : value;
  });
}

/**
 * Returns neurons with thresholds from 1/4 to 2; with channel scope every fourth channel or so is
 * dead.
 */
function neurons(dice: Dice, settings: NeuronSettings): Neurons {
  const { numbers, channels, scope, timeSteps, initialShare, leak = 1, reset = 'soft' } = settings;
  const threshold = draw(dice, scope === 'layer' ? 1 : channels, 0.875, numbers).map((v) => v + 1.125);
  if (scope === 'channel')
    threshold.forEach((_, c) => {
      if (dice() < 0.25) threshold[c] = 0;
    });
  const injected = draw(dice, channels, 0.25, numbers);
  return { timeSteps, initialShare, leak, reset, channels, injected, threshold };
}

export function convProblem(settings: ConvSettings): ConvProblem {
  const dice = createDice(settings.seed);
  const { batch, size, inputs, kernel, stride, padding, channels, numbers, timeSteps } = settings;
  const { after = padding, dilation = [1, 1] } = settings;
  const outputSize = [0, 1].map((axis) => {
    const extent = (kernel[axis]! - 1) * dilation[axis]! + 1;
    return Math.floor((size[axis]! + padding[axis]! + after[axis]! - extent) / stride[axis]! + 1);
  }) as [number, number];
  if (Math.min(...outputSize) < 1) throw new RangeError('the kernel is larger than the padded image');
  const arriving = timeSteps * batch * size[0] * size[1] * inputs;
  return {
    ...neurons(dice, settings),
    ...{ batch, size, inputs, kernel, stride, padding, dilation, outputSize },
    train: Uint8Array.from({ length: arriving }, () => (dice() < settings.density ? 1 : 0)),
    weight: draw(dice, kernel[0] * kernel[1] * inputs * channels, 0.5, numbers),
  };
}

/** Returns a dense layer as a convolution on images of one position. */
export function denseProblem(
  settings: Omit<ConvSettings, 'size' | 'kernel' | 'stride' | 'padding'>,
): ConvProblem {
  return convProblem({ ...settings, size: [1, 1], kernel: [1, 1], stride: [1, 1], padding: [0, 0] });
}

export function currentProblem(settings: CurrentSettings): CurrentProblem {
  const dice = createDice(settings.seed);
  const { batch, drivenSteps, held = false, channels, numbers } = settings;
  return {
    ...neurons(dice, settings),
    batch,
    drivenSteps,
    held,
    current: draw(dice, drivenSteps * batch * channels, drivenSteps === 1 && !held ? 8 : 1.5, numbers),
  };
}

/**
 * Returns activations as after a ReLU, `[rows, C]`: many zeros, ties, and the rest spread over some
 * powers of two.
 */
export function activations(seed: number, rows: number, channels: number): Float32Array {
  const dice = createDice(seed);
  return Float32Array.from({ length: rows * channels }, () => {
    const kind = dice();
    if (kind < 0.5) return 0;
    return kind < 0.6 ? Math.round(dice() * 8) / 8 : dice() * 2 ** Math.floor(dice() * 12 - 6);
  });
}
