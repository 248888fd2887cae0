/** Chooses the axis of the untuned curve by the scale of its metric. */
import type { Metric } from '../../../tasks/metric.ts';
import { type ScoreAxis, scoreAxis } from '../../shared/charts/axes.ts';
import { gridPlaces, place } from '../../shared/log-error.ts';

/** Space above the highest share, in places on the axis. */
const headroom = 0.08;
/** Least distance of two shares on the axis: nearer ones are hard to read. */
const leastApart = 0.22;

/**
 * Returns an axis from 0 % to 99.5 % or above: one step leaves hardly more than guessing, and the
 * axis must not move while the curve grows.
 */
function shareAxis(shares: readonly number[], examples: number): ScoreAxis {
  const at = (share: number) => place(share, examples);
  const top = Math.max(at(0.995), ...shares.map(at)) + headroom;
  return {
    place: at,
    domain: [0, top],
    ticks: gridPlaces(0, top, leastApart).map((line) => ({
      place: line.place,
      words: `${Number((100 * line.share).toFixed(1))}\u00a0%`,
    })),
  };
}

export function curveAxis(metric: Metric, scores: readonly number[], examples: number): ScoreAxis {
  return metric.scale === 'logError' ? shareAxis(scores, examples) : scoreAxis(metric, scores, examples);
}
