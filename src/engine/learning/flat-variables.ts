/**
 * Treats variables as one vector, end to end, and copies stretches of it. Copies are whole runs of
 * memory: a step moves some millions of numbers.
 */
import type * as tf from '@tensorflow/tfjs-core';
import { filledTensor, seen } from '../../backends/heap.ts';

export interface Stretch {
  readonly start: number;
  readonly count: number;
}

export interface FlatVariables {
  readonly size: number;
  /** Copies `stretch` of the vector that `tensorOf` gives for each variable into `target`. */
  read(tensorOf: (variable: tf.Variable) => tf.Tensor, stretch: Stretch, target: Float32Array): void;
  /** Adds the same stretch to what `target` holds. */
  add(tensorOf: (variable: tf.Variable) => tf.Tensor, stretch: Stretch, target: Float32Array): void;
  /**
   * Sets all variables from the stretches that make up the vector. `source(q)` begins with the
   * numbers of `stretches[q]`; it is called anew for each variable.
   */
  write(source: (q: number) => Float32Array, stretches: readonly Stretch[]): void;
}

/**
 * Creates the vector of these variables, on backends that expose their memory (backends/heap.ts).
 */
export function flatVariables(variables: readonly tf.Variable[]): FlatVariables {
  const starts: number[] = [];
  let size = 0;
  for (const variable of variables) {
    starts.push(size);
    size += variable.size;
  }
  /** Returns the part of the vector that variable i and a stretch have in common. */
  const overlap = (i: number, { start, count }: Stretch) => ({
    from: Math.max(starts[i]!, start),
    to: Math.min(starts[i]! + variables[i]!.size, start + count),
  });
  /** Calls `take` with each piece of a stretch, and the place in the stretch where it belongs. */
  const eachPiece = (
    tensorOf: (variable: tf.Variable) => tf.Tensor,
    stretch: Stretch,
    take: (piece: Float32Array, at: number) => void,
  ) => {
    for (const [i, variable] of variables.entries()) {
      const { from, to } = overlap(i, stretch);
      if (from >= to) continue;
      const values = seen(tensorOf(variable));
      take(values.subarray(from - starts[i]!, to - starts[i]!), from - stretch.start);
    }
  };
  return {
    size,
    read: (tensorOf, stretch, target) => {
      eachPiece(tensorOf, stretch, (piece, at) => target.set(piece, at));
    },
    add: (tensorOf, stretch, target) => {
      eachPiece(tensorOf, stretch, (piece, at) => addTo(target, at, piece, piece.length));
    },
    write: (source, stretches) => {
      for (const [i, variable] of variables.entries()) {
        const moved = filledTensor(variable.shape, (values) => {
          stretches.forEach((stretch, q) => {
            const { from, to } = overlap(i, stretch);
            if (from < to)
              values.set(source(q).subarray(from - stretch.start, to - stretch.start), from - starts[i]!);
          });
        });
        variable.assign(moved);
        moved.dispose();
      }
    },
  };
}

/**
 * Adds `count` numbers to `target` from `at` on. It is a function of its own so that it is compiled
 * once, for these arrays alone.
 */
export function addTo(target: Float32Array, at: number, values: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) target[at + i]! += values[i]!;
}
