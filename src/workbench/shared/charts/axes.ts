/**
 * The two ways of drawing accuracy: by its error on a log axis, where both a dip to 70 % and the
 * last tenths show, or plain.
 */
import { roundTicks } from '../axis.ts';
import { gridPlaces, place } from '../log-error.ts';

export type AccuracyScale = 'error' | 'linear';

export interface AccuracyAxis {
  /** Place of an accuracy 0…1 on the axis. */
  readonly place: (accuracy: number) => number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly { readonly place: number; readonly words: string }[];
}

/** Gap above the best value, as a share of the axis. */
const headroom = 0.07;
const mostTicks = 8;

function percentWords(accuracy: number): string {
  return `${Math.round(accuracy * 1e4) / 100}\u00a0%`;
}

function errorAxis(low: number, high: number, images: number): AccuracyAxis {
  const at = (accuracy: number) => place(accuracy, images);
  // Never closer than from 90 % up to a tenth of the error: a flat curve should look flat.
  const bottom = Math.min(at(low), at(0.95));
  const top = Math.max(at(high), bottom + 0.8);
  const span = top - bottom;
  const domain = [Math.max(0, bottom - headroom * span), top + headroom * span] as const;
  const ticks = gridPlaces(domain[0], domain[1], (domain[1] - domain[0]) / mostTicks);
  return {
    place: at,
    domain,
    ticks: ticks.map((tick) => ({ place: tick.place, words: percentWords(tick.accuracy) })),
  };
}

function linearAxis(low: number, high: number): AccuracyAxis {
  const span = Math.max(high - low, 0.02);
  const step =
    [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2].find((s) => span / s <= mostTicks - 1) ?? 0.2;
  const bottom = Math.max(0, Math.floor((high - span) / step) * step);
  const count = Math.round((Math.ceil(high / step) * step - bottom) / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((bottom + i * step).toFixed(4)));
  const top = ticks.at(-1) ?? 1;
  return {
    place: (accuracy) => accuracy,
    domain: [bottom, Math.min(1, top) + headroom * (top - bottom)],
    ticks: ticks.filter((tick) => tick <= 1).map((tick) => ({ place: tick, words: percentWords(tick) })),
  };
}

/** An axis that holds all of `accuracies`; `images` is how many they were measured on. */
export function accuracyAxis(
  scale: AccuracyScale,
  accuracies: readonly number[],
  images: number,
): AccuracyAxis {
  const low = accuracies.length > 0 ? Math.min(...accuracies) : 0.9;
  const high = accuracies.length > 0 ? Math.max(...accuracies) : 0.99;
  return scale === 'error' ? errorAxis(low, high, images) : linearAxis(low, high);
}

export interface LossAxis {
  readonly domain: readonly [0, number];
  readonly ticks: readonly number[];
}

/** An axis from 0 to a round value that holds the highest loss. */
export function lossAxis(highest: number): LossAxis {
  if (!(highest > 0)) return { domain: [0, 1], ticks: [0, 1] };
  const step = roundTicks(0, highest, 4)[1] ?? highest;
  const steps = Math.ceil(highest / step - 1e-9);
  const ticks = Array.from({ length: steps + 1 }, (_, i) => Number((i * step).toPrecision(12)));
  return { domain: [0, ticks.at(-1) ?? highest], ticks };
}
