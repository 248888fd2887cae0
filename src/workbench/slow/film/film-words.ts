/** Says the answer so far, and since when it stays the same. */
import type { SampleInspection } from '../../../runs/inspection/simulation.ts';
import { decidedAfter } from '../../tasks/classification/answer.ts';
import { answerSoFar } from './answer-so-far.ts';

type Told = Pick<SampleInspection, 'answer' | 'outputs' | 'outputPotentials' | 'timeSteps' | 'layers'>;

export function answerWords(inspection: Told, step: number): string {
  const { answer, outputs, outputPotentials, timeSteps, layers } = inspection;
  if (outputPotentials.length === 0)
    return `${layers.at(-1)?.layer.name} is still analog, so the outputs get their whole input at once and there is no answer step by step.`;
  if (step === 0) return 'The image is still outside: every membrane stands at V₀ and nothing has fired.';
  if (answer.kind !== 'class')
    return `After step ${step} of ${timeSteps} the outputs stand as shown; this task has no classes to choose from.`;
  const now = answerSoFar(outputPotentials, outputs, step);
  if (!now || answer.snnPrediction === 'none') return 'The outputs are no numbers, so there is no answer.';
  const nameOf = (c: number) => answer.classNames[c] ?? String(c);
  const settled = decidedAfter(outputPotentials, outputs);
  const since = now.since === step ? 'new at this step' : `since step ${now.since}`;
  const final =
    step < timeSteps
      ? step >= settled
        ? 'It will not change any more.'
        : 'It will change again.'
      : `It has not changed from step ${settled} of ${timeSteps} on.`;
  return `Answer so far: ${nameOf(now.leader)}, ${since}. ${final}`;
}
