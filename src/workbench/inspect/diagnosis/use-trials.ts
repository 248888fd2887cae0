/**
 * What the candidates of a verdict do to the untuned accuracy, measured as soon as there is a
 * verdict.
 */
import { useEffect, useState } from 'react';
import type { Trials } from '../../../runs/inspection/setting-trials.ts';
import type { SettingChange } from '../../../runs/inspection/verdict.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { tryChanges } from '../../clients/simulation-client.ts';
import { settingsKey, untunedSettings } from '../../clients/source.ts';

/** Enough for a margin of a point or so. */
export const trialImages = 2000;

export interface TrialsState {
  readonly trials: Trials | null;
  readonly failure: string | null;
}

/** `preset` null: they cannot be measured. */
export function useTrials(
  preset: string | null,
  settings: UntunedSettings,
  changes: readonly SettingChange[],
): TrialsState {
  const [found, setFound] = useState<TrialsState & { readonly key: string }>({
    key: '',
    trials: null,
    failure: null,
  });
  const names = changes.map(({ field, value }) => `${field}=${value}`).join(' ');
  const key = preset === null || changes.length === 0 ? '' : `${preset} ${settingsKey(settings)} ${names}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when the question is a new one
  useEffect(() => {
    if (preset === null || key === '') return;
    const controller = new AbortController();
    const measure = async () => {
      const asked = untunedSettings(settings);
      const outcome = await tryChanges(preset, asked, changes, trialImages, controller.signal);
      if (!outcome) return;
      if (outcome.ok) setFound({ key, trials: outcome.value, failure: null });
      else setFound({ key, trials: null, failure: outcome.message });
    };
    void measure();
    return () => controller.abort();
  }, [key]);

  return found.key === key ? found : { trials: null, failure: null };
}
