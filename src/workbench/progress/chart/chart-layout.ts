/**
 * Lays out the epochs of a run on the chart. Every stage is a band with one slot per epoch, its
 * epoch 0 included, so that the dip of a fresh conversion stands in the band it belongs to. Epochs
 * are numbered anew in each band. The bands are the run's own: another run laid over it stands in
 * them as far as its stages have the same names.
 */
import type { EpochRow } from '../../../runs/records/report.ts';
import { byStage, lastEpoch, type Overlaid, type Stages, splitOverlaid } from './overlaid.ts';

/** The state of a stage; `beyond` is room for epochs that only other runs have. */
export type BandState = 'pretraining' | 'done' | 'learning' | 'cut' | 'coming' | 'beyond';

export interface Band {
  /** The stage's number; 0 is pre-training. */
  readonly stage: number;
  /** The layer's name; empty when this is none of the run's own stages. */
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
  /** The epoch of the run shown, or null when only others have it. */
  readonly row: EpochRow | null;
  /**
   * The epochs of the runs laid over it, null for each that has none here; a row names its own
   * stage.
   */
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
  /** Epochs that a stage to come is drawn with before any stage has ended. */
  readonly expectedEpochs: number;
}

/**
 * Returns how many epochs a stage is likely to take: the mean of those that ended, else the number
 * that the caller expects.
 */
function likelyEpochs({ finishedStages, expectedEpochs }: ChartInput, own: Stages): number {
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

/** Returns the run's own stages, with pre-training before them if a run has it. */
function ownBands(input: ChartInput, own: Stages, shared: readonly Stages[]): Band[] {
  const likely = likelyEpochs(input, own);
  const bands: Band[] = [];
  let from = 0;
  const stages = Math.max(input.stageLayers.length, ...own.keys());
  for (let stage = [own, ...shared].some((run) => run.has(0)) ? 0 : 1; stage <= stages; stage++) {
    const mine = own.get(stage) ?? [];
    // Pre-training of other runs alone is no column of this run.
    const foreign = stage === 0 && mine.length === 0;
    const state = foreign ? 'beyond' : stateOf(stage, input, mine.length);
    const least = state === 'coming' || state === 'learning' ? likely : 0;
    // Pre-training has no epoch 0: there is nothing converted before its first epoch.
    const before = stage === 0 ? 0 : 1;
    const last = Math.max(...[own, ...shared].map((run) => lastEpoch(run.get(stage))), least);
    const layer = foreign ? '' : stage === 0 ? 'ANN' : nameOf(stage, input, mine);
    bands.push({ stage, layer, from, to: from + last + before, state });
    from += last + before;
  }
  return bands;
}

function nameOf(stage: number, { stageLayers }: ChartInput, mine: readonly EpochRow[]): string {
  return mine[0]?.layer ?? stageLayers[stage - 1] ?? '';
}

/** Returns the slot of an epoch in its band. */
function slotIn({ stage, from }: Band, epoch: number): number {
  return from + epoch - (stage === 0 ? 1 : 0);
}

/**
 * Returns the slots of an overlaid run's epochs: in the bands that it shares, then one after
 * another.
 */
function slotsOf(bands: readonly Band[], { shared, free }: Overlaid): Map<number, EpochRow> {
  const slots = new Map<number, EpochRow>();
  for (const band of bands)
    for (const row of shared.get(band.stage) ?? []) slots.set(slotIn(band, row.epoch), row);
  const next = bands.find(({ stage }) => stage > 0 && !shared.has(stage));
  const from = next?.from ?? bands.at(-1)?.to ?? 0;
  free.forEach((row, i) => {
    slots.set(from + i, row);
  });
  return slots;
}

export function layoutChart(input: ChartInput): ChartLayout {
  const own = byStage(input.epochs);
  const name = (stage: number) => nameOf(stage, input, own.get(stage) ?? []);
  const others = input.overlays.map((epochs) => splitOverlaid(byStage(epochs), name));
  const bands = ownBands(
    input,
    own,
    others.map(({ shared }) => shared),
  );
  const overlaid = others.map((other) => slotsOf(bands, other));
  const ends = bands.at(-1)?.to ?? 0;
  const end = Math.max(ends, ...overlaid.flatMap((slots) => [...slots.keys()].map((slot) => slot + 1)));
  if (end > ends)
    bands.push({ stage: (bands.at(-1)?.stage ?? 0) + 1, layer: '', from: ends, to: end, state: 'beyond' });
  const rows = bands.flatMap((band) => {
    const { stage, layer, from, to } = band;
    const mine = new Map((own.get(stage) ?? []).map((row) => [slotIn(band, row.epoch), row]));
    return Array.from({ length: to - from }, (_, i) => from + i).flatMap((slot): ChartRow[] => {
      const row = mine.get(slot) ?? null;
      const overlays = overlaid.map((slots) => slots.get(slot) ?? null);
      if (!row && overlays.every((other) => !other)) return [];
      return [{ x: slot + 0.5, stage, layer, epoch: slot - slotIn(band, 0), row, overlays }];
    });
  });
  return { bands, rows, end: Math.max(end, 1) };
}

/** Tells whether two lists of bands would be drawn alike. */
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

/** Returns the share of a number's room that it takes with so many digits. */
const taken = (digits: number) => 0.3 + 0.25 * digits;

/**
 * Returns the epoch numbers under the bands: all that `most` leaves room for, each band's epoch 0
 * first, and none so near to the next band's that they would read as one number.
 */
export function epochTicks({ bands, end }: Pick<ChartLayout, 'bands' | 'end'>, most: number): EpochTick[] {
  const every = Math.max(1, Math.ceil(end / most));
  const room = end / most;
  return bands.flatMap((band) => {
    // Epochs of other runs have numbers of their own.
    if (band.state === 'beyond') return [];
    const first = band.stage === 0 ? 1 : 0;
    const slots = band.to - band.from;
    return Array.from({ length: slots }, (_, i) => ({ x: band.from + i + 0.5, epoch: i + first })).filter(
      ({ x, epoch }) =>
        (epoch - first) % every === 0 &&
        (epoch === first || band.to === end || band.to + 0.5 - x >= room * taken(String(epoch).length)),
    );
  });
}
