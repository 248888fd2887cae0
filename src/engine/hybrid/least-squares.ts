/**
 * Finds the upper bound of a layer, or of each of its channels, by least squares: the u for which a
 * window of T spikes, each worth u/T, comes nearest to the activations,
 *
 *   Σ (q − a)² with q = (u/T)·clip(⌊a·T/u + V₀/ϑ⌋, 0, T).
 *
 * With counts c of a bound the best worth of a spike is Σc·a / Σc², and with that worth other
 * counts are better. Taken in turn, each round lowers the error or leaves it where counts round to
 * the nearest (V₀ = ϑ/2), and ends in a valley near its start. So it starts at the best of a row of
 * bounds from the largest activation down, and of a finer row around that. Where counts round down
 * the error jumps and a round may raise it: finer rows stand around many of the best, and the best
 * bound of all that were tried is taken.
 *
 * Values are read twice, block by block, and summed in fine bins of a fixed order in double
 * precision: the result depends neither on the blocks nor on how many workers there are.
 */
import { countBytes } from './calibration.ts';
import { eachBlock, type LayerValuesOf } from './value-blocks.ts';

/** The window for which a bound is sought. */
export interface Staircase {
  /** T, the most spikes of a neuron. */
  readonly timeSteps: number;
  /** V₀ as a share of ϑ: ½ rounds to the nearest, 0 down. */
  readonly initialShare: number;
}

/** The values of one column, as bins in ascending order, and what the error needs of them. */
export interface ValueBins {
  readonly means: Float64Array;
  /** The number of values in each bin and in all above it, and their sum. */
  readonly atLeast: Float64Array;
  readonly sums: Float64Array;
  /** Σ a² of all values. */
  readonly squares: number;
}

/** Returns the bins of these means, in ascending order, with so many values each. */
export function valueBins(means: Float64Array, counts: ArrayLike<number>, squares: number): ValueBins {
  const atLeast = new Float64Array(means.length);
  const sums = new Float64Array(means.length);
  let [above, sum] = [0, 0];
  for (let i = means.length - 1; i >= 0; i--) {
    above += counts[i]!;
    sum += means[i]! * counts[i]!;
    atLeast[i] = above;
    sums[i] = sum;
  }
  return { means, atLeast, sums, squares };
}

/** Octaves below the layer's largest activation that have bins; smaller values share the lowest. */
const octaves = 16;
/**
 * How thoroughly is searched, by how counts round. Where they round down, a value next to the edge
 * of a step counts with a whole step's error or with none: the error jumps from bound to bound.
 */
interface Search {
  /** Binary digits by which the bins of an octave are told apart, at most. */
  readonly mostDigits: number;
  /** Places of the first row of bounds that get a finer row around them. */
  readonly places: number;
}

const searches: Readonly<Record<'nearest' | 'down', Search>> = {
  nearest: { mostDigits: 9, places: 1 },
  down: { mostDigits: 12, places: 32 },
};

function searchFor({ initialShare }: Staircase): Search {
  return searches[initialShare > 0 ? 'nearest' : 'down'];
}

const mantissaBits = 23;
const bytesPerBin = 2 * Float64Array.BYTES_PER_ELEMENT;

/** Bounds that are tried first: so many to an octave, over so many octaves; then finer ones. */
const perOctave = 64;
const octavesTried = 8;
const finer = 16;

/** The share by which the bound still moves when it counts as found, and the most rounds. */
const tolerance = 1e-5;
const mostRounds = 200;

/** Returns the bound of the whole layer or those of its channels; 0 where nothing is active. */
export async function leastSquaresBounds(
  values: LayerValuesOf,
  staircase: Staircase,
  scope: 'layer' | 'channel',
): Promise<number[]> {
  const columns = await binValues(values, scope, searchFor(staircase).mostDigits);
  return columns.map((column) => leastSquaresBound(column, staircase));
}

