/** Says what happens in each phase of one tandem step, with the figures of this image. */
import type { TandemMoment } from '../../../runs/inspection/simulation.ts';
import { figure, whole } from '../../shared/format.ts';
import type { Phase } from '../diagram/Phases.tsx';
import { sumOf } from '../film/against.ts';

/** Returns how many counts are others after the step. */
export function changedCounts({ counts, countsAfter }: Pick<TandemMoment, 'counts' | 'countsAfter'>): number {
  return counts.reduce((changed, count, i) => changed + (count === countsAfter[i] ? 0 : 1), 0);
}

/** Names the layers behind the coupled one: "fc3 and output", "conv3 to output". */
export function behindWords(behind: readonly string[]): string {
  if (behind.length === 1) return behind[0]!;
  if (behind.length === 2) return `${behind[0]} and ${behind[1]}`;
  return `${behind[0]} to ${behind.at(-1)}`;
}

export function tandemPhases(step: TandemMoment, first: boolean, folds: boolean): Phase[] {
  const { layer, behind, counts, activations, arrived, loss, lossAfter } = step;
  const spikes = sumOf(counts);
  const later = behindWords(behind);
  const changed = changedCounts(step);
  return [
    {
      title: first ? 'The image arrives' : 'Spikes arrive',
      words: first
        ? `The image comes to ${layer} as it is. No layer before it can learn any more, and none has to: there is none.`
        : `The layers before ${layer} are converted and frozen. ${whole(arrived)} spikes of them arrive at ${layer}.`,
    },
    {
      title: 'Forward by spikes',
      words: `The spiking neurons of ${layer} fire ${whole(spikes)} times for this image. These counts are what the layers behind get, so the loss sees every rounding.`,
    },
    {
      title: 'The analog branch beside it',
      words: `With the same weights, the analog branch computes max(0, W·c + b): ${whole(activations.filter((a) => a > 0).length)} of ${whole(activations.length)} activations are above 0, ${figure(sumOf(activations))} in all. Nobody gets them: this branch is there because a spike has no slope, and this one has.`,
    },
    {
      title: 'The loss',
      words: `${later} ${behind.length === 1 ? 'is' : 'are'} analog in this step and ${behind.length === 1 ? 'computes' : 'compute'} with the counts${folds ? ', ϑ folded into the weights' : ''}. For this image the loss is ${figure(loss)}.`,
    },
    {
      title: 'Backward through the analog branch',
      words: `The gradient comes back through ${later}. At the counts its norm is ${figure(step.countGradient)}. It is not led through the spikes but handed to the analog branch unchanged, and gives the ${whole(step.weights)} weights of ${layer} a gradient of norm ${figure(step.weightGradient)}.`,
    },
    {
      title: 'The step of the weights',
      words: `Adam moves each weight by at most ${figure(step.largestMove)} (learning rate ${figure(step.learningRate)}), and since both branches share them, the spikes follow: ${whole(changed)} of ${whole(counts.length)} counts change, and the loss of this image goes from ${figure(loss)} to ${figure(lossAfter)}. A run takes such a step on a whole batch, again and again.`,
    },
  ];
}
