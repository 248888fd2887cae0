/** Rules that tie the hardware limits to each other and to the network. */
import type { NetworkRecord } from '../../networks/notation.ts';
import { parseLevels } from './constraint.ts';
import { noLimit } from './fields.ts';
import type { RunSpec } from './spec.ts';
import type { CrossProblem } from './spec-checks.ts';

/** Precision: a list of levels where it is asked for, and only there. */
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

/** Fan-in: through average pooling a weight is as many connections as the window has inputs. */
export function fanInProblems({ fanIn }: RunSpec, network: NetworkRecord): CrossProblem[] {
  if (fanIn === noLimit) return [];
  let area = 1;
  for (const record of network.layers) {
    if (record.kind === 'averagePool') area *= record.kernel[0] * record.kernel[1];
    if (record.kind !== 'conv2d' && record.kind !== 'dense') continue;
    if (area > fanIn)
      return [
        {
          fields: ['fanIn', 'network'],
          message: `fanIn: one weight of layer ${record.name} is ${area} connections through the average pooling before it, more than ${fanIn}; use ${area} or more`,
        },
      ];
    area = 1;
  }
  return [];
}
