/** How an answer that is an array of values is shown: beside what it should be. */
import type { ValuesAnswer } from '../../../runs/inspection/simulation.ts';
import { whole } from '../../shared/format.ts';
import type { TaskViews } from '../task-views.ts';
import { CodeEditor } from './CodeEditor.tsx';
import { ReconstructionSteps } from './FilmStrip.tsx';
import { ReconstructionAnswer } from './ReconstructionAnswer.tsx';
import { valuesVerdict } from './words.ts';

export const reconstructionViews: TaskViews<ValuesAnswer> = {
  Answer: ReconstructionAnswer,
  Inside: CodeEditor,
  Steps: ReconstructionSteps,
  Examples: null,
  drawHint: (noun) => `Draw a ${noun}: both networks rebuild it as you draw.`,
  verdict: (answer, metric) => ({ words: valuesVerdict(answer, metric), wrong: false }),
  search: {
    kind: 'most',
    label: 'Worst of the next images for the SNN',
    rank: ({ snnScore }, { better }) => (better === 'lower' ? snnScore : -snnScore),
    found: (looked) => `Of ${whole(looked)} images in a row the SNN rebuilds this one worst.`,
  },
};
