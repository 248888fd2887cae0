/**
 * Decides which layers can be driven by single spikes: those without fractions, within the limit of
 * the kernels.
 */
import { mostInputs } from '../../backends/kernels/spiking/contract.ts';
import { arrivesUnchanged, type Layer, outputChannels, weightShape } from '../../networks/layer.ts';
import { sizeOf } from '../../networks/shape.ts';

/**
 * Returns whether single spikes can drive a layer. Average pooling hands on fractions, which are no
 * events, max pooling is not computed from packed spikes, and the kernels have a limit.
 */
export function takesEvents(layer: Layer): boolean {
  const { synapse } = layer;
  const fanIn = sizeOf(weightShape(synapse)) / outputChannels(synapse);
  return fanIn <= mostInputs && arrivesUnchanged(layer);
}
