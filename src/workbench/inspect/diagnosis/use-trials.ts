/**
 * Measures the effect of a verdict's candidates on the untuned score, as soon as there is a
 * verdict.
 */
import { originKey, originOf } from '../../../runs/inspection/origin.ts';
import type { NetworkOrigin } from '../../../runs/inspection/simulation.ts';
import type { Trials } from '../../../runs/inspection/trials.ts';
import type { SettingChange } from '../../../runs/inspection/verdict.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { taskOf } from '../../../tasks/index.ts';
import { tryChanges } from '../../clients/simulation-client.ts';
import { settingsKey, untunedSettings } from '../../clients/source.ts';
import { useAnswer } from './use-answer.ts';

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
  const names = changes.map(({ field, value }) => `${field}=${value}`).join(' ');
  const asks = measurable && changes.length > 0;
  const key = asks ? `${originKey(spec)} ${settingsKey(spec)} ${names}` : '';
  const { value, failure } = useAnswer(key, (signal) => {
    const count = taskOf(spec.task).targets === 'voices' ? trialMixtures : trialImages;
    return tryChanges(originOf(spec), untunedSettings(spec), changes, count, signal);
  });
  return { trials: value, failure };
}
