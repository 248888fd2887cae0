/** Checks rules that tie normalisation and augmentation to the other settings. */
import type { DatasetFacts } from '../../datasets/dataset.ts';
import { taskOf } from '../../tasks/index.ts';
import type { CrossProblem } from './cross-problem.ts';
import { normalisationOf, normalisationProblem } from './normalisation.ts';
import type { RunSpec } from './run-spec.ts';

/** Returns the broken rules; those of the data set's channels need its facts. */
export function inputProblems(spec: RunSpec, data: DatasetFacts | undefined): CrossProblem[] {
  return [...normalisationProblems(spec, data), ...augmentationProblems(spec)];
}

function normalisationProblems(spec: RunSpec, data: DatasetFacts | undefined): CrossProblem[] {
  const { normalisation, task, inputCoding } = spec;
  if (normalisation === 'none') return [];
  const problems: CrossProblem[] = [];
  if (taskOf(task).targets === 'input')
    problems.push({
      fields: ['normalisation', 'task'],
      message: `normalisation: the task ${task} gives numbers from 0 to 1 back, and normalised inputs are others; use none`,
    });
  if (inputCoding === 'poisson')
    problems.push({
      fields: ['normalisation', 'inputCoding'],
      message:
        'normalisation: poisson input fires with the probability that a pixel is bright, from 0 to 1, and normalised inputs are other numbers; use none, or constant input',
    });
  const misfit = data && normalisationProblem(normalisationOf(normalisation), data.inputShape[2]);
  if (misfit)
    problems.push({
      fields: ['normalisation', 'dataset'],
      message: `normalisation ${misfit} (got ${normalisation})`,
    });
  return problems;
}

function augmentationProblems({ augmentation, task }: RunSpec): CrossProblem[] {
  if (augmentation === 'none' || taskOf(task).targets === 'class') return [];
  return [
    {
      fields: ['augmentation', 'task'],
      message: `augmentation: what the task ${task} learns does not move with the image; use none`,
    },
  ];
}
