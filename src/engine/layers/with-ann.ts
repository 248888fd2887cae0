/** Puts an analog network on the backend for a while. */
import type { Layer } from '../../networks/layer.ts';
import type { AnnNetwork } from './ann.ts';
import { createParameters, disposeParameters, type LayerValues } from './parameters.ts';

/** Calls `use` with the network of these layers and values, and frees it in the end. */
export async function withAnn<T>(
  { layers, values }: { readonly layers: readonly Layer[]; readonly values: readonly LayerValues[] },
  use: (ann: AnnNetwork) => Promise<T>,
): Promise<T> {
  const parameters = layers.map((layer, l) => createParameters(layer, values[l]!));
  try {
    return await use({ layers, parameters });
  } finally {
    disposeParameters(parameters);
  }
}
