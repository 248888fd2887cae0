/** Tells whether two network sources mean the same network. */
import { originKey } from '../../runs/inspection/origin.ts';
import type { NetworkSource } from '../../runs/inspection/simulation.ts';
import type { UntunedSettings } from '../../runs/spec/untuned-settings.ts';

/** Returns only those settings that decide an untuned conversion: a RunSpec has many more. */
export function untunedSettings(settings: UntunedSettings): UntunedSettings {
  const {
    timeSteps,
    thresholdRule,
    percentile,
    thresholdScope,
    thresholdFrom,
    initialPotential,
    firing,
    firstLayerBias,
    stageBias,
    foldThreshold,
    calibrationCount,
    weightBits,
    weightLevels,
    weightScope,
    fanIn,
  } = settings;
  return {
    timeSteps,
    thresholdRule,
    percentile,
    thresholdScope,
    thresholdFrom,
    initialPotential,
    firing,
    firstLayerBias,
    stageBias,
    foldThreshold,
    calibrationCount,
    weightBits,
    weightLevels,
    weightScope,
    fanIn,
  };
}

/**
 * Returns the source with only the settings that decide, so that the worker keeps one conversion
 * for all who ask for it.
 */
export function bareSource(source: NetworkSource): NetworkSource {
  return source.kind === 'file' ? source : { ...source, settings: untunedSettings(source.settings) };
}

/** Returns a string that is the same for the same untuned conversion. */
export function settingsKey(settings: UntunedSettings): string {
  return Object.values(untunedSettings(settings)).join(' ');
}

/**
 * Tells whether two sources mean the same network. Files are compared by identity: a finished run
 * hands out the same bytes every time.
 */
export function sameSource(a: NetworkSource | null, b: NetworkSource | null): boolean {
  if (a === b) return true;
  if (!a || !b || originKey(a.origin) !== originKey(b.origin)) return false;
  if (a.kind === 'file') return b.kind === 'file' && a.bytes === b.bytes;
  return b.kind === 'untuned' && a.layers === b.layers && settingsKey(a.settings) === settingsKey(b.settings);
}
