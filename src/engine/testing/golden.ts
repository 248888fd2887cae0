/** Reads golden values from the authors' released PyTorch code into this engine's axis order. */
import golden from './fixtures/golden.json';

interface Stored {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export type GoldenCase = { readonly kind: string } & Record<string, unknown>;

export const goldenCases = golden.cases as unknown as readonly GoldenCase[];

export function casesOf(kind: string): readonly GoldenCase[] {
  return goldenCases.filter((entry) => entry.kind === kind);
}

/**
 * Returns a stored tensor with its axes permuted, row-major: `axes[i]` is the stored axis that
 * becomes axis i.
 */
export function permuted(
  stored: unknown,
  axes: readonly number[],
): { shape: number[]; values: Float32Array } {
  const { shape, data } = stored as Stored;
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const result = axes.map((axis) => shape[axis]!);
  const values = Float32Array.from({ length: data.length }, (_, flat) => {
    let rest = flat;
    let from = 0;
    for (let i = result.length - 1; i >= 0; i--) {
      from += (rest % result[i]!) * strides[axes[i]!]!;
      rest = Math.floor(rest / result[i]!);
    }
    return data[from]!;
  });
  return { shape: result, values };
}

export function plain(stored: unknown): Float32Array {
  return Float32Array.from((stored as Stored).data);
}
