/** Says in words what a cell of a probe changes. */
import type { UntunedSettings } from '../../spec/untuned-settings.ts';
import { cellOf, type ProbeCell, type ProbedBiases } from './cell.ts';

const biasWords: Record<ProbedBiases, string> = {
  kept: 'biases as they are',
  corrected: 'biases corrected',
  calibrated: 'biases corrected',
};

/**
 * Returns what differs between a cell and the settings, as “threshold by least squares per channel,
 * neurons fire after their window”; an empty text when nothing does.
 */
export function cellWords(cell: ProbeCell, settings: UntunedSettings): string {
  const now = cellOf(settings);
  const differs = (field: keyof ProbeCell) => cell[field] !== now[field];
  const rule = cell.thresholdRule === 'leastSquares' ? 'by least squares' : `from p${settings.percentile}`;
  const words = [
    differs('thresholdRule') || differs('thresholdScope')
      ? `threshold ${rule} per ${cell.thresholdScope}`
      : '',
    differs('initialPotential') ? `V₀ = ${cell.initialPotential === 'half' ? 'ϑ/2' : '0'}` : '',
    differs('firing') ? `neurons fire ${cell.firing === 'window' ? 'after their window' : 'at once'}` : '',
    differs('biases') ? biasWords[cell.biases] : '',
  ];
  return words.filter((word) => word !== '').join(', ');
}
