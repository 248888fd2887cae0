/** SI-SDR of many examples against each other: the mixture's, the ANN's and the SNN's. */
import { inBetterOrder, meanDecibels } from '../../../engine/speech/voice-order.ts';
import { roundTicks } from '../../shared/axis.ts';
import type { Draw } from '../../shared/canvas.ts';
import type { SeparatedSounds } from './tracks.ts';

/** SI-SDR of an example in dB, mean of both talkers. */
export interface ScorePoint {
  readonly index: number;
  readonly mixture: number;
  readonly ann: number | null;
  readonly snn: number;
}

/** What is drawn against what: across, and up. */
export type ScorePair = 'mixture-snn' | 'ann-snn' | 'mixture-ann';

const quantities: Readonly<Record<ScorePair, readonly ['mixture' | 'ann', 'ann' | 'snn']>> = {
  'mixture-snn': ['mixture', 'snn'],
  'ann-snn': ['ann', 'snn'],
  'mixture-ann': ['mixture', 'ann'],
};

/** Returns the scores of an example; null where it has no targets to hold voices against. */
export function scorePoint(index: number, sounds: SeparatedSounds): ScorePoint | null {
  const [first, second] = sounds.targets;
  if (!first || !second) return null;
  const length = Math.min(first.length, ...sounds.snn.map((voice) => voice.length));
  const cut = (samples: Float32Array) => samples.subarray(0, length);
  const targets = [cut(first), cut(second)] as const;
  const of = (one: Float32Array, other: Float32Array) =>
    meanDecibels(inBetterOrder([cut(one), cut(other)], targets).ratios);
  const { ann, snn, mixture } = sounds;
  return {
    index,
    mixture: of(mixture, mixture),
    ann: ann && of(ann[0]!, ann[1]!),
    snn: of(snn[0]!, snn[1]!),
  };
}

/** A point on the plot, in dB. */
export interface Dot {
  readonly index: number;
  readonly across: number;
  readonly up: number;
}

/** Returns the dots of a pair; examples that lack one of its scores have none. */
export function dotsOf(points: readonly ScorePoint[], pair: ScorePair): Dot[] {
  const [x, y] = quantities[pair];
  return points.flatMap((point) => {
    const [across, up] = [point[x], point[y]];
    return across === null || up === null ? [] : [{ index: point.index, across, up }];
  });
}

/** Returns one range for both axes, so that the diagonal is where nothing was won. */
export function rangeOf(dots: readonly Dot[]): readonly [low: number, high: number] {
  const all = dots.flatMap(({ across, up }) => [across, up]);
  if (all.length === 0) return [-5, 15];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(1, 0.06 * (high - low));
  return [low - room, high + room];
}

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly range: readonly [number, number];
}

const margin = { left: 40, right: 8, top: 8, bottom: 34 };

export function frameOf(width: number, height: number, range: Frame['range']): Frame {
  const { left, right, top, bottom } = margin;
  return { left, right: width - right, top, bottom: height - bottom, range };
}

export function pixelOf({ left, right, top, bottom, range: [low, high] }: Frame, dot: Omit<Dot, 'index'>) {
  const share = (value: number) => (value - low) / (high - low);
  return {
    x: left + share(dot.across) * (right - left),
    y: bottom - share(dot.up) * (bottom - top),
  };
}

/** Returns the dot nearest to a place in pixels, and none farther than `reach`. */
export function nearestDot(
  dots: readonly Dot[],
  frame: Frame,
  at: { readonly x: number; readonly y: number },
  reach = 16,
): Dot | null {
  let best: Dot | null = null;
  let least = reach;
  for (const dot of dots) {
    const { x, y } = pixelOf(frame, dot);
    const distance = Math.hypot(x - at.x, y - at.y);
    if (distance <= least) [best, least] = [dot, distance];
  }
  return best;
}

/** Returns the mean over the dots of what was won, in dB; null without dots. */
export function meanGain(dots: readonly Dot[]): number | null {
  if (dots.length === 0) return null;
  return dots.reduce((sum, { across, up }) => sum + up - across, 0) / dots.length;
}

interface ScatterWords {
  readonly across: string;
  readonly up: string;
}

export const scatterWords: Readonly<Record<ScorePair, ScatterWords>> = {
  'mixture-snn': { across: 'mixture', up: 'SNN' },
  'ann-snn': { across: 'ANN', up: 'SNN' },
  'mixture-ann': { across: 'mixture', up: 'ANN' },
};

export function drawScatter(dots: readonly Dot[], pair: ScorePair, chosen: number | null): Draw {
  const range = rangeOf(dots);
  const ofAnn = pair === 'mixture-ann';
  return ({ context, width, height, palette: { colour, figures, words } }) => {
    const frame = frameOf(width, height, range);
    const { left, right, top, bottom } = frame;
    context.lineWidth = 1;
    context.font = figures;
    for (const tick of roundTicks(range[0], range[1], 6)) {
      const { x, y } = pixelOf(frame, { across: tick, up: tick });
      context.strokeStyle = colour.line;
      context.beginPath();
      context.moveTo(left, Math.round(y) + 0.5);
      context.lineTo(right, Math.round(y) + 0.5);
      context.moveTo(Math.round(x) + 0.5, top);
      context.lineTo(Math.round(x) + 0.5, bottom);
      context.stroke();
      context.fillStyle = colour.soft;
      context.textAlign = 'right';
      context.textBaseline = 'middle';
      context.fillText(String(tick).replace('-', '−'), left - 6, y);
      context.textAlign = 'center';
      context.textBaseline = 'top';
      context.fillText(String(tick).replace('-', '−'), x, bottom + 4);
    }
    context.strokeStyle = colour.soft;
    context.setLineDash([4, 4]);
    context.beginPath();
    context.moveTo(left, bottom);
    context.lineTo(right, top);
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = colour.soft;
    context.font = words;
    context.textBaseline = 'bottom';
    context.textAlign = 'right';
    context.fillText(`${scatterWords[pair].across}, dB`, right, height);
    context.textAlign = 'left';
    context.textBaseline = 'top';
    context.fillText(`${scatterWords[pair].up}, dB`, left + 4, top);
    for (const dot of dots) {
      const { x, y } = pixelOf(frame, dot);
      const here = dot.index === chosen;
      context.beginPath();
      context.arc(x, y, here ? 6 : 4, 0, 2 * Math.PI);
      context.fillStyle = ofAnn ? colour.ann : colour.spike;
      context.globalAlpha = here ? 1 : 0.65;
      context.fill();
      context.globalAlpha = 1;
      if (!here) continue;
      context.strokeStyle = colour.ink;
      context.lineWidth = 2;
      context.stroke();
    }
  };
}
