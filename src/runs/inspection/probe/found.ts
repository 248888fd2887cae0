/** What a probe of other conversions finds. Facts only, no tensors. */
import type { ProbeCell } from './cell.ts';

/** Validation images for a probe: enough for a margin of about a point, in some two seconds. */
export const probeImages = 1500;

/** What a probe found. Scores are those of the task's lead metric. */
export interface Probe {
  /** The number of cells that were converted, the one that is set among them. */
  readonly tried: number;
  /** The number of examples on which cells were compared; the effect was measured on others. */
  readonly comparedOn: number;
  readonly examples: number;
  /** The score of the conversion as it is set, on `examples`. */
  readonly score: number;
  /** The score of the analog network. */
  readonly annScore: number;
  /** The best cell; null when none is surely better than the one that is set. */
  readonly best: {
    readonly cell: ProbeCell;
    readonly score: number;
    /** Gain over the conversion as it is set; above 0 when the score is better. */
    readonly effect: number;
    /** Half the 95 % interval of `effect`. */
    readonly margin: number;
  } | null;
}
