/**
 * Measures the effect of a verdict's candidates on the untuned score, as soon as there is a
 * verdict.
 */
import { useEffect, useState } from 'react';
import { originKey, originOf } from '../../../runs/inspection/origin.ts';
import type { NetworkOrigin } from '../../../runs/inspection/simulation.ts';
import type { Trials } from '../../../runs/inspection/trials.ts';
import type { SettingChange } from '../../../runs/inspection/verdict.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { taskOf } from '../../../tasks/index.ts';
import { tryChanges } from '../../clients/simulation-client.ts';
import { settingsKey, untunedSettings } from '../../clients/source.ts';

/** Images per trial: enough for a margin of a point or so. */
const trialImages = 2000;
/** The same for mixtures, whose scores are held against each other pair by pair. */
const trialMixtures = 16;

export interface TrialsState {
  readonly trials: Trials | null;
  readonly failure: string | null;
}

/**
 * Returns the measured effects of these changes. `measurable` is false when they cannot be
 * measured.
 */
export function useTrials(
  spec: NetworkOrigin & UntunedSettings,
  measurable: boolean,
  changes: readonly SettingChange[],
): TrialsState {
  const [found, setFound] = useState<TrialsState & { readonly key: string }>({
    key: '',
    trials: null,
    failure: null,
  });
  const names = changes.map(({ field, value }) => `${field}=${value}`).join(' ');
  const asks = measurable && changes.length > 0;
  const key = asks ? `${originKey(spec)} ${settingsKey(spec)} ${names}` : '';

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when the question is a new one
  useEffect(() => {
    if (key === '') return;
    const controller = new AbortController();
    const measure = async () => {
      const asked = untunedSettings(spec);
      const count = taskOf(spec.task).targets === 'voices' ? trialMixtures : trialImages;
      const outcome = await tryChanges(originOf(spec), asked, changes, count, controller.signal);
      if (!outcome) return;
      if (outcome.ok) setFound({ key, trials: outcome.value, failure: null });
      else setFound({ key, trials: null, failure: outcome.message });
    };
    void measure();
    return () => controller.abort();
  }, [key]);

  return found.key === key ? found : { trials: null, failure: null };
}
