/**
 * End-to-end tandem learning (Wu et al. 2019): all hidden layers are coupled from the start and
 * trained together, with fixed thresholds. It does at once what PTL does layer by layer; PTL
 * answers its gradient error, which grows over depth.
 */

import type { ConversionData, ConversionListener, ConversionResources } from '../../conversion/conversion.ts';
import { runWholeStage, type WholeStageSettings } from '../../conversion/whole-stage.ts';
import { inputExamples } from '../../examples/examples.ts';
import { recordWhole } from '../../hybrid/record-whole.ts';
import { calibrationImages, type StartSettings } from '../../hybrid/start-thresholds.ts';
import type { AnnNetwork } from '../../layers/ann.ts';
import { trainable } from '../../layers/parameters.ts';
import type { Dynamics } from '../../spiking/dynamics.ts';
import { type NeuronSettings, recordedFiring } from '../../spiking/neuron-settings.ts';
import type { SpikingNetwork } from '../../spiking/spiking-network.ts';
import type { Watch } from '../../work/watch.ts';
import {
  allTandemPotentials,
  coupleAll,
  disposeTandem,
  spikeCounts,
  tandemOutput,
} from './tandem-network.ts';

export interface TandemSettings
  extends Omit<NeuronSettings, 'firstLayerBias'>,
    WholeStageSettings,
    StartSettings {}

/**
 * Trains `ann` in place and returns the spiking network. As in `convert`, an error that `watch`
 * throws ends it, everything allocated beyond the ANN's parameters is freed either way, and every
 * member of a crew calls it with the same arguments.
 */
export async function trainTandem(
  ann: AnnNetwork,
  data: ConversionData,
  settings: TandemSettings,
  watch: Watch,
  listener: ConversionListener,
  resources: ConversionResources = {},
): Promise<SpikingNetwork> {
  const { timeSteps, initialPotential, seed } = settings;
  const dynamics: Dynamics = { coding: 'constant', reset: 'soft', leak: 1, decoding: 'potential', seed };
  // Constant current brings the bias at every step, as `spread` says.
  const firing = recordedFiring(settings);
  const neurons = { timeSteps, initialPotential, firstLayerBias: 'spread' as const, ...firing, dynamics };
  const calibration = inputExamples(calibrationImages(data.train, settings));
  const network = await coupleAll(ann, calibration, { ...settings, ...neurons }, watch);
  const { thresholds, arrivalRates } = network;
  const inputShape = data.train.inputShape;
  const about = { inputShape, ...neurons };
  try {
    return await runWholeStage(
      {
        ann,
        trainee: {
          variables: ann.parameters.flatMap(trainable),
          together: true,
          prepare: ({ value }) => [value, ...spikeCounts(network, value)],
          potentials: ([x, ...counts], pass) => allTandemPotentials(ann, x!, counts, pass),
        },
        potentialsOf: (x) => tandemOutput(network, x),
        record: () => recordWhole({ ann, thresholds, arrivalRates, perWindow: 1, about }),
      },
      data,
      settings,
      watch,
      listener,
      resources,
    );
  } finally {
    disposeTandem(network);
  }
}
