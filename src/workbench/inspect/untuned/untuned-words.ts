/** What an untuned conversion shows, in one sentence. */
import { percent } from '../../shared/format.ts';

export interface UntunedFacts {
  readonly timeSteps: number;
  readonly accuracy: number;
  readonly annAccuracy: number;
  readonly images: number;
  /** Accuracy after fine-tuning at this window, where it is known. */
  readonly tuned: number | null;
}

/** "1 time step", "8 time steps". */
export function steps(count: number): string {
  return `${count} time ${count === 1 ? 'step' : 'steps'}`;
}

/**
 * Picks by how much of the ANN's accuracy was lost, and by whether fine-tuning is known to win it
 * back.
 */
export function untunedSentence({ timeSteps, accuracy, annAccuracy, images, tuned }: UntunedFacts): string {
  const lost = annAccuracy - accuracy;
  // Below one and a half images the difference is chance.
  if (lost <= 1.5 / images)
    return `Just converted, ${steps(timeSteps)} ${timeSteps === 1 ? 'loses' : 'lose'} nothing that ${images} images can show. Try fewer steps.`;
  if (lost < 0.02)
    return `Just converted, ${steps(timeSteps)} ${timeSteps === 1 ? 'loses' : 'lose'} ${lostWords(lost)}: there is little left for fine-tuning to win.`;
  const kept = `Just converted, ${steps(timeSteps)} ${timeSteps === 1 ? 'keeps' : 'keep'} ${(100 * accuracy).toFixed(1)} of the ANN’s ${percent(annAccuracy)}`;
  if (tuned !== null && tuned > accuracy)
    return `${kept}; layer-wise fine-tuning brings it to ${percent(tuned)}.`;
  if (accuracy < 0.2)
    return `${kept}, hardly more than guessing. Press ▶ Convert to see what fine-tuning wins back.`;
  return `${kept}. Press ▶ Convert to close the gap.`;
}

function lostWords(lost: number): string {
  return `${(100 * lost).toFixed(1)} points`;
}