/** Returns the bound of one column, 0 where no value is above 0. */
export function leastSquaresBound(bins: ValueBins, staircase: Staircase): number {
  const max = bins.means.at(-1) ?? 0;
  if (max <= 0) return 0;
  const below = (from: number, steps: number) => errorAt(bins, from * 2 ** (-steps / perOctave), staircase);
  const row = Array.from({ length: perOctave * octavesTried + 1 }, (_, i) => below(max, i));
  row.sort((a, b) => a.error - b.error);
  let best = row[0]!;
  for (const { bound } of row.slice(0, searchFor(staircase).places))
    for (let i = 1 - finer; i < finer; i++) best = better(best, below(bound, i / finer));
  let latest = best;
  for (let round = 0; round < mostRounds; round++) {
    const next = errorAt(bins, latest.fitted, staircase);
    best = better(best, next);
    if (Math.abs(next.bound / latest.bound - 1) < tolerance) break;
    latest = next;
  }
  return best.bound;
}

function better(one: BoundError, other: BoundError): BoundError {
  return other.error < one.error ? other : one;
}

export interface BoundError {
  /** u, above 0. */
  readonly bound: number;
  /** Σ (q − a)² over all values. */
  readonly error: number;
  /** The bound whose spikes, counted as at this one, come nearest. */
  readonly fitted: number;
}

/**
 * Returns the error of a bound. All values from the edge of a step on have one spike more than
 * those below, so that each step adds what lies above its edge.
 */
export function errorAt(
  { means, atLeast, sums, squares }: ValueBins,
  bound: number,
  { timeSteps, initialShare }: Staircase,
): BoundError {
  const worth = bound / timeSteps;
  let products = 0;
  let countSquares = 0;
  let at = 0;
  for (let step = 1; step <= timeSteps; step++) {
    at = firstFrom(means, at, (step - initialShare) * worth);
    if (at === means.length) break;
    products += sums[at]!;
    // Σ (2k − 1) up to c is c².
    countSquares += (2 * step - 1) * atLeast[at]!;
  }
  return {
    bound,
    error: squares - 2 * worth * products + worth * worth * countSquares,
    fitted: countSquares > 0 ? (timeSteps * products) / countSquares : bound,
  };
}

/** Returns the index of the first value from `from` on that is at least `edge`, or the length. */
function firstFrom(ascending: Float64Array, from: number, edge: number): number {
  let reach = 1;
  while (from + reach <= ascending.length && ascending[from + reach - 1]! < edge) reach *= 2;
  let low = from + Math.floor(reach / 2);
  let high = Math.min(ascending.length, from + reach - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < edge) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Sums the values above 0 of each column in bins by their leading binary digits. No value is below
 * 0; zeros cost no bound anything and are left out.
 */
async function binValues(
  values: LayerValuesOf,
  scope: 'layer' | 'channel',
  mostDigits: number,
): Promise<ValueBins[]> {
  const groups = { layer: 1, channel: values.channels }[scope];
  const affordable = Math.floor(Math.log2(countBytes / (bytesPerBin * octaves * groups)));
  const digits = Math.max(1, Math.min(mostDigits, affordable));
  const shift = mantissaBits - digits;
  const bins = octaves << digits;
  const lowest = ((await largestBits(values)) >>> shift) - bins + 1;
  const counts = new Float64Array(groups * bins);
  const sums = new Float64Array(groups * bins);
  const squares = new Float64Array(groups);
  await eachBlock([values], ([block]) => {
    const bits = bitsOf(block!);
    for (let i = 0; i < bits.length; i++) {
      if (bits[i]! <= 0) continue;
      const value = block![i]!;
      const group = groups === 1 ? 0 : i % groups;
      const bin = group * bins + Math.max(0, (bits[i]! >>> shift) - lowest);
      counts[bin]!++;
      sums[bin]! += value;
      squares[group]! += value * value;
    }
  });
  return Array.from({ length: groups }, (_, g) => {
    const used = Array.from({ length: bins }, (__, b) => g * bins + b).filter((bin) => counts[bin]! > 0);
    const means = Float64Array.from(used, (bin) => sums[bin]! / counts[bin]!);
    return valueBins(
      means,
      used.map((bin) => counts[bin]!),
      squares[g]!,
    );
  });
}

/** Returns the bits of the largest value; floats that are not negative sort like their bits. */
async function largestBits(values: LayerValuesOf): Promise<number> {
  let largest = 0;
  await eachBlock([values], ([block]) => {
    for (const bits of bitsOf(block!)) if (bits > largest) largest = bits;
  });
  return largest;
}

/** Reads floats as whole numbers; those of values below 0, and of −0, are below 0. */
function bitsOf({ buffer, byteOffset, length }: Float32Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length);
}
