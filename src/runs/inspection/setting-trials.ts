/**
 * What a change of one setting does, measured at once: conversions without fine-tuning with and
 * without it, on the same images.
 */
import type { LabelledImages } from '../../engine/examples/data.ts';
import { createSimulator, disposeSimulator, evaluate } from '../../engine/simulation/simulate.ts';
import type { SpikingNetwork } from '../../engine/spiking/spiking-network.ts';
import type { Watch } from '../../engine/work/watch.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';
import type { SettingChange, Verdict } from './verdict.ts';

/** Accuracies and differences of them are shares, 0…1. */
export interface SettingTrial {
  readonly change: SettingChange;
  readonly accuracy: number;
  /** Gain over the settings as they are. */
  readonly effect: number;
  /** Half the 95 % interval of `effect` for these images, which judge both networks. */
  readonly margin: number;
}

export interface Trials {
  readonly images: number;
  /** With the settings as they are. */
  readonly accuracy: number;
  readonly trials: readonly SettingTrial[];
}

export function changed(settings: UntunedSettings, { field, value }: SettingChange): UntunedSettings {
  return { ...settings, [field]: value };
}

/** `convert` gives the network of some settings, converted without fine-tuning. */
export async function tryChanges(
  convert: (settings: UntunedSettings) => Promise<SpikingNetwork>,
  settings: UntunedSettings,
  changes: readonly SettingChange[],
  judged: LabelledImages,
  watch: Watch,
): Promise<Trials> {
  const before = await hitsOf(await convert(settings), judged, watch);
  const trials: SettingTrial[] = [];
  for (const change of changes) {
    const after = await hitsOf(await convert(changed(settings, change)), judged, watch);
    trials.push({ change, accuracy: meanOf(after), ...gainOf(before, after) });
  }
  return { images: judged.count, accuracy: meanOf(before), trials };
}

/** 1 where the network is right. */
async function hitsOf(network: SpikingNetwork, judged: LabelledImages, watch: Watch): Promise<Uint8Array> {
  const simulator = createSimulator(network);
  try {
    const { predictions } = await evaluate(simulator, judged, watch);
    return predictions.map((predicted, i) => (predicted === judged.labels[i] ? 1 : 0));
  } finally {
    disposeSimulator(simulator);
  }
}

function meanOf(hits: Uint8Array): number {
  return hits.reduce((sum, hit) => sum + hit, 0) / Math.max(1, hits.length);
}

/** Mean and margin of the paired differences, each −1, 0 or 1. */
export function gainOf(before: Uint8Array, after: Uint8Array): { effect: number; margin: number } {
  const count = Math.max(1, before.length);
  let gained = 0;
  let lost = 0;
  before.forEach((hit, i) => {
    if (after[i]! > hit) gained++;
    else if (after[i]! < hit) lost++;
  });
  const effect = (gained - lost) / count;
  const variance = (gained + lost) / count - effect * effect;
  return { effect, margin: 1.96 * Math.sqrt(variance / count) };
}

/** A later candidate, which costs more or changes more, must be better by this. */
const clearlyBetter = 0.01;

/**
 * The trial to suggest: the best of a verdict's candidates, the earlier where they are about equal;
 * null when none helps.
 */
export function bestTrial(verdict: Verdict, { trials }: Trials): SettingTrial | null {
  const helpful = verdict.candidates.flatMap((candidate) =>
    trials.filter(
      ({ change, effect }) =>
        change.field === candidate.field && change.value === candidate.value && effect > 0,
    ),
  );
  return helpful.reduce<SettingTrial | null>(
    (most, trial) => (most === null || trial.effect > most.effect + clearlyBetter ? trial : most),
    null,
  );
}
