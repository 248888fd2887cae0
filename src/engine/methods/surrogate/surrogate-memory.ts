/**
 * Plans the memory of training through time before it begins: every layer's currents and spikes at
 * every step stay until the gradient has come back through them.
 */

import { stepFacts } from '../../../networks/kinds/index.ts';
import { type Layer, outputShape } from '../../../networks/layer.ts';
import { sizeOf } from '../../../networks/shape.ts';
import { writeCount } from '../../../tasks/writing.ts';
import { groupCount } from '../../work/groups.ts';

export interface SurrogatePlan {
  /**
   * Largest number of bytes that one worker's training step holds, parameters and Adam left out.
   */
  readonly bytes: number;
  /** Name of the layer that holds most of it. */
  readonly layer: string;
  readonly layerBytes: number;
}

/** An error about a window, batch or network that is too large for the available memory. */
export class SurrogateMemoryError extends Error {
  override readonly name = 'SurrogateMemoryError';
}

const floatBytes = 4;

/** A network of a readout alone holds no steps. */
const none = { layer: 'none', layerBytes: 0 };

/**
 * Returns the memory that a training step needs. The forward pass of a hidden layer of n neurons
 * leaves the currents, those after batch norm if there is one, and the spikes: n floats each, for T
 * steps and the images of the largest group of the batch. The first layer's currents are the same
 * at all steps and held once. Average pooling leaves its own output. Each has its gradient on the
 * way back, and tfjs frees none of them before the end.
 */
export function surrogatePlan(
  layers: readonly Layer[],
  {
    timeSteps,
    batchSize,
    groups,
  }: { readonly timeSteps: number; readonly batchSize: number; readonly groups: number },
): SurrogatePlan {
  const images = Math.ceil(batchSize / groupCount({ groups, batchSize }, layers));
  const perFloat = 2 * floatBytes * images;
  const hidden = layers.slice(0, -1).map(({ name, synapse, before, batchNorm }, l) => {
    const held = l === 0 ? 1 : timeSteps;
    const neurons = sizeOf(outputShape(synapse));
    const pooled = before.reduce((sum, step) => sum + stepFacts(step).ownValues(step) * held, 0);
    const floats = (batchNorm ? 2 : 1) * neurons * held + neurons * timeSteps + pooled;
    return { layer: name, layerBytes: perFloat * floats };
  });
  const bytes = hidden.reduce((sum, { layerBytes }) => sum + layerBytes, 0);
  return { bytes, ...hidden.reduce((a, b) => (b.layerBytes > a.layerBytes ? b : a), none) };
}

/** The default limit of one worker in bytes: half of what WebAssembly can address. */
export const surrogateBytes = 2 ** 31;

/**
 * Returns the reason why the plan does not fit into `available` bytes, with the numbers, or null
 * when it fits.
 */
export function surrogateOverflow(plan: SurrogatePlan, available: number): string | null {
  if (plan.bytes <= available) return null;
  return (
    `training through time would hold ${inMebibytes(plan.bytes)} in each worker, ${inMebibytes(plan.layerBytes)} of it ` +
    `the steps of layer ${plan.layer}, and there are ${inMebibytes(available)}`
  );
}

function inMebibytes(bytes: number): string {
  return `${writeCount(Math.round(bytes / 2 ** 20))} MiB`;
}
