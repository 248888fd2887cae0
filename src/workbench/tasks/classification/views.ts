/** The views of an answer that is one of the classes. */
import type { ClassAnswer as Answer } from '../../../runs/inspection/simulation.ts';
import { whole } from '../../shared/format.ts';
import type { TaskViews } from '../task-views.ts';
import { isWrong, verdict } from './answer.ts';
import { ClassAnswer } from './ClassAnswer.tsx';
import { PotentialSteps } from './Potentials.tsx';

export const classificationViews: TaskViews<Answer> = {
  Answer: ClassAnswer,
  Inside: null,
  Steps: PotentialSteps,
  Examples: null,
  drawHint: (noun) => `Draw a ${noun}: both networks answer as you draw.`,
  verdict: (answer) => ({ words: verdict(answer), wrong: isWrong(answer) }),
  search: {
    kind: 'next',
    label: 'Next image that the SNN gets wrong',
    // Without a label the SNN counts as wrong: whoever looks sees why.
    wanted: ({ snnPrediction, label }) => snnPrediction !== label,
    none: (looked) => `No mistake in the next ${whole(looked)} images.`,
  },
};
