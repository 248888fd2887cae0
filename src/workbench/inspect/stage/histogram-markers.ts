/**
 * The marks above a histogram: percentiles, the upper bound where it equals none of them, and the
 * bound that least squares would choose where that is another.
 */
import type { LayerDiagnostics } from '../../../engine/diagnosis/diagnostics.ts';
import { figure } from '../../shared/format.ts';
import { near } from './bound-forecast.ts';

export interface Marker {
  readonly value: number;
  readonly text: string;
  /** True for the upper bound, or one end of the range of bounds. */
  readonly bound: boolean;
}

/**
 * Returns the marks from left to right. In layer scope the bound replaces the percentile that it
 * equals. `fitted` is the bound of least squares, if it is wanted.
 */
export function histogramMarkers(
  { percentiles, upperBound }: Pick<LayerDiagnostics, 'percentiles' | 'upperBound'>,
  fitted: number | null = null,
): Marker[] {
  const { p99, p999, max } = percentiles;
  const named = [
    { value: p99, name: 'p99' },
    { value: p999, name: 'p99.9' },
    { value: max, name: 'max' },
  ];
  const alive = upperBound.filter((bound) => bound > 0);
  const single = upperBound.length === 1 ? alive[0] : undefined;
  const equal = single === undefined ? undefined : named.find(({ value }) => near(value, single));
  const markers: Marker[] = named
    .filter((mark) => mark !== equal)
    .map(({ value, name }) => ({ value, text: `${name} ${figure(value)}`, bound: false }));
  if (single !== undefined)
    markers.push({
      value: single,
      text: equal ? `bound = ${equal.name} ${figure(single)}` : `bound ${figure(single)}`,
      bound: true,
    });
  else if (alive.length > 0) {
    const low = Math.min(...alive);
    const high = Math.max(...alive);
    markers.push({ value: low, text: `lowest bound ${figure(low)}`, bound: true });
    markers.push({ value: high, text: `highest bound ${figure(high)}`, bound: true });
  }
  if (fitted !== null && !(single !== undefined && near(fitted, single)))
    markers.push({ value: fitted, text: `least squares ${figure(fitted)}`, bound: false });
  return markers.sort((a, b) => a.value - b.value);
}
