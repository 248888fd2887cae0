/** Checks rules that tie the hardware limits to each other and to the network. */
import { inputsPerWeight } from '../../networks/fan-in.ts';
import type { Layer } from '../../networks/layer.ts';
import { parseLevels } from './constraint.ts';
import type { CrossProblem } from './cross-problem.ts';
import { noLimit } from './field-kinds.ts';
import type { RunSpec } from './run-spec.ts';

/** Checks precision: a list of levels is given exactly when it is asked for. */
export function levelProblems({ weightBits, weightLevels }: RunSpec): CrossProblem[] {
  const problem = (words: string): CrossProblem[] => [
    { fields: ['weightBits', 'weightLevels'], message: `weightLevels: ${words}` },
  ];
  const given = weightLevels !== '';
  if (weightBits !== 'levels')
    return given
      ? problem(
          `a list is used with weightBits “levels” only, not “${weightBits}”; choose that or empty the list`,
        )
      : [];
  try {
    parseLevels(weightLevels);
    return [];
  } catch (error) {
    return problem((error as Error).message);
  }
}

/**
 * Checks the fan-in: through average pooling a weight is as many connections as the window has
 * inputs.
 */
export function fanInProblems({ fanIn }: RunSpec, layers: readonly Layer[]): CrossProblem[] {
  if (fanIn === noLimit) return [];
  for (const layer of layers) {
    const area = inputsPerWeight(layer);
    if (area > fanIn)
      return [
        {
          fields: ['fanIn', 'network'],
          message: `fanIn: one weight of layer ${layer.name} is ${area} connections through the average pooling before it, more than ${fanIn}; use ${area} or more`,
        },
      ];
  }
  return [];
}
