/** How an answer that is the voices of two talkers is shown. */
import type { VoicesAnswer } from '../../../runs/inspection/simulation.ts';
import { whole } from '../../shared/format.ts';
import type { TaskViews } from '../task-views.ts';
import { SeparationAnswer } from './SeparationAnswer.tsx';
import { SeparationExamples, SeparationSteps } from './SeparationSteps.tsx';
import { voicesVerdict } from './words.ts';

export const separationViews: TaskViews<VoicesAnswer> = {
  Answer: SeparationAnswer,
  Inside: null,
  Steps: SeparationSteps,
  Examples: SeparationExamples,
  drawHint: (noun) => `Nothing of a ${noun} can be separated.`,
  verdict: (answer, metric) => ({ words: voicesVerdict(answer, metric), wrong: false }),
  search: {
    kind: 'most',
    label: 'Worst of the next mixtures for the SNN',
    rank: ({ snnScore }) => -snnScore,
    found: (looked) => `Of ${whole(looked)} mixtures in a row the SNN separates this one worst.`,
  },
};
