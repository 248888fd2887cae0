/**
 * The axis of activations: a real layer's, with its percentiles, where one is open in the
 * inspector; plain numbers otherwise.
 */
import {
  boundAt,
  percentileStops,
  roundPercentile,
  type Spread,
  shareUpTo,
} from '../inspect/stage/bound-forecast.ts';
import { roundTicks } from '../shared/axis.ts';
import type { FigureSettings } from './figure.ts';

export interface LayerSpread {
  readonly name: string;
  readonly spread: Spread;
}

export interface Scale {
  readonly low: number;
  readonly high: number;
  /** The distance between two values of the activation's slider, 1, 2 or 5 times a power of ten. */
  readonly step: number;
  /** The values of the upper bound's slider, rising. */
  readonly bounds: readonly number[];
  /** The layer that the activations are of; null for plain numbers. */
  readonly layer: LayerSpread | null;
}

const plainEnd = 1.5;

/** Returns the axis of a layer's activations, or of plain numbers where none was ever active. */
export function scaleOf(layer: LayerSpread | null): Scale {
  const max = layer?.spread.percentiles.max ?? 0;
  if (!layer || !(max > 0)) {
    const bounds = Array.from({ length: 28 }, (_, i) => Number(((i + 1) * 0.05).toFixed(2)));
    return { low: -0.25, high: plainEnd, step: 0.01, bounds, layer: null };
  }
  const bounds = percentileStops.map((percentile) => boundAt(layer.spread, percentile));
  const [first = 0, second = max / 200] = roundTicks(0, max, 200);
  const step = second - first;
  const toStep = (value: number) => Math.ceil(value / step) * step;
  return { low: -toStep(max / 8), high: toStep(max * 1.08), step, bounds, layer };
}

/** Returns the percentile of a bound among the layer's activations; null for plain numbers. */
export function percentileOf({ layer }: Scale, bound: number): number | null {
  return layer && roundPercentile(100 * shareUpTo(layer.spread, bound));
}

/** Returns the share of the layer's activations, zeros included, that are at most this one. */
export function shareBelow({ layer }: Scale, activation: number): number | null {
  return layer && activation > 0 ? shareUpTo(layer.spread, activation) : null;
}

/** Returns the index of the bound's nearest value on its slider. */
export function nearestBound({ bounds }: Scale, bound: number): number {
  let best = 0;
  bounds.forEach((each, i) => {
    if (Math.abs(each - bound) < Math.abs(bounds[best]! - bound)) best = i;
  });
  return best;
}

/** Rounds an activation to a value of its slider, within the axis. */
export function onScale({ low, high, step }: Scale, activation: number): number {
  const rounded = Math.round(activation / step) * step;
  return Number(Math.min(high, Math.max(low, rounded)).toPrecision(10));
}

export interface Mark {
  readonly value: number;
  readonly text: string;
}

/** Percentiles that the axis names, the last first, since they matter most where room is short. */
const named = [100, 99.9, 99, 90, 50] as const;

/** Writes a percentile as the page does: `p99.9`, `max`. */
export function percentileName(percentile: number): string {
  return percentile === 100 ? 'max' : `p${percentile}`;
}

/** Returns the percentiles that the axis names. Those that are 0 are left out. */
export function marksOf({ layer }: Scale): Mark[] {
  if (!layer) return [];
  return named
    .map((percentile) => ({ value: boundAt(layer.spread, percentile), text: percentileName(percentile) }))
    .filter(({ value }) => value > 0);
}

/**
 * Returns the ends that the axis of the membrane has at any rate: what the largest and the smallest
 * activation bring in one step. The axis then stays while the activation moves.
 */
export function membraneEnds(
  { low, high }: Scale,
  { coding, timeSteps }: Pick<FigureSettings, 'coding' | 'timeSteps'>,
): readonly [low: number, high: number] {
  const steps = coding === 'constant' ? timeSteps : 1;
  return [low / steps, high / steps];
}
