/** Says in words how a run fares while it is under way, and what to try where it fares badly. */
import type { Live } from '../../runs/records/live.ts';
import type { EpochRow, LayerDiagnostics } from '../../runs/records/report.ts';
import { leadMetric, leadScore, type Task } from '../../tasks/task.ts';

export interface Health {
  /** `ill` where something should be changed. */
  readonly state: 'well' | 'ill';
  readonly words: string;
}

/** Share of the activations above 0 that send no spike, from which on a layer counts as silent. */
const silentShare = 0.9;

/** Multiple of a guesser's accuracy up to which a network counts as guessing. */
const guessing = 1.5;

/** The rows of a run as far as they tell how it fares. */
export type HealthRow = Pick<EpochRow, 'stage' | 'layer' | 'trainLoss' | 'validation'>;

/** Returns how a run fares; null before anything is known. `classes` is 0 without classes. */
export function healthOf(
  live: Pick<Live, 'stage' | 'layer' | 'ended' | 'diagnostics' | 'patience'>,
  rows: readonly HealthRow[],
  task: Task,
  classes: number,
): Health | null {
  const last = rows.at(-1);
  if (!last) return null;
  return (
    brokenLoss(last) ??
    (live.ended ? null : silentLayer(live)) ??
    guesses(rows, task, classes) ??
    learning(live, rows)
  );
}

function brokenLoss({ validation, trainLoss }: HealthRow): Health | null {
  if (Number.isFinite(validation.loss) && Number.isFinite(trainLoss ?? 0)) return null;
  return { state: 'ill', words: 'The loss is no longer a number: stop, and try a lower learning rate.' };
}

function silentLayer({ layer, diagnostics }: Pick<Live, 'layer' | 'diagnostics'>): Health | null {
  const share = diagnostics ? unsent(diagnostics) : 0;
  if (layer === null || share < silentShare) return null;
  return {
    state: 'ill',
    words: `${layer} is nearly silent: ${(100 * share).toFixed(0)} % of its activations above 0 send no spike. Try more time steps, V₀ = ϑ/2, or a bound by least squares.`,
  };
}

/** Returns the share of neurons × images above 0 in the analog network that never spike. */
function unsent({ silentFraction, histogram: { zeros, total } }: LayerDiagnostics): number {
  const zero = total > 0 ? zeros / total : 1;
  return zero < 1 ? Math.max(0, silentFraction - zero) / (1 - zero) : 0;
}

function guesses(rows: readonly HealthRow[], task: Task, classes: number): Health | null {
  if (classes === 0) return null;
  const guesser = 1 / classes;
  const isGuess = ({ validation }: HealthRow) => leadScore(task, validation) <= guessing * guesser;
  const from = rows.findLastIndex((row) => !isGuess(row)) + 1;
  const first = rows[from];
  if (!first || first.stage === 0) return null;
  const since = first.stage === rows.at(-1)!.stage ? '' : ` since stage ${first.stage}`;
  return {
    state: 'ill',
    words: `About as good as a guess (${leadMetric(task).write(guesser)})${since}. If tuning does not help, try more time steps or a bound by least squares.`,
  };
}

function learning(
  { stage, layer, patience }: Pick<Live, 'stage' | 'layer' | 'patience'>,
  rows: readonly HealthRow[],
): Health | null {
  const own = rows.filter((row) => row.stage === stage);
  const [before, last] = own.slice(-2);
  if (!before || !last) return null;
  const what = stage === 0 ? 'Training the ANN' : `Tuning ${layer}`;
  const falls = last.validation.loss < before.validation.loss;
  if (falls) return { state: 'well', words: `${what}: the validation loss is falling.` };
  const left = patience.patience - patience.counter;
  const more =
    stage > 0 && left > 0
      ? ` After ${left} more ${left === 1 ? 'epoch' : 'epochs'} without a gain the stage ends.`
      : '';
  return { state: 'well', words: `${what}: the validation loss did not fall.${more}` };
}
