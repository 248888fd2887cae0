/**
 * The limits of the hardware (§4.3): a few weight values, and a few incoming connections. The
 * record is inert and plain enough for JSON.
 */
import { unknownKind } from '../../networks/unknown-kind.ts';

/**
 * Equally spaced levels k/(2^(bits−1) − 1) with |k| ≤ 2^(bits−1) − 1: 2^bits − 1 of them, 0 among
 * them.
 */
export interface UniformPrecision {
  readonly scheme: 'uniform';
  /** Number of bits, 2…8. */
  readonly bits: number;
}

/**
 * A list of levels, as the conductance states of a device, relative to the largest |weight| of the
 * scale group.
 */
export interface LevelPrecision {
  readonly scheme: 'levels';
  /** The levels, 2…256 distinct numbers in −1…1, ascending. */
  readonly levels: readonly number[];
}

export type WeightPrecision = UniformPrecision | LevelPrecision;

export interface HardwareConstraint {
  /** Precision of weights and biases; null leaves them as they are. */
  readonly precision: WeightPrecision | null;
  /**
   * Scale group of the weights: the whole tensor, or each output channel by itself. A layer's
   * biases are always one group.
   */
  readonly scope: 'tensor' | 'channel';
  /** Largest number of incoming connections of a neuron; null is no limit. */
  readonly fanIn: number | null;
}

/**
 * Returns the allowed values of a scale group whose largest |value| is 1, ascending, as float32.
 */
export function levelsOf(precision: WeightPrecision): Float32Array {
  switch (precision.scheme) {
    case 'levels':
      return Float32Array.from(precision.levels);
    case 'uniform': {
      const largest = 2 ** (precision.bits - 1) - 1;
      return Float32Array.from({ length: 2 * largest + 1 }, (_, k) => (k - largest) / largest);
    }
    default:
      return unknownKind(precision);
  }
}
