/**
 * The axes that scores are drawn on: either on the scale of their metric, where both a deep dip and
 * the last tenths of a percent show, or plain.
 */
import type { Metric } from '../../../tasks/metric.ts';
import { roundTicks } from '../axis.ts';
import { gridPlaces, place } from '../log-error.ts';

export type ScaleKind = Metric['scale'];

export interface ScoreAxis {
  /** Returns the place of a score on the axis, in the units of `domain`. */
  readonly place: (score: number) => number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly { readonly place: number; readonly words: string }[];
}

/** Gap above the highest value, as a share of the axis. */
const headroom = 0.07;
const mostTicks = 8;

/** The range of an axis before anything has been measured. */
const unmeasured: Readonly<Record<ScaleKind, readonly [low: number, high: number]>> = {
  logError: [0.9, 0.99],
  log: [0.01, 0.1],
  linear: [0, 1],
};

function tickWords({ unit }: Pick<Metric, 'unit'>, value: number): string {
  if (unit === '%') return `${Math.round(value * 1e4) / 100}\u00a0%`;
  const written = withMinus(value);
  return unit ? `${written}\u00a0${unit}` : written;
}

/** Writes a number of an axis with a true minus. */
export function withMinus(value: number): string {
  return String(value).replace('-', '\u2212');
}

/** Width of a letter of an axis, px: its font has letters of one width. */
const letterWidth = 7.3;
/** Least space for the words of an axis, px, so that charts beside each other are alike. */
const leastRoom = 52;

/** Returns the space that the words of an axis take beside the plot, gap included, px. */
export function axisRoom({ ticks }: Pick<ScoreAxis, 'ticks'>): number {
  const longest = Math.max(0, ...ticks.map(({ words }) => words.length));
  return Math.max(leastRoom, Math.ceil(longest * letterWidth) + 9);
}

interface Wanted {
  readonly metric: Metric;
  /** The ends of the range that the axis must hold. */
  readonly low: number;
  readonly high: number;
  /** Examples that the scores were measured on. */
  readonly examples: number;
}

const places: Readonly<Record<ScaleKind, (score: number, examples: number) => number>> = {
  logError: place,
  log: Math.log10,
  linear: (score) => score,
};

/** Returns the place of a score on the metric's own scale: equal distances look equally far. */
export function scorePlace({ scale }: Pick<Metric, 'scale'>, score: number, examples: number): number {
  return places[scale](score, examples);
}

const axes: Readonly<Record<ScaleKind, (wanted: Wanted) => ScoreAxis>> = {
  logError: errorAxis,
  log: logAxis,
  linear: linearAxis,
};

function errorAxis({ metric, low, high, examples }: Wanted): ScoreAxis {
  const at = (share: number) => place(share, examples);
  // The axis covers at least 90 % up to a tenth of the error: a flat curve should look flat.
  const bottom = Math.min(at(low), at(0.95));
  const top = Math.max(at(high), bottom + 0.8);
  const span = top - bottom;
  const domain = [Math.max(0, bottom - headroom * span), top + headroom * span] as const;
  const ticks = gridPlaces(domain[0], domain[1], (domain[1] - domain[0]) / mostTicks);
  return {
    place: at,
    domain,
    ticks: ticks.map((tick) => ({ place: tick.place, words: tickWords(metric, tick.share) })),
  };
}

/** An axis covers at least a factor of two: a flat curve should look flat. */
const leastDecades = Math.log10(2);

function logAxis({ metric, low, high }: Wanted): ScoreAxis {
  const middle = (Math.log10(low) + Math.log10(high)) / 2;
  const half = Math.max(Math.log10(high) - Math.log10(low), leastDecades) * (0.5 + headroom);
  const domain = withTwoNumbers([middle - half, middle + half]);
  return {
    // A score of 0 has no place on this axis, so it stands at the foot.
    place: (score) => (score > 0 ? Math.log10(score) : domain[0]),
    domain,
    ticks: logTicks(domain).map((at) => ({
      place: at,
      words: tickWords(metric, Number((10 ** at).toPrecision(1))),
    })),
  };
}

