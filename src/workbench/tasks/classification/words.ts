/** The page's words for a task whose answer is one of the classes. */
import type { Metric } from '../../../tasks/metric.ts';
import { whole } from '../../shared/format.ts';
import { steps, type TaskWords, type UntunedFacts } from '../task-words.ts';

export const classificationWords: TaskWords = {
  diagnosis: 'Where did the accuracy go?',
  untuned: untunedSentence,
  figures: {
    'timeSteps score': 'Fig. 6 A',
    'timeSteps synOps': 'Fig. 6 B',
    'patience score': 'Fig. 6 C',
    'patience epochs': 'Fig. 6 D',
  },
  measured: (score, examples) => `${whole(score * examples)} of ${whole(examples)} validation images`,
};

/**
 * Returns a sentence on an untuned conversion, by how much of the ANN's accuracy was lost, and by
 * whether fine-tuning is known to win it back.
 */
function untunedSentence(facts: UntunedFacts, metric: Metric): string {
  const { timeSteps, score, annScore, examples, tuned, classes } = facts;
  const lost = annScore - score;
  // Below one and a half images the difference is chance.
  if (lost <= 1.5 / examples)
    return `Just converted, ${steps(timeSteps)} ${timeSteps === 1 ? 'loses' : 'lose'} nothing that ${whole(examples)} images can show. Try fewer steps.`;
  if (lost < 0.02)
    return `Just converted, ${steps(timeSteps)} ${timeSteps === 1 ? 'loses' : 'lose'} ${lostWords(lost)}: there is little left for fine-tuning to win.`;
  const kept = `Just converted, ${steps(timeSteps)} ${timeSteps === 1 ? 'keeps' : 'keep'} ${(100 * score).toFixed(1)} of the ANN’s ${metric.write(annScore)}`;
  if (tuned !== null && tuned > score)
    return `${kept}; layer-wise fine-tuning brings it to ${metric.write(tuned)}.`;
  if (score < 2 / classes)
    return `${kept}, hardly more than guessing. Press ▶ Convert to see what fine-tuning wins back.`;
  return `${kept}. Press ▶ Convert to see what fine-tuning wins back.`;
}

function lostWords(lost: number): string {
  return `${(100 * lost).toFixed(1)} points`;
}
