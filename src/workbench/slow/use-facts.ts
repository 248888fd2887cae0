/** The settings behind the network on screen, as far as the slow motion names them. */
import type { RunSpec } from '../../runs/spec/run-spec.ts';
import { useShownRun } from '../store/selectors.ts';
import { useRunnableSpec } from '../store/settings.ts';

export interface NetworkFacts
  extends Pick<RunSpec, 'thresholdRule' | 'percentile' | 'learningRate' | 'foldThreshold'> {
  /** Whether its weights have been trained since its thresholds were found. */
  readonly trained: boolean;
}

export function useFacts(): NetworkFacts {
  const run = useShownRun();
  const draft = useRunnableSpec();
  const { thresholdRule, percentile, learningRate, foldThreshold } = run?.spec ?? draft;
  const trained = (run?.stages.length ?? 0) > 0;
  return { thresholdRule, percentile, learningRate, foldThreshold, trained };
}
