/** Says in words what a run came to beside the proof that came with its link. */
import type { Cause, Verdict } from '../../../runs/proof/judge.ts';
import type { Metric } from '../../../tasks/metric.ts';

/** Returns the verdict in words; `images` is the number that the curve was measured on. */
export function verdictWords({ is, causes, largest }: Verdict, metric: Metric, images: number): string {
  const amount = largest === null ? null : metric.writeDifference(largest, images).replace(/^[+−]/, '');
  switch (is) {
    case 'identical':
      return 'Identical to the author’s run, to the last digit of every score.';
    case 'close': {
      const [cause] = causes;
      if (!cause)
        return `Not the author’s figures${amount === null ? '' : `: up to ${amount} apart`}, and nothing that is known explains it. The proof was edited, or one of the two machines computes wrongly.`;
      const within = amount === null ? 'Not identical to the author’s run' : `The same within ${amount}`;
      return `${within}: ${causeWords(cause)}.`;
    }
    case 'differs': {
      const apart = amount === null ? '' : ` by up to ${amount}`;
      return `Differs from the author’s run${apart}, because: ${causes.map(causeWords).join('; ')}.`;
    }
  }
}

function causeWords(cause: Cause): string {
  switch (cause.is) {
    case 'settings':
      return `the link was changed after the proof was made (${cause.labels.join(', ')})`;
    case 'data':
      return 'the author’s data were others';
    case 'engine':
      return `this engine is of revision ${cause.now}, the author’s was of revision ${cause.was}`;
    case 'software':
      return `this is Spikewise ${cause.now}, the author’s was ${cause.was}`;
    case 'backend':
      return `computed on ${cause.now}, the author’s on ${cause.was}, whose last digits are others`;
    case 'edited':
      return 'the curve in the link is not that of its figures: it was edited';
  }
}
