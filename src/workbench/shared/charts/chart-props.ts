/** Properties of recharts' parts that the line charts of a sweep have in common. */
import { axisRoom, type ScoreAxis } from './axes.ts';

const tick = { fontSize: 12, fontFamily: 'var(--num)', fill: 'var(--soft)' };

/** Returns the properties of an axis of numbers along the bottom, named below. */
export function acrossProps(name: string) {
  return {
    type: 'number',
    tick,
    tickLine: false,
    axisLine: { stroke: 'var(--line)' },
    height: 38,
    label: { value: name, position: 'insideBottom', offset: 6, fill: 'var(--soft)', fontSize: 12 },
  } as const;
}

/** Returns the properties of an axis of places along the left, with words at its ticks. */
export function upProps(axis: Pick<ScoreAxis, 'domain' | 'ticks'>) {
  const wordsOf = new Map(axis.ticks.map(({ place, words }) => [place, words]));
  return {
    type: 'number',
    domain: [...axis.domain] as [number, number],
    allowDataOverflow: true,
    ticks: axis.ticks.map(({ place }) => place),
    tickFormatter: (place: number) => wordsOf.get(place) ?? '',
    interval: 0,
    tick,
    tickLine: false,
    axisLine: false,
    width: Math.max(56, axisRoom(axis)),
  } as const;
}

export const annProps = { stroke: 'var(--ann)', strokeWidth: 1.7, strokeDasharray: '5 4' } as const;

export function lineProps({ stroke, dash }: { readonly stroke: string; readonly dash?: string | undefined }) {
  return {
    stroke,
    strokeWidth: 2,
    ...(dash === undefined ? {} : { strokeDasharray: dash }),
    dot: { r: 3, fill: 'var(--panel)', stroke, strokeWidth: 1.8, strokeDasharray: '' },
    activeDot: { r: 4.5, fill: stroke, stroke: 'var(--panel)', strokeWidth: 2 },
    isAnimationActive: false,
  };
}

export const tooltipProps = {
  isAnimationActive: false,
  cursor: { stroke: 'var(--edge)', strokeDasharray: '2 3' },
} as const;
