/** What the page says where the answer is an array of values, and its error the score. */
import type { ValuesAnswer } from '../../../runs/inspection/simulation.ts';
import { gainOver, isBetter, type Metric } from '../../../tasks/metric.ts';
import { whole } from '../../shared/format.ts';
import { scoreWords } from '../../shared/score-words.ts';
import { steps, type TaskWords, type UntunedFacts } from '../task-words.ts';

export const reconstructionWords: TaskWords = {
  diagnosis: 'Where does the error come from?',
  untuned: untunedSentence,
  figures: {},
  measured: (_, examples) => `on ${whole(examples)} validation images`,
};

/**
 * Picks by how much worse than the ANN it is, and by whether fine-tuning is known to win it back.
 */
function untunedSentence(facts: UntunedFacts, metric: Metric): string {
  const { timeSteps, score, annScore, examples, tuned } = facts;
  const lost = gainOver(metric, annScore, score);
  if (lost <= 0)
    return `Just converted, ${steps(timeSteps)} ${timeSteps === 1 ? 'loses' : 'lose'} nothing that ${whole(examples)} images can show. Try fewer steps.`;
  const apart = `Just converted, ${steps(timeSteps)} ${timeSteps === 1 ? 'gives' : 'give'} ${scoreWords(metric, score)}`;
  if (lost < metric.telling(annScore))
    return `${apart} against the ANN’s ${metric.write(annScore)}: there is little left for fine-tuning to win.`;
  const far = `${apart}${timesWords(score, annScore, metric)}`;
  if (tuned !== null && isBetter(metric, tuned, score))
    return `${far}; layer-wise fine-tuning brings it to ${metric.write(tuned)}.`;
  return `${far}. Press ▶ Convert to see what fine-tuning wins back.`;
}

/** `, 4.1 times the ANN’s 0.0076`; on a scale without a zero the ANN's value alone. */
function timesWords(score: number, annScore: number, metric: Metric): string {
  if (metric.scale !== 'log' || !(annScore > 0)) return ` against the ANN’s ${metric.write(annScore)}`;
  const times = score / annScore;
  return `, ${times.toFixed(times < 10 ? 1 : 0)} times the ANN’s ${metric.write(annScore)}`;
}

/** What conversion makes of one image, in a sentence. */
export function valuesVerdict(
  { answered, annScore, snnScore }: Pick<ValuesAnswer, 'answered' | 'annScore' | 'snnScore'>,
  metric: Metric,
): string {
  if (!answered) return 'The SNN rebuilds nothing: its outputs are no numbers.';
  const snn = scoreWords(metric, snnScore);
  if (annScore === null) return `The SNN rebuilds it with ${snn}.`;
  const gain = gainOver(metric, snnScore, annScore);
  if (Math.abs(gain) < metric.telling(annScore)) return `The SNN rebuilds it as well as the ANN: ${snn}.`;
  const against = `${snn} against ${metric.write(annScore)}`;
  if (gain > 0) return `The SNN rebuilds it better than the ANN: ${against}.`;
  return `The SNN rebuilds it less well than the ANN: ${against}.`;
}
