/**
 * Sums over the groups of a batch. Each kernel sums every group by itself, in the order of its
 * examples, and adds the groups' sums as the tree says (tree.ts).
 */
import { float32, registerPlainKernel } from '../../plain-kernel.ts';
import { treeAdditions } from './tree.ts';

/**
 * Gradient of a dense layer's weights: inputs `x` `[rows, inputs]`, `dy` `[rows, outputs]` and the
 * sizes as `rowsOf` `[groups]`, int32; output `[inputs, outputs]`.
 */
export const productGradName = 'SpikewiseGroupedProductGrad';

/**
 * Gradient of a convolution's filter: inputs `x` and `dy` as of tfjs's own kernel, whose attributes
 * it takes besides; output in the filter's shape.
 */
export const filterGradName = 'SpikewiseGroupedFilterGrad';

/** Inputs: `rows` `[groups, n]` and `factors` `[groups]`. Output: Σ factor · row, `[n]`. */
export const treeSumName = 'SpikewiseTreeSum';

export interface GroupAttributes {
  /** Number of examples of each group, in the order in which they lie in the batch. */
  readonly sizes: readonly number[];
}

/** Returns the number of rows of each group when each example has `rows / Σ sizes` of them. */
export function rowsOfGroups(sizes: readonly number[], rows: number): number[] {
  const examples = sizes.reduce((a, b) => a + b, 0);
  return sizes.map((size) => (size * rows) / examples);
}

export function registerTreeSum(): void {
  registerPlainKernel<object>({
    name: treeSumName,
    outputs: ({ rows }) => [float32([rows!.shape[1]!])],
    run: ({ rows, factors }, [out]) => {
      const [groups, count] = rows!.shape as [number, number];
      const sums = Float32Array.from(
        rows!.values,
        (value, i) => value * factors!.values[Math.floor(i / count)]!,
      );
      for (const { into, from } of treeAdditions(groups))
        for (let i = 0; i < count; i++) sums[into * count + i]! += sums[from * count + i]!;
      out!.values.set(sums.subarray(0, count));
    },
  });
}
