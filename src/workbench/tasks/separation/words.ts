/** What the page says where the answer is the voices of two talkers. */
import type { VoicesAnswer } from '../../../runs/inspection/simulation.ts';
import { gainOver, isBetter, type Metric } from '../../../tasks/metric.ts';
import { whole } from '../../shared/format.ts';
import { steps, type TaskWords, type UntunedFacts } from '../task-words.ts';

export const separationWords: TaskWords = {
  diagnosis: 'Where do the voices get lost?',
  untuned: untunedSentence,
  figures: {},
  measured: (_, examples) => `on ${whole(examples)} validation mixtures`,
};

/**
 * Picks by how much worse than the ANN it is, and by whether fine-tuning is known to win it back.
 */
function untunedSentence(facts: UntunedFacts, metric: Metric): string {
  const { timeSteps, score, annScore, examples, tuned } = facts;
  const verb = (word: string) => (timeSteps === 1 ? `${word}s` : word);
  const lost = gainOver(metric, annScore, score);
  if (lost <= 0)
    return `Just converted, ${steps(timeSteps)} ${verb('lose')} nothing that ${whole(examples)} mixtures can show. Try fewer steps.`;
  const apart = `Just converted, ${steps(timeSteps)} ${verb('reach')} an ${metric.label} of ${metric.write(score)} against the ANN’s ${metric.write(annScore)}`;
  if (lost < metric.telling(annScore)) return `${apart}: there is little left for fine-tuning to win.`;
  if (tuned !== null && isBetter(metric, tuned, score))
    return `${apart}; layer-wise fine-tuning brings it to ${metric.write(tuned)}.`;
  return `${apart}. Press ▶ Convert to see what fine-tuning wins back.`;
}

/** What conversion makes of one mixture, in a sentence. */
export function voicesVerdict(
  { answered, annScore, snnScore }: Pick<VoicesAnswer, 'answered' | 'annScore' | 'snnScore'>,
  metric: Metric,
): string {
  if (!answered) return 'The SNN separates nothing: its outputs are no numbers.';
  const snn = `${metric.label} ${metric.write(snnScore)}`;
  if (annScore === null) return `The SNN separates it with an ${snn}.`;
  const gain = gainOver(metric, snnScore, annScore);
  if (Math.abs(gain) < metric.telling(annScore)) return `The SNN separates it as well as the ANN: ${snn}.`;
  const against = `${snn} against ${metric.write(annScore)}`;
  return gain > 0
    ? `The SNN separates it better than the ANN: ${against}.`
    : `The SNN separates it less well than the ANN: ${against}.`;
}
