/** Says how far a run is: `3 of 5 · epoch 2 · about 48 s left`. */
import { testedPercent } from '../../runs/execution/eta.ts';
import type { Eta, Live } from '../../runs/records/live.ts';
import { allLayers } from '../../runs/spec/methods/stages.ts';

const space = '\u00a0';

/**
 * Writes a duration: `48 s`, `3 min`, `1 h 20 min`. Longer ones are coarser, as is the estimate.
 */
export function durationWords(seconds: number): string {
  if (seconds < 10) return `${Math.max(1, Math.round(seconds))}${space}s`;
  if (seconds < 90) return `${Math.round(seconds / 2) * 2}${space}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes}${space}min`;
  const hours = Math.floor(minutes / 60);
  const rest = Math.round((minutes % 60) / 10) * 10;
  if (rest === 60) return `${hours + 1}${space}h`;
  return rest === 0 ? `${hours}${space}h` : `${hours}${space}h ${rest}${space}min`;
}

/**
 * Returns the seconds left now; the estimate counts down between its updates, but never to less
 * than a second.
 */
export function secondsLeft(eta: Eta, now: number): number {
  const gone = eta.at === null ? 0 : (now - eta.at) / 1000;
  return Math.max(1, eta.totalSeconds - gone);
}

const phaseWords = {
  pretraining: 'training the ANN',
  calibrating: 'measuring activations',
  training: 'tuning',
  validating: 'validating',
  testing: 'testing',
} as const;

/** Writes a size: `1.2 MB`; data files are megabytes at most. */
export function bytesWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)}${space}kB` : `${(bytes / 1e6).toFixed(1)}${space}MB`;
}

/** The words that stand in a chart while its run is paused. */
export const pausedWords = 'Paused. Press ▶ Go on to resume.';

export interface ProgressWords {
  readonly where: string;
  /** Share of the test that is done, and the time that the run still takes. */
  readonly left: string | null;
}

/**
 * Describes the progress of a run. `stages` counts the stages of the whole run; 0 while that is not
 * known.
 */
export function progressWords(live: Live, stages: number, now: number): ProgressWords {
  const eta = live.eta && !live.paused ? `about ${durationWords(secondsLeft(live.eta, now))} left` : null;
  const tested = live.batches?.tested ? `${testedPercent(live.batches.tested)}${space}%` : null;
  const left = tested && eta ? `${tested} · ${eta}` : (tested ?? eta);
  if (live.stopping) return { where: 'stopping …', left: null };
  if (live.loading) {
    const { what, loadedBytes, totalBytes } = live.loading;
    const size = totalBytes > 0 ? ` · ${bytesWords(loadedBytes)} of ${bytesWords(totalBytes)}` : '';
    return { where: `loading ${what}${size}`, left };
  }
  if (!live.environment) return { where: 'choosing where to compute …', left: null };
  if (live.stage === 0 && !live.batches) return { where: 'preparing …', left };
  const paused = live.paused ? 'paused · ' : '';
  return { where: `${paused}${stageWords(live, stages)}`, left };
}

function stageWords({ stage, layer, epoch, batches, annReady, ended }: Live, stages: number): string {
  if (annReady && stage === 0)
    return batches?.phase === 'calibrating' ? phaseWords.calibrating : phaseWords.testing;
  // A shipped network is not trained, only measured.
  if (stage === 0 && batches && batches.phase !== 'pretraining' && epoch === null) return 'measuring the ANN';
  if (stage === 0) return `training the ANN · epoch ${batches?.epoch ?? epoch ?? 1}`;
  if (ended && stage === stages) return 'testing the spiking network';
  const of = layer === allLayers ? allLayers : stages > 0 ? `${stage} of ${stages}` : `stage ${stage}`;
  if (ended) return `${of} done`;
  if (batches?.stage !== stage) return of;
  if (batches.phase === 'training' || batches.epoch > 0) return `${of} · epoch ${batches.epoch}`;
  return `${of} · ${phaseWords[batches.phase]}`;
}
