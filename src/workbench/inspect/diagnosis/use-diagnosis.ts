/**
 * Diagnoses the untuned conversion before any run: how much converting the shipped network without
 * training costs each of its layers, as the settings move.
 */
import { startTransition, useEffect, useState } from 'react';
import { originKey, originOf } from '../../../runs/inspection/origin.ts';
import type { Diagnosis, NetworkOrigin } from '../../../runs/inspection/simulation.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { diagnose, giveUpDiagnosis } from '../../clients/simulation-client.ts';
import { settingsKey, untunedSettings } from '../../clients/source.ts';

/** Milliseconds to wait, more than the untuned score does: that one comes first. */
const debounceMilliseconds = 300;

export interface DiagnosisState {
  /** The diagnosis of the settings diagnosed last; those in the form may have changed since. */
  readonly diagnosis:
    | (Diagnosis & { readonly origin: NetworkOrigin; readonly settings: UntunedSettings })
    | null;
  readonly failure: string | null;
}

/**
 * Returns the diagnosis of these settings. `wanted` is false when there is nothing to diagnose; a
 * new `attempt` asks again.
 */
export function useDiagnosis(
  spec: NetworkOrigin & UntunedSettings,
  wanted: boolean,
  attempt: number,
): DiagnosisState {
  const [diagnosis, setDiagnosis] = useState<DiagnosisState['diagnosis']>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const key = `${originKey(spec)} ${settingsKey(spec)}`;

  // `spec` is a new object at every render; `key` says when it means something new.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!wanted) return;
    const origin = originOf(spec);
    const asked = untunedSettings(spec);
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      const outcome = await diagnose(origin, asked, controller.signal);
      if (!outcome) return;
      startTransition(() => {
        setFailure(outcome.ok ? null : outcome.message);
        if (outcome.ok) setDiagnosis({ ...outcome.value, origin, settings: asked });
      });
    }, debounceMilliseconds);
    return () => {
      clearTimeout(timer);
      controller.abort();
      giveUpDiagnosis();
    };
  }, [wanted, key, attempt]);

  const own = wanted && diagnosis && originKey(diagnosis.origin) === originKey(spec);
  return { diagnosis: own ? diagnosis : null, failure };
}
