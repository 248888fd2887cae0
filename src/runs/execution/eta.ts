/**
 * Estimates how long a run still takes, from how long its epochs took, or the images of its test.
 * It can only be an estimate, because patience decides when a stage ends.
 */
import type { Tested } from '../records/events.ts';

export interface EtaSettings {
  readonly stages: number;
  readonly patience: number;
  readonly maxStageEpochs: number;
}

export interface Eta {
  readonly epochSeconds: number;
  readonly totalSeconds: number;
}

/**
 * Estimates after an epoch of `stage` (from 1). `finished` are the epochs that ended stages took;
 * `current` those of this stage; `counter` is the patience counter. A later stage is assumed to
 * last as long as the mean of those known, at least Tp + 1 epochs.
 */
export function estimate(
  settings: EtaSettings,
  progress: {
    readonly stage: number;
    readonly finished: readonly number[];
    readonly current: number;
    readonly counter: number;
    readonly epochSeconds: number;
  },
): Eta {
  const { stages, patience, maxStageEpochs } = settings;
  const known = [...progress.finished, Math.max(progress.current, patience + 1)];
  const typical = Math.min(
    maxStageEpochs,
    Math.max(patience + 1, known.reduce((a, b) => a + b, 0) / known.length),
  );
  const here = Math.min(
    maxStageEpochs - progress.current,
    Math.max(patience - progress.counter, typical - progress.current),
  );
  const epochs = Math.max(0, here) + (stages - progress.stage) * typical;
  return { epochSeconds: progress.epochSeconds, totalSeconds: epochs * progress.epochSeconds };
}

/**
 * A pass of the finished network's test over `images` of the test's `all`; `before` were tested
 * already.
 */
export interface TestPass {
  readonly before: number;
  readonly images: number;
  readonly all: number;
}

/** Returns the number of images tested when a `share` (0…1) of the pass is done. */
export function imagesTested({ before, images }: TestPass, share: number): number {
  return before + Math.round(share * images);
}

/** Returns the whole percent of the test that are done: 100 only when all are. */
export function testedPercent({ images, all }: Tested): number {
  return Math.floor((100 * images) / all);
}

/**
 * Returns the seconds that the test still takes, assuming that all remaining images take as long as
 * those of this pass, which has taken `spent` seconds so far.
 */
export function testSecondsLeft(pass: TestPass, share: number, spent: number): number {
  const seen = share * pass.images;
  return seen > 0 ? (spent / seen) * (pass.all - pass.before - seen) : 0;
}
