/**
 * Checks rules that tie the method to the other settings: those that hold for every method, and
 * those of its recipe. (A window of 0 steps, in which even a free potential would say nothing, and
 * a leak outside (0, 1] are out of the range of their settings.)
 */
import { maxPoolingProblem } from '../../engine/spiking/max-pooling.ts';
import type { Layer } from '../../networks/layer.ts';
import { taskOf } from '../../tasks/index.ts';
import type { BackKind } from '../../tasks/task.ts';
import type { CrossProblem } from './cross-problem.ts';
import type { Recipe } from './methods/recipe.ts';
import { type Methods, methods } from './methods/registry.ts';
import type { RunSpec } from './run-spec.ts';

/** Returns the broken rules. `layers` are those of the spec's network. */
export function methodProblems(
  spec: RunSpec,
  layers: readonly Layer[],
  { recipeOf }: Methods = methods,
): CrossProblem[] {
  const recipe = recipeOf(spec.method);
  const own = recipe.problems(spec, layers);
  return [
    // Another method may take what a recipe refuses.
    ...own.map(({ fields, message }): CrossProblem => ({ fields: [...fields, 'method'], message })),
    ...resetProblems(spec),
    ...decodingProblems(spec),
    ...firingProblems(spec),
    ...maxPoolingProblems(spec, layers, recipe),
  ];
}

/**
 * Refuses a hard reset with input that comes whole at step 1: such input is discharged spike by
 * spike, which a reset to 0 ends at the first.
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

/**
 * The reason why an answer cannot be read from spike counts when this part follows the output
 * layer, or null when it can.
 */
const countsRefused: Record<BackKind, string | null> = {
  linear: null,
  sigmoid: 'counts are never below 0, so the sigmoid behind them would never be below one half',
};

function decodingProblems({ decoding, task }: RunSpec): CrossProblem[] {
  const reason = countsRefused[taskOf(task).back];
  if (decoding !== 'counts' || reason === null) return [];
  return [
    {
      fields: ['decoding', 'task'],
      message: `decoding: ${reason}; use potential for the task ${task} (got counts)`,
    },
  ];
}

/**
 * Refuses neurons that fire after their window where what they collect would be lost or not read.
 */
function firingProblems({ firing, reset, leak, decoding }: RunSpec): CrossProblem[] {
  if (firing !== 'window') return [];
  const problems: CrossProblem[] = [];
  const refuse = (field: 'reset' | 'leak' | 'decoding', words: string) =>
    problems.push({ fields: ['firing', field], message: `firing: ${words}` });
  if (reset === 'hard')
    refuse(
      'reset',
      'a hard reset takes all that was collected at the first spike; use reset soft (got hard)',
    );
  if (leak < 1)
    refuse('leak', `what is collected would leak away before it is sent; use leak 1 (got ${leak})`);
  if (decoding === 'counts')
    refuse(
      'decoding',
      'the answer after a window is the free potential; use decoding potential (got counts)',
    );
  return problems;
}

/** Refuses max pooling where the trains that it gets do not begin with their spikes. */
function maxPoolingProblems(
  { firing, inputCoding }: RunSpec,
  layers: readonly Layer[],
  { input, uses }: Recipe,
): CrossProblem[] {
  const coding = inputCoding === 'auto' ? input : inputCoding;
  const takes = uses.includes('firing');
  const fires = takes ? firing : 'immediate';
  const window = takes ? 'firing window' : 'another method with firing window';
  const words = maxPoolingProblem(layers, { firing: fires, coding }, window);
  if (!words) return [];
  const other = fires === 'window' ? (['inputCoding'] as const) : (['firing', 'method'] as const);
  return [{ fields: ['network', ...other], message: `network: ${words}` }];
}
