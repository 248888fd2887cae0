/** Finds the epochs of a run laid over another that belong to a stage that both have. */
import type { EpochRow } from '../../../runs/records/report.ts';

/** Epochs by the number of their stage. */
export type Stages = ReadonlyMap<number, readonly EpochRow[]>;

export interface Overlaid {
  /**
   * Stages that have the same name in both runs, up to the first that does not; pre-training (0) is
   * the same for all.
   */
  readonly shared: Stages;
  /** All epochs after those, in order. */
  readonly free: readonly EpochRow[];
}

export function byStage(epochs: readonly EpochRow[]): Stages {
  const stages = new Map<number, EpochRow[]>();
  for (const row of epochs) {
    const rows = stages.get(row.stage);
    if (rows) rows.push(row);
    else stages.set(row.stage, [row]);
  }
  return stages;
}

export function lastEpoch(rows: readonly EpochRow[] | undefined): number {
  return rows?.reduce((last, row) => Math.max(last, row.epoch), 0) ?? 0;
}

/**
 * Splits the epochs of an overlaid run. `nameOf` returns the name of a stage in the run shown;
 * empty when it has no such stage.
 */
export function splitOverlaid(stages: Stages, nameOf: (stage: number) => string): Overlaid {
  const ordered = [...stages].toSorted(([a], [b]) => a - b);
  const parting = ordered.findIndex(([stage, rows]) => stage > 0 && rows[0]?.layer !== nameOf(stage));
  const common = parting < 0 ? ordered.length : parting;
  return {
    shared: new Map(ordered.slice(0, common)),
    free: ordered.slice(common).flatMap(([, rows]) => rows),
  };
}
