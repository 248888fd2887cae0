/**
 * How stored numbers become inputs. Facts only, no tensors: data sets say them before they load.
 */

/**
 * How stored numbers become inputs: x = (stored / divisor − mean[c]) / deviation[c], with c the
 * channel. Without `perChannel` it is the division alone.
 */
export interface Scaling {
  readonly divisor: number;
  readonly perChannel?: { readonly mean: readonly number[]; readonly deviation: readonly number[] };
}

/** Bytes 0…255 as 0…1. */
export const byteScaling: Scaling = { divisor: 255 };

/** Stored numbers are the inputs. */
export const noScaling: Scaling = { divisor: 1 };
