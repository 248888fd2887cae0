/**
 * Before any run: what converting the shipped network without training costs each of its layers, as
 * the settings move.
 */
import { startTransition, useEffect, useState } from 'react';
import type { Diagnosis } from '../../../runs/inspection/simulation.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { diagnose, giveUpDiagnosis } from '../../clients/simulation-client.ts';
import { settingsKey, untunedSettings } from '../../clients/source.ts';

/** Behind the untuned accuracy, which comes first. */
const debounceMilliseconds = 300;

export interface DiagnosisState {
  /** Of the settings diagnosed last; they may have moved on. */
  readonly diagnosis: (Diagnosis & { readonly preset: string; readonly settings: UntunedSettings }) | null;
  readonly failure: string | null;
}

/** `preset` null: nothing to diagnose. `attempt` asks again. */
export function useDiagnosis(
  preset: string | null,
  settings: UntunedSettings,
  attempt: number,
): DiagnosisState {
  const [diagnosis, setDiagnosis] = useState<DiagnosisState['diagnosis']>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const key = settingsKey(settings);

  // `settings` is a new object at every render; `key` says when it means something new.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (preset === null) return;
    const asked = untunedSettings(settings);
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      const outcome = await diagnose(preset, asked, controller.signal);
      if (!outcome) return;
      startTransition(() => {
        setFailure(outcome.ok ? null : outcome.message);
        if (outcome.ok) setDiagnosis({ ...outcome.value, preset, settings: asked });
      });
    }, debounceMilliseconds);
    return () => {
      clearTimeout(timer);
      controller.abort();
      giveUpDiagnosis();
    };
  }, [preset, key, attempt]);

  return { diagnosis: diagnosis?.preset === preset ? diagnosis : null, failure };
}
