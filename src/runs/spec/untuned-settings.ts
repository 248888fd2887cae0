/** The settings that decide a conversion without fine-tuning. */
import type { ThresholdRule } from '../../engine/hybrid/threshold-layer-norm.ts';
import type { Firing, FirstLayerBias, InitialPotential } from '../../engine/spiking/neuron-settings.ts';
import type { Settings } from './settings.ts';

export interface UntunedSettings {
  readonly timeSteps: number;
  readonly thresholdRule: ThresholdRule;
  readonly percentile: number;
  readonly thresholdScope: 'layer' | 'channel';
  readonly thresholdFrom: 'hybrid' | 'ann';
  readonly initialPotential: InitialPotential;
  readonly firing: Firing;
  readonly firstLayerBias: FirstLayerBias;
  readonly stageBias: Settings['stageBias'];
  readonly foldThreshold: boolean;
  readonly calibrationCount: number;
  readonly weightBits: Settings['weightBits'];
  readonly weightLevels: string;
  readonly weightScope: 'tensor' | 'channel';
  readonly fanIn: Settings['fanIn'];
}
