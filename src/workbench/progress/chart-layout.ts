/**
 * Where the epochs of a run stand on the chart. Every stage is a band with one slot per epoch, its epoch 0 included, so
 * that the dip of a fresh conversion stands in the band it belongs to. Epochs count anew in each band.
 */
import type { EpochRow } from '../../runs/report.ts';

export type BandState = 'pretraining' | 'done' | 'learning' | 'cut' | 'coming';

export interface Band {
  /** 0 is pre-training. */
  readonly stage: number;
  readonly layer: string;
  readonly from: number;
  readonly to: number;
  readonly state: BandState;
}

export interface ChartRow {
  readonly x: number;
  readonly stage: number;
  readonly layer: string;
  readonly epoch: number;
  /** The run shown, null where only others have this epoch. */
  readonly row: EpochRow | null;
  /** The runs laid over it, null for each that does not have this epoch. */
  readonly overlays: readonly (EpochRow | null)[];
}

export interface ChartLayout {
  readonly bands: readonly Band[];
  readonly rows: readonly ChartRow[];
  /** Right end of the x axis. */
  readonly end: number;
}

export interface ChartInput {
  /** Names of the layers that stages 1, 2, … convert. */
  readonly stageLayers: readonly string[];
  readonly epochs: readonly EpochRow[];
  /** Stages that have ended. */
  readonly finishedStages: number;
  /** The stage under way, or null when no run is. */
  readonly learning: number | null;
  /** Epochs of each run laid over the one shown. */
  readonly overlays: readonly (readonly EpochRow[])[];
  /** Epochs a stage to come is drawn with before any has ended. */
  readonly expectedEpochs: number;
}

function byStage(epochs: readonly EpochRow[]): Map<number, EpochRow[]> {
  const stages = new Map<number, EpochRow[]>();
  for (const row of epochs) {
    const rows = stages.get(row.stage);
    if (rows) rows.push(row);
    else stages.set(row.stage, [row]);
  }
  return stages;
}

function lastEpoch(rows: readonly EpochRow[] | undefined): number {
  return rows?.reduce((last, row) => Math.max(last, row.epoch), 0) ?? 0;
}

/** Epochs a stage is likely to take: the mean of those that ended, else what the caller expects. */
function likelyEpochs({ finishedStages, expectedEpochs }: ChartInput, own: Map<number, EpochRow[]>): number {
  let sum = 0;
  for (let stage = 1; stage <= finishedStages; stage++) sum += lastEpoch(own.get(stage));
  return finishedStages > 0 ? Math.round(sum / finishedStages) : expectedEpochs;
}

function stateOf(stage: number, { finishedStages, learning }: ChartInput, rows: number): BandState {
  if (stage === 0) return 'pretraining';
  if (stage <= finishedStages) return 'done';
  if (stage === learning) return 'learning';
  return rows > 0 ? 'cut' : 'coming';
}

export function layoutChart(input: ChartInput): ChartLayout {
  const own = byStage(input.epochs);
  const others = input.overlays.map(byStage);
  const likely = likelyEpochs(input, own);
  const bands: Band[] = [];
  const rows: ChartRow[] = [];
  let from = 0;
  const stages = Math.max(input.stageLayers.length, ...[own, ...others].flatMap((run) => [...run.keys()]));
  for (let stage = [own, ...others].some((run) => run.has(0)) ? 0 : 1; stage <= stages; stage++) {
    const mine = own.get(stage) ?? [];
    const theirs = others.map((run) => run.get(stage) ?? []);
    const state = stateOf(stage, input, mine.length);
    const epochs = [...new Set([mine, ...theirs].flat().map((row) => row.epoch))].toSorted((a, b) => a - b);
    // Pre-training has no epoch 0: there is nothing converted before its first epoch.
    const first = stage === 0 ? 1 : 0;
    const least = state === 'coming' || state === 'learning' ? likely : 0;
    const to = from + Math.max(...[mine, ...theirs].map(lastEpoch), least) + 1 - first;
    const named = mine[0]?.layer ?? input.stageLayers[stage - 1] ?? theirs.flat()[0]?.layer ?? '';
    const layer = stage === 0 ? 'ANN' : named;
    bands.push({ stage, layer, from, to, state });
    for (const epoch of epochs)
      rows.push({
        x: from + epoch - first + 0.5,
        stage,
        layer,
        epoch,
        row: mine.find((r) => r.epoch === epoch) ?? null,
        overlays: theirs.map((rows) => rows.find((r) => r.epoch === epoch) ?? null),
      });
    from = to;
  }
  return { bands, rows, end: Math.max(from, 1) };
}

/** Whether two lists of bands would be drawn alike. */
export function sameBands(a: readonly Band[], b: readonly Band[]): boolean {
  return (
    a.length === b.length &&
    a.every((band, i) => {
      const other = b[i]!;
      return (
        band.stage === other.stage &&
        band.layer === other.layer &&
        band.from === other.from &&
        band.to === other.to &&
        band.state === other.state
      );
    })
  );
}

export interface EpochTick {
  readonly x: number;
  readonly epoch: number;
}

/** Epoch numbers under the bands: all that `most` leaves room for, each band's epoch 0 first. */
export function epochTicks({ bands, end }: Pick<ChartLayout, 'bands' | 'end'>, most: number): EpochTick[] {
  const every = Math.max(1, Math.ceil(end / most));
  return bands.flatMap((band) => {
    const first = band.stage === 0 ? 1 : 0;
    const slots = band.to - band.from;
    return Array.from({ length: slots }, (_, i) => ({ x: band.from + i + 0.5, epoch: i + first })).filter(
      (tick) => (tick.epoch - first) % every === 0,
    );
  });
}
