/** Loads the results after fine-tuning that are shipped beside a preset's checkpoint. */

import { useEffect, useState } from 'react';
import { engineRevision } from '../../../engine/revision.ts';
import { presetModel } from '../../../exchange/own-models.ts';
import type { NetworkOrigin, TunedResults } from '../../../runs/inspection/simulation.ts';
import { findPreset } from '../../../runs/spec/presets/presets.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { leadOf } from '../../../tasks/index.ts';
import type { Metric } from '../../../tasks/metric.ts';
import { settingsKey } from '../../clients/source.ts';

/**
 * Returns the file's contents if they are what they should be, scores of `metric` in its range;
 * else null.
 */
export function readTunedResults(value: unknown, { range }: Pick<Metric, 'range'>): TunedResults | null {
  const isScore = (score: unknown) => typeof score === 'number' && score >= range[0] && score <= range[1];
  const results = value as TunedResults | null;
  if (typeof results !== 'object' || results === null || !Array.isArray(results.points)) return null;
  const good = results.points.every(
    (point) => Number.isInteger(point?.timeSteps) && isScore(point.test) && isScore(point.validation),
  );
  return good && isScore(results.annTest) && Number.isInteger(results.engine) ? results : null;
}

/** Names the shipped results in a legend, with their engine where that is not the one of today. */
export function shippedWords({ engine }: Pick<TunedResults, 'engine'>): string {
  const other = engine === engineRevision ? '' : `, engine revision ${engine}`;
  return `after tuning, measured beforehand${other}`;
}

/**
 * Tells whether the shipped results apply to these settings. They were tuned with the preset's
 * network and settings, so only the window may differ.
 */
export function speaksOf(settings: UntunedSettings & Pick<NetworkOrigin, 'preset' | 'model'>): boolean {
  const { preset, model = presetModel } = settings;
  const shipped = findPreset(preset)?.settings;
  return (
    shipped !== undefined &&
    model === presetModel &&
    settingsKey({ ...settings, timeSteps: shipped.timeSteps }) === settingsKey(shipped)
  );
}

/**
 * Returns the shipped results; null while loading, and always when a preset ships none: they are an
 * addition, not a need.
 */
export function useTunedResults(preset: string): TunedResults | null {
  const [loaded, setLoaded] = useState<{ preset: string; results: TunedResults | null } | null>(null);
  useEffect(() => {
    const { tuned: file, settings } = findPreset(preset) ?? {};
    if (!file || !settings) return;
    const lead = leadOf(settings);
    const controller = new AbortController();
    fetch(new URL(file, document.baseURI), { signal: controller.signal })
      .then((response) => (response.ok ? response.json() : null))
      .then((value) => setLoaded({ preset, results: readTunedResults(value, lead) }))
      .catch(() => setLoaded((old) => (controller.signal.aborted ? old : { preset, results: null })));
    return () => controller.abort();
  }, [preset]);
  return loaded?.preset === preset ? loaded.results : null;
}
