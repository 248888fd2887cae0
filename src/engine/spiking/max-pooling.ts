/**
 * Says where max pooling spikes: neurons before it fire after their window, so that each train
 * begins with its spikes, and the largest count of the pool is that of a logical OR of its trains.
 */
import type { InputCoding } from '../../networks/input-coding.ts';
import { stepFacts } from '../../networks/kinds/index.ts';
import { choosingSteps, type Layer } from '../../networks/layer.ts';
import { firesAfterWindow, type NeuronSettings } from './neuron-settings.ts';

/**
 * Returns why a network cannot spike with the max pooling that it has, beginning with the layer,
 * and what to use instead; null where it can, or has none. `window` is what is said of firing.
 */
export function maxPoolingProblem(
  layers: readonly Pick<Layer, 'name' | 'before'>[],
  { firing, coding }: Pick<NeuronSettings, 'firing'> & { readonly coding: InputCoding },
  window = 'firing window',
): string | null {
  for (const [l, layer] of layers.entries()) {
    const steps = choosingSteps(layer);
    if (steps.length === 0) continue;
    const where = `${layer.name}: the max pooling before it`;
    if (!firesAfterWindow({ firing }))
      return `${where} is not known until the last spike has come; use ${window}, average pooling (a2 in place of m2), or a stride in the convolution before it`;
    if (steps.some((step) => !stepFacts(step).keepsSpikes))
      return `${where} gets fractions of spikes from average pooling; put it first`;
    if (l === 0 && coding === 'poisson')
      return `${where} needs the pixels, and Poisson trains are in no order; use inputCoding constant or firstStep`;
  }
  return null;
}
