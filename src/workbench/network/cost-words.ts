/** Writes what an epoch costs: seconds where they are known, else multiply-accumulates. */
import { durationWords } from '../words/progress-words.ts';
import type { EpochCost } from './rows/stage-cost.ts';

const units = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** Writes a number in two figures, which is all that an estimate can carry: `1.4 G`, `190 M`. */
function rough(value: number): string {
  const [size, letter] = units.find(([unit]) => value >= unit) ?? [1, ''];
  return `${Number((value / size).toPrecision(2))}\u00a0${letter}`.trim();
}

/** Returns `about 4 s`, or `about 1.4 G` multiply-accumulates. */
export function costWords({ macs, seconds }: EpochCost): string {
  return `about\u00a0${seconds === null ? rough(macs) : durationWords(seconds)}`;
}

/** Does the same with the unit of multiply-accumulates. */
export function wholeCostWords(cost: EpochCost): string {
  return cost.seconds === null ? `${costWords(cost)} MACs` : costWords(cost);
}
