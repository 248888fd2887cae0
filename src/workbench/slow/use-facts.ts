/** The settings behind the network on screen, as far as the slow motion names them. */
import { useShownRun } from '../store/selectors.ts';
import { useRunnableSpec } from '../store/settings.ts';

export interface NetworkFacts {
  readonly percentile: number;
  readonly learningRate: number;
  readonly foldThreshold: boolean;
  /** Whether its weights have been trained since its thresholds were found. */
  readonly trained: boolean;
}

export function useFacts(): NetworkFacts {
  const run = useShownRun();
  const draft = useRunnableSpec();
  const { percentile, learningRate, foldThreshold } = run?.spec ?? draft;
  return { percentile, learningRate, foldThreshold, trained: (run?.stages.length ?? 0) > 0 };
}
