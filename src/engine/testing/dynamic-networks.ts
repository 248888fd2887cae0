/** Makes small networks with dynamics for tests, converted by rate. */

import type { Layer } from '../../networks/layer.ts';
import type { AnnNetwork } from '../layers/ann.ts';
import { disposeParameters } from '../layers/parameters.ts';
import { convertRate, type RateSettings } from '../methods/rate/convert-rate.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import type { Dynamics } from '../spiking/dynamics.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { noWatch, toyAnn, toyImages, toyValues } from './toy.ts';

export const toys = toyImages({ count: 43, inputShape: [9, 7, 2], classes: 3, seed: 5 });

/**
 * A network with convolutions with stride and of another kernel, pooling, and dense layers: events,
 * fractions and pieces.
 */
export const everyKind = '9x7x2-c3s2-c4k5s1-a2-6-3';

export const plainDynamics: Dynamics = {
  coding: 'constant',
  reset: 'soft',
  leak: 1,
  decoding: 'potential',
  seed: 3,
};

export function rateSettings(
  dynamics: Partial<Dynamics>,
  settings: Partial<RateSettings> = {},
): RateSettings {
  return {
    timeSteps: 256,
    threshold: { percentile: 99, scope: 'layer' },
    calibrationCount: 43,
    initialPotential: 'zero',
    batchSize: 32,
    ...settings,
    dynamics: { ...plainDynamics, ...dynamics },
  };
}

/** Converts an ANN of `layers`, which take the toys; `look` receives it before. */
export async function rateNetwork(
  layers: readonly Layer[],
  settings: RateSettings,
  look: (ann: AnnNetwork) => void = () => {},
): Promise<SpikingNetwork> {
  const ann = toyAnn(layers, toyValues(layers, 6));
  try {
    look(ann);
    return await convertRate(
      ann,
      { train: toys, validation: toys, objective: classificationObjective },
      settings,
      noWatch,
    );
  } finally {
    disposeParameters(ann.parameters);
  }
}
