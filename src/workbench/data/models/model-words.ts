/** Says in words what an import of a network found. */
import type { Replacement } from '../../../exchange/own-models.ts';
import type { Measured, PoolingOutcome } from '../../../runs/models/import-model.ts';
import type { Difference } from '../../../runs/models/measure-model.ts';
import type { ScalingChoice } from '../../../runs/models/scalings.ts';
import { classification } from '../../../tasks/classification.ts';
import { leadMetric } from '../../../tasks/task.ts';
import { writeCount } from '../../../tasks/writing.ts';

const lead = leadMetric(classification);

export const poolingWords: Readonly<Record<Replacement, string>> = {
  average: 'Average pooling: the mean of the same windows',
  stride: 'Stride: one value of each window, by a stride in the convolution before',
  kept: 'Kept: then neurons must fire after their window',
};

const scalingTitles: Readonly<Record<string, string>> = {
  '0-1': 'from 0 to 1',
  '0-255': 'from 0 to 255',
  '-1-1': 'from −1 to 1',
  mnist: 'MNIST’s mean and deviation',
  cifar10: 'CIFAR-10’s means and deviations',
  imagenet: 'ImageNet’s means and deviations',
};

/** Writes by how much the outputs differ from the file's, as a share of the largest output. */
export function differenceWords({ relative }: Difference): string {
  return `Its outputs differ from the file’s in double precision by at most ${relative.toExponential(1)} of the largest output.`;
}

/** Writes a score with its examples: `97.31 % on 1,000 validation examples`. */
export function outcomeWords(
  { score }: Pick<PoolingOutcome, 'score'>,
  measured: Pick<Measured, 'validationCount'> | null,
): string {
  if (score === null || !measured) return 'not measured';
  return `${lead.label} ${lead.write(score, measured.validationCount)} on ${writeCount(measured.validationCount)} validation examples`;
}

/** Writes a scaling with its score: `from 0 to 1 (97.31 %)`. */
export function scalingWords(
  { name, score }: ScalingChoice & { readonly score: number },
  examples: number,
): string {
  return `${scalingTitles[name] ?? name} (${lead.write(score, examples)})`;
}
