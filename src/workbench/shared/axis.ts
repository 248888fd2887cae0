/** Computes axes: round tick values, ticks thinned to what fits, labels that never overlap. */

/**
 * Returns about `wanted` round values from `low` to `high`, at steps of 1, 2 or 5 times a power of
 * ten.
 */
export function roundTicks(low: number, high: number, wanted: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [low];
  const raw = span / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= raw * 0.999) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Multiplying beats adding up, which gives 0.30000000000000004.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/**
 * Returns n such that every n-th of evenly spaced marks may be drawn: 1, 2, 4, 8 … until they stand
 * `least` pixels apart.
 */
export function thinning(spacing: number, least: number): number {
  if (!(spacing > 0)) return Number.POSITIVE_INFINITY;
  let every = 1;
  while (every * spacing < least) every *= 2;
  return every;
}

export interface LabelPlace {
  /** Left edge of the text, in pixels. */
  readonly left: number;
  /** The row of the label; 0 is nearest the plot. */
  readonly row: number;
}

/**
 * Places labels centred on `anchors`, kept within `[low, high]`, in the lowest row where they
 * overlap no earlier label.
 */
export function placeLabels(
  anchors: readonly number[],
  widths: readonly number[],
  low: number,
  high: number,
  gap = 8,
): LabelPlace[] {
  const taken: { left: number; right: number; row: number }[] = [];
  return anchors.map((anchor, i) => {
    const width = widths[i] ?? 0;
    const left = Math.max(low, Math.min(high - width, anchor - width / 2));
    const right = left + width;
    let row = 0;
    while (taken.some((t) => t.row === row && left < t.right + gap && right > t.left - gap)) row += 1;
    taken.push({ left, right, row });
    return { left, row };
  });
}
