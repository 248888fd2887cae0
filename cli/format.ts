/** Writes numbers for the command line. */

export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/**
 * Writes an accuracy with its number of images, without which it cannot be compared with another.
 */
export function percentOf(share: number, images: number): string {
  return `${percent(share)} of ${images}`;
}

/** Writes 75 as "1 min 15 s". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