/**
 * Widens a range until it holds two round numbers, by the nearest one outside it: a single number
 * does not tell a scale.
 */
function withTwoNumbers([low, high]: readonly [number, number]): readonly [number, number] {
  const places = roundPlaces(low - 1, high + 1);
  if (places.filter((at) => at >= low - 1e-9 && at <= high + 1e-9).length > 1) return [low, high];
  const below = places.findLast((at) => at < low - 1e-9) ?? low;
  const above = places.find((at) => at > high + 1e-9) ?? high;
  return withTwoNumbers(low - below < above - high ? [below, high] : [low, above]);
}

/** Returns the places of 1, 2 and 5 times the powers of ten between two places. */
function roundPlaces(low: number, high: number, steps: readonly number[] = [1, 2, 5]): number[] {
  const first = Math.floor(low);
  const powers = Array.from({ length: Math.ceil(high) - first + 1 }, (_, i) => first + i);
  return powers
    .flatMap((power) => steps.map((step) => power + Math.log10(step)))
    .filter((at) => at >= low - 1e-9 && at <= high + 1e-9);
}

/**
 * Returns as many of them as there is room for: else powers of ten alone, then every second of
 * these, and so on.
 */
function logTicks([low, high]: readonly [number, number]): number[] {
  const fine = roundPlaces(low, high);
  if (fine.length <= mostTicks) return fine;
  const powers = roundPlaces(low, high, [1]);
  const every = Math.ceil(powers.length / mostTicks);
  return powers.filter((_, i) => i % every === 0);
}

function linearAxis({ metric, low, high }: Wanted): ScoreAxis {
  const [least, greatest] = metric.range;
  const span = Math.max(high - low, 2 * metric.telling(high)) || 1;
  const step = stepFor(span / (mostTicks - 1));
  const bottom = Math.max(least, Math.floor((high - span) / step) * step);
  const count = Math.round((Math.ceil(high / step) * step - bottom) / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((bottom + i * step).toPrecision(12)));
  const top = ticks.at(-1) ?? greatest;
  return {
    place: (score) => score,
    domain: [bottom, Math.min(greatest, top) + headroom * (top - bottom)],
    ticks: ticks
      .filter((tick) => tick <= greatest)
      .map((tick) => ({ place: tick, words: tickWords(metric, tick) })),
  };
}

/** Returns the smallest of 1, 2 and 5 times the powers of ten that is no less than this. */
function stepFor(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10) * power;
}

/**
 * Returns an axis that holds all of the `scores`, which were measured on so many `examples`; on the
 * metric's own scale, or on another.
 */
export function scoreAxis(
  metric: Metric,
  scores: readonly number[],
  examples: number,
  scale: ScaleKind = metric.scale,
): ScoreAxis {
  const shown = scores.filter((score) => Number.isFinite(score) && (scale !== 'log' || score > 0));
  const [low, high] = shown.length > 0 ? [Math.min(...shown), Math.max(...shown)] : unmeasured[metric.scale];
  return axes[scale]({ metric, low, high, examples });
}

export interface LossAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/**
 * Returns an axis between round values that holds 0, the highest loss and, where losses may be
 * negative, the lowest.
 */
export function lossAxis(highest: number, lowest = 0): LossAxis {
  const [low, high] = [Math.min(0, lowest), Math.max(0, highest)];
  if (!(high > low)) return { domain: [0, 1], ticks: [0, 1] };
  const [first, second] = roundTicks(0, high - low, 4);
  const step = (second ?? high - low) - (first ?? 0);
  const from = Math.floor(low / step + 1e-9);
  const to = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)));
  return { domain: [ticks[0] ?? low, ticks.at(-1) ?? high], ticks };
}
