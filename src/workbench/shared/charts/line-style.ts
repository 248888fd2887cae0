/**
 * Styles that tell lines of one meaning apart: all orange, since all are spiking, from full orange
 * to ink, and by their dashes. Even dashes are the ANN's alone.
 */

export interface LineStyle {
  readonly stroke: string;
  readonly dash: string;
}

const dashes = ['', '9 3 2 3', '2 3', '12 3 2 3 2 3'] as const;

export function lineStyle(index: number, count: number): LineStyle {
  const share = count > 1 ? (100 * index) / (count - 1) : 0;
  return {
    stroke:
      share === 0
        ? 'var(--spike)'
        : `color-mix(in srgb, var(--ink) ${Math.round(0.8 * share)}%, var(--spike))`,
    dash: dashes[index % dashes.length]!,
  };
}
