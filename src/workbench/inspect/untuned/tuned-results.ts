/** The results after fine-tuning that are shipped beside a preset's checkpoint. */
import { useEffect, useState } from 'react';
import type { TunedResults } from '../../../runs/inspection/simulation.ts';
import { findPreset } from '../../../runs/spec/presets/presets.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { settingsKey } from '../../clients/source.ts';

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

/** The file's contents if they are what they should be, else null. */
export function readTunedResults(value: unknown): TunedResults | null {
  const results = value as TunedResults | null;
  if (typeof results !== 'object' || results === null || !Array.isArray(results.points)) return null;
  const good = results.points.every(
    (point) =>
      Number.isInteger(point?.timeSteps) && isShare(point.testAccuracy) && isShare(point.validationAccuracy),
  );
  return good ? results : null;
}

/**
 * The shipped results were tuned with the preset's settings: they say nothing of others, but for
 * the window.
 */
export function speaksOf(preset: string, settings: UntunedSettings): boolean {
  const shipped = findPreset(preset)?.settings;
  return (
    shipped !== undefined &&
    settingsKey({ ...settings, timeSteps: shipped.timeSteps }) === settingsKey(shipped)
  );
}

/** Null while loading, and for ever where a preset ships none: they are an addition, not a need. */
export function useTunedResults(preset: string): TunedResults | null {
  const [loaded, setLoaded] = useState<{ preset: string; results: TunedResults | null } | null>(null);
  useEffect(() => {
    const file = findPreset(preset)?.tuned;
    if (!file) return;
    const controller = new AbortController();
    fetch(new URL(file, document.baseURI), { signal: controller.signal })
      .then((response) => (response.ok ? response.json() : null))
      .then((value) => setLoaded({ preset, results: readTunedResults(value) }))
      .catch(() => setLoaded((old) => (controller.signal.aborted ? old : { preset, results: null })));
    return () => controller.abort();
  }, [preset]);
  return loaded?.preset === preset ? loaded.results : null;
}
