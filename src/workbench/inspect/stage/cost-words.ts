/** Says in one sentence what a network's cost means. */
import type { Energy, EnergyCost } from '../../../networks/energy.ts';
import type { NetworkCost } from '../../../runs/records/report.ts';
import { compact, figure } from '../../shared/format.ts';

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

/** Writes an energy that is in picojoules: `412 pJ`, `1.25 nJ`, `3.4 µJ`. */
function joules(picojoules: number): string {
  const [size, unit] = picojoules >= 1e6 ? [1e-6, 'µJ'] : picojoules >= 1e3 ? [1e-3, 'nJ'] : [1, 'pJ'];
  return `${figure(picojoules * size)}\u00a0${unit}`;
}

/** Says what an energy ratio is of: “the ANN’s energy, 1.2 nJ of 3.4 nJ”. */
export function energyWords({ snn, ann }: Energy, { label, picojoules }: EnergyCost): string {
  return `the ANN’s energy, ${picojoules ? `${joules(snn)} of ${joules(ann)}` : `at ${label}`}`;
}
