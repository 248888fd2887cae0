/**
 * Rules that tie the method to the other settings: those that hold for every method, and those of
 * its recipe. (A window of 0 steps, in which even a free potential would say nothing, and a leak
 * outside (0, 1] are out of the range of their settings.)
 */
import type { Layer } from '../../networks/layer.ts';
import type { CrossProblem } from './cross-problem.ts';
import { type Methods, methods } from './methods/registry.ts';
import type { RunSpec } from './run-spec.ts';

/** `layers` are those of the spec's network. */
export function methodProblems(
  spec: RunSpec,
  layers: readonly Layer[],
  { recipeOf }: Methods = methods,
): CrossProblem[] {
  const own = recipeOf(spec.method).problems(spec, layers);
  return [
    // Whatever a recipe refuses, another method may take.
    ...own.map(({ fields, message }): CrossProblem => ({ fields: [...fields, 'method'], message })),
    ...resetProblems(spec),
  ];
}

/**
 * Input that comes whole at step 1 is discharged spike by spike, which a reset to 0 ends at the
 * first.
 */
function resetProblems({ inputCoding, reset }: RunSpec): CrossProblem[] {
  if (inputCoding !== 'firstStep' || reset !== 'hard') return [];
  return [
    {
      fields: ['inputCoding', 'reset'],
      message:
        'reset: hard sets the potential to 0 at the first spike, and with it all that came at step 1 (inputCoding firstStep); use soft, or constant or poisson input',
    },
  ];
}
