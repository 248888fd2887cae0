/** Says in one sentence what a network's cost means. */
import type { NetworkCost } from '../../../runs/records/report.ts';
import { compact } from '../../shared/format.ts';

/**
 * Returns the sentence. The ratio leaves out the first layer's analog input, and the energy ratio
 * includes it, so both are given. Pixels that spike count in the ratio.
 */
export function costSentence(cost: Pick<NetworkCost, 'ratio' | 'energyRatio' | 'inputMacs'>): string {
  const accumulates =
    `${compact(100 * cost.ratio)} accumulates for every 100 multiply-accumulates of all of the ANN’s layers, ` +
    (cost.inputMacs > 0
      ? `beside ${compact(cost.inputMacs)}\u00a0MAC for the analog input`
      : 'those of the pixels’ spikes included');
  if (!(cost.energyRatio > 0)) return `${accumulates}.`;
  const times = (1 / cost.energyRatio).toFixed(1);
  if (cost.energyRatio < 0.95) return `${accumulates}: about ${times} times less energy.`;
  return `${accumulates}: no energy saved. A shorter window, or fewer spikes, would.`;
}
