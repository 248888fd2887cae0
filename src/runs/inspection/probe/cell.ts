/**
 * The cells of a probe: ways to convert without fine-tuning that differ in how thresholds are
 * found, where membranes start, when neurons fire, and whether biases are corrected. Facts only, no
 * tensors.
 */
import type { FieldName } from '../../spec/settings.ts';
import type { UntunedSettings } from '../../spec/untuned-settings.ts';

/** The settings that a cell decides; all others stay as they are. */
export interface ProbeCell
  extends Pick<UntunedSettings, 'thresholdRule' | 'thresholdScope' | 'initialPotential' | 'firing'> {
  readonly biases: ProbedBiases;
}

/**
 * What becomes of the biases: they stay, PTL corrects them in each stage, or the method
 * `calibration` corrects them.
 */
export type ProbedBiases = UntunedSettings['stageBias'] | 'calibrated';

export type ProbeField = Exclude<keyof ProbeCell, 'biases'>;

const probeFields: readonly ProbeField[] = ['thresholdRule', 'thresholdScope', 'initialPotential', 'firing'];

/** Returns the settings that a probe may change for a method, namely those that it uses. */
export function probedFields({ uses }: { readonly uses: readonly FieldName[] }): readonly ProbeField[] {
  return probeFields.filter((field) => uses.includes(field));
}

/** Returns the cell of some settings as they stand. */
export function cellOf({
  thresholdRule,
  thresholdScope,
  initialPotential,
  firing,
  stageBias,
}: UntunedSettings): ProbeCell {
  return { thresholdRule, thresholdScope, initialPotential, firing, biases: stageBias };
}

/** Returns the settings of a cell. */
export function settingsOf({ biases, ...changes }: ProbeCell, settings: UntunedSettings): UntunedSettings {
  return { ...settings, ...changes, stageBias: biases === 'corrected' ? 'corrected' : 'kept' };
}

/**
 * The steps of the search: each takes the best cell so far and returns the cells to try beside it.
 * Thresholds come first, since they make the largest difference, then start and firing, which
 * depend on each other, and biases last.
 */
export type ProbeStep = (best: ProbeCell, free: readonly ProbeField[]) => readonly ProbeCell[];

/** A setting, and the values of it that are tried. */
type Axis = { [F in ProbeField]: readonly [field: F, values: readonly ProbeCell[F][]] }[ProbeField];

/** Returns each cell with each value of a setting, where that may change. */
function along(cells: readonly ProbeCell[], [field, values]: Axis, free: readonly ProbeField[]): ProbeCell[] {
  if (!free.includes(field)) return [...cells];
  return cells.flatMap((cell) => values.map((value) => ({ ...cell, [field]: value })));
}

/** A bound by least squares goes with counts that round to the nearest, V₀ = ϑ/2. */
const rounded = (cell: ProbeCell, free: readonly ProbeField[]): ProbeCell =>
  cell.thresholdRule === 'leastSquares' && free.includes('initialPotential')
    ? { ...cell, initialPotential: 'half' }
    : cell;

/** Returns the step that tries each value of one setting with each of another. */
const crossing =
  (first: Axis, second: Axis): ProbeStep =>
  (best, free) => {
    const cells = along([best], first, free).map((cell) => rounded(cell, free));
    return along(cells, second, free);
  };

const thresholds = crossing(
  ['thresholdRule', ['percentile', 'leastSquares']],
  ['thresholdScope', ['layer', 'channel']],
);

const neurons = crossing(['initialPotential', ['zero', 'half']], ['firing', ['immediate', 'window']]);

/** Returns the steps of a search that may change biases in that way, or not with null. */
export function probeSteps(biases: ProbedBiases | null): readonly ProbeStep[] {
  if (!biases) return [thresholds, neurons];
  // Corrected biases go with V₀ = ϑ/2.
  return [thresholds, neurons, (best) => [{ ...best, initialPotential: 'half', biases }]];
}

/** Returns a text that is the same for the same cell. */
export function cellKey(cell: ProbeCell): string {
  return [...probeFields.map((field) => cell[field]), cell.biases].join(' ');
}
