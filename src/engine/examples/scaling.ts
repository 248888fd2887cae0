/**
 * Defines how stored numbers become inputs. This file holds facts only, no tensors: data sets give
 * them before they load.
 */

/** The numbers by which inputs are normalised, one mean and one standard deviation a channel. */
export interface ChannelScaling {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/**
 * The rule that turns stored numbers into inputs: x = (stored / divisor − mean[c]) / deviation[c],
 * with c the channel. Without `perChannel` only the division is done.
 */
export interface Scaling {
  readonly divisor: number;
  readonly perChannel?: ChannelScaling | undefined;
}

/** Scales bytes 0…255 to 0…1. */
export const byteScaling: Scaling = { divisor: 255 };

/** Uses stored numbers as inputs, unchanged. */
export const noScaling: Scaling = { divisor: 1 };

/** Normalises values whose last axis is the channel, in place. */
export function normalise(values: Float32Array, { mean, deviation }: ChannelScaling): void {
  const channels = mean.length;
  for (let i = 0; i < values.length; i++) {
    const c = i % channels;
    values[i] = (values[i]! - mean[c]!) / deviation[c]!;
  }
}
