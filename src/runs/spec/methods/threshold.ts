/** The settings of thresholds, as the engine takes them. */
import type { ThresholdSettings } from '../../../engine/hybrid/threshold-layer-norm.ts';
import type { RunSpec } from '../run-spec.ts';

type ThresholdFields = Pick<RunSpec, 'thresholdRule' | 'percentile' | 'thresholdScope'>;

export function thresholdOf({
  thresholdRule,
  percentile,
  thresholdScope,
}: ThresholdFields): ThresholdSettings {
  return { rule: thresholdRule, percentile, scope: thresholdScope };
}
