/**
 * Defines how stored numbers become inputs. This file holds facts only, no tensors: data sets give
 * them before they load.
 */

/**
 * The rule that turns stored numbers into inputs: x = (stored / divisor − mean[c]) / deviation[c],
 * with c the channel. Without `perChannel` only the division is done.
 */
export interface Scaling {
  readonly divisor: number;
  readonly perChannel?: { readonly mean: readonly number[]; readonly deviation: readonly number[] };
}

/** Scales bytes 0…255 to 0…1. */
export const byteScaling: Scaling = { divisor: 255 };

/** Uses stored numbers as inputs, unchanged. */
export const noScaling: Scaling = { divisor: 1 };
