/**
 * An axis for shares near 1, by their error: equal distances are equal factors of the error, so
 * that 30 % and 99 % both show and from 90 to 99 is as far as from 99 to 99.9. Higher is better;
 * the axis ends where the images cannot resolve more.
 */

/**
 * Returns the place of a share: 0 at 0 %, 1 at 90 %, 2 at 99 %. A perfect score counts as half an
 * error among `images`.
 */
export function place(share: number, images: number): number {
  return -Math.log10(Math.max(1 - share, 0.5 / images));
}

const gridShares = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999];

/**
 * Returns the grid values of the axis that lie within `low` … `high` and stand `least` apart, from
 * the top down.
 */
export function gridPlaces(low: number, high: number, least: number): { place: number; share: number }[] {
  const shown: { place: number; share: number }[] = [];
  for (const share of gridShares.toReversed()) {
    const at = place(share, Number.POSITIVE_INFINITY);
    const last = shown.at(-1);
    if (at < low - 1e-9 || at > high + 1e-9) continue;
    if (!last || last.place - at >= least) shown.push({ place: at, share });
  }
  return shown.toReversed();
}
