/**
 * Which layers can be driven by single spikes: those without fractions, within the limit of the
 * kernels.
 */
import { mostInputs } from '../../backends/kernels/spiking/contract.ts';
import { type Layer, type LinearStep, outputChannels, sizeOf, weightShape } from '../../networks/layer.ts';

/**
 * Whether spikes are still spikes behind a linear step: average pooling makes fractions of them.
 */
const keepsSpikes: Record<LinearStep['kind'], boolean> = { flatten: true, averagePool: false };

/** Average pooling hands on fractions, which are no events; and the kernels have a limit. */
export function takesEvents({ before, synapse }: Layer): boolean {
  const fanIn = sizeOf(weightShape(synapse)) / outputChannels(synapse);
  return fanIn <= mostInputs && before.every(({ kind }) => keepsSpikes[kind]);
}
