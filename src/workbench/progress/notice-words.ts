/** How a run came out, in words. */
import type { RunRecord } from '../../runs/record.ts';

/** A difference of two shares in percentage points, as fine as the number of images allows. */
export function gapWords(difference: number, images: number): string {
  const digits = images >= 5000 ? 2 : 1;
  const size = (100 * Math.abs(difference)).toFixed(digits);
  const sign = Number(size) === 0 ? '±' : difference < 0 ? '\u2212' : '+';
  return `${sign}${size}\u00a0points`;
}

export const noStageWords =
  'The page was closed or reloaded before the first stage had ended: the curve until then is kept, no network.';

type Kept = Pick<RunRecord, 'stages' | 'network'>;

/** What is left of a run that did not reach its end: "Kept: the curves, and the network as of stage 2 (conv2)." */
export function keptWords({ stages, network }: Kept): string {
  const last = stages.at(-1);
  if (!last) return 'No stage had ended; its settings are kept.';
  const file = network ? ', and the network as it then stood' : '';
  return `Kept: the curves up to stage ${last.stage} (${last.layer})${file}.`;
}
