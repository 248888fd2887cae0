/** How long a run still takes, from how long its epochs took: an estimate, since patience decides when a stage ends. */

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
 * After an epoch of `stage` (from 1). `finished` are the epochs that ended stages took; `current` those of this stage;
 * `counter` the patience counter. A stage to come is taken to last as long as the mean of those known, at least Tp + 1.
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
