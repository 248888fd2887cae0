/**
 * Measures the effect of a change of one setting at once: conversions without fine-tuning with and
 * without it, on the same images.
 */
import type { ExampleSet } from '../../engine/examples/example-set.ts';
import type { Objective } from '../../engine/objectives/objective.ts';
import { evaluate } from '../../engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../engine/simulation/simulate.ts';
import type { SpikingNetwork } from '../../engine/spiking/spiking-network.ts';
import type { Watch } from '../../engine/work/watch.ts';
import type { Metric } from '../../tasks/metric.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';
import { gainOf, type SettingTrial, type Trials } from './trials.ts';
import type { SettingChange } from './verdict.ts';

/** The examples on which the trials are judged, and the metric. */
export interface Judges {
  readonly set: ExampleSet;
  readonly objective: Objective;
  readonly lead: Pick<Metric, 'better' | 'telling'>;
}

export function changed(settings: UntunedSettings, { field, value }: SettingChange): UntunedSettings {
  return { ...settings, [field]: value };
}

/**
 * Tries each change and measures it. `convert` returns the network of some settings, converted
 * without fine-tuning.
 */
export async function tryChanges(
  convert: (settings: UntunedSettings) => Promise<SpikingNetwork>,
  settings: UntunedSettings,
  changes: readonly SettingChange[],
  judges: Judges,
  watch: Watch,
): Promise<Trials> {
  const before = await eachOf(await convert(settings), judges, watch);
  const trials: SettingTrial[] = [];
  for (const change of changes) {
    const after = await eachOf(await convert(changed(settings, change)), judges, watch);
    trials.push({ change, score: meanOf(after), ...gainOf(judges.lead, before, after) });
  }
  return { examples: judges.set.count, score: meanOf(before), trials };
}

/** Returns the lead score of each example. */
export async function eachOf(network: SpikingNetwork, judges: Judges, watch: Watch): Promise<Float32Array> {
  const simulator = createSimulator(network);
  try {
    return (await evaluate(simulator, judges.set, judges.objective, watch)).each;
  } finally {
    disposeSimulator(simulator);
  }
}

/** Returns the mean, 0 of nothing. */
export function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
