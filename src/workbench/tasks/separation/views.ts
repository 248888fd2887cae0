/** How an answer that is the voices of two talkers is shown. Its parts are loaded when shown. */
import type { VoicesAnswer } from '../../../runs/inspection/simulation.ts';
import { lazyPart } from '../../shared/boundary/lazy-part.tsx';
import { whole } from '../../shared/format.ts';
import type { TaskViews } from '../task-views.ts';
import { voicesVerdict } from './words.ts';

export const separationViews: TaskViews<VoicesAnswer> = {
  Answer: lazyPart('The view of the voices', () =>
    import('./SeparationAnswer.tsx').then((part) => part.SeparationAnswer),
  ),
  Inside: lazyPart('The view of the masks', () =>
    import('./inside/SeparationInside.tsx').then((part) => part.SeparationInside),
  ),
  Steps: lazyPart('The view of the steps', () =>
    import('./SeparationSteps.tsx').then((part) => part.SeparationSteps),
  ),
  Examples: lazyPart('The view of many mixtures', () =>
    import('./SeparationExamples.tsx').then((part) => part.SeparationExamples),
  ),
  drawHint: (noun) => `Nothing of a ${noun} can be separated.`,
  verdict: (answer, metric) => ({ words: voicesVerdict(answer, metric), wrong: false }),
  search: {
    kind: 'most',
    label: 'Worst of the next mixtures for the SNN',
    rank: ({ snnScore }) => -snnScore,
    found: (looked) => `Of ${whole(looked)} mixtures in a row the SNN separates this one worst.`,
  },
};
