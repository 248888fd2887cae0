/**
 * Derives the hardware limits from a run's settings, and finds what is wrong with them
 * (docs/method.md).
 */
import type { HardwareConstraint, WeightPrecision } from '../../engine/layers/constraint.ts';
import { noLimit } from './field-kinds.ts';
import type { Settings } from './settings.ts';

export type ConstraintSettings = Pick<Settings, 'weightBits' | 'weightLevels' | 'weightScope' | 'fanIn'>;

/**
 * Returns the limits, or null when nothing is limited. Throws when a list of levels cannot be used,
 * with what to do.
 */
export function constraintOf(settings: ConstraintSettings): HardwareConstraint | null {
  const { weightBits, weightLevels, weightScope, fanIn } = settings;
  if (!isLimited(settings)) return null;
  return {
    precision: precisionOf(weightBits, weightLevels),
    scope: weightScope,
    fanIn: fanIn === noLimit ? null : fanIn,
  };
}

function precisionOf(bits: Settings['weightBits'], levels: string): WeightPrecision | null {
  if (bits === 'float') return null;
  if (bits !== 'levels') return { scheme: 'uniform', bits: Number(bits) };
  return { scheme: 'levels', levels: parseLevels(levels) };
}

/** Returns whether the settings ask for any hardware limit. */
export function isLimited({ weightBits, fanIn }: Pick<Settings, 'weightBits' | 'fanIn'>): boolean {
  return weightBits !== 'float' || fanIn !== noLimit;
}

const fewest = 2;
const most = 256;

/**
 * Returns the levels of a list, ascending, as the single-precision numbers they are used as. Throws
 * with what is wrong, and what to do.
 */
export function parseLevels(text: string): number[] {
  if (text === '') throw new RangeError('weightBits “levels” needs a list, as -1,-0.5,0,0.5,1');
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length < fewest || parts.length > most)
    throw new RangeError(`${fewest} to ${most} levels, separated by commas (got ${parts.length})`);
  const levels = parts.map((part) => {
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(part))
      throw new RangeError(`“${part.slice(0, 20)}” is no number; write levels as -1,-0.5,0,0.5,1`);
    const level = Math.fround(Number(part)) + 0;
    if (Math.abs(level) > 1)
      throw new RangeError(
        `levels are shares of the largest weight, from -1 to 1 (got ${part.slice(0, 20)})`,
      );
    return level;
  });
  const twice = parts.find((_, i) => levels.indexOf(levels[i]!) !== i);
  if (twice !== undefined) throw new RangeError(`the level ${twice.slice(0, 20)} is given more than once`);
  return levels.sort((a, b) => a - b);
}
