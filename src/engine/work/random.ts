/**
 * Seeded random numbers. Everything random in a run draws from here, so that a seed names one exact
 * result.
 */

export interface Random {
  /** Returns a number uniform in [0, 1). */
  next(): number;
  /** Returns a standard normal number. */
  normal(): number;
  /** Returns a permutation of 0 … n−1. */
  permutation(n: number): Uint32Array;
  /** Goes on as if that many permutations of 0 … n−1 had been drawn. */
  skipPermutations(count: number, n: number): void;
}

/** What the state grows by with each number drawn. */
const increment = 0x6d2b79f5;

/**
 * Creates a generator for one purpose: the same seed gives unrelated streams to "shuffle" and to
 * "weights", so that changing how much one of them draws leaves the other alone. `seed` must be at
 * least 1.
 */
export function createRandom(seed: number, purpose: string): Random {
  if (!Number.isInteger(seed) || seed < 1)
    throw new RangeError(`seed must be a whole number from 1 (got ${seed})`);
  let state = hash(purpose, seed);
  const next = () => {
    state = (state + increment) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    // Box–Muller; 1 − u keeps the logarithm finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    permutation: (n) => {
      const order = Uint32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        const kept = order[i]!;
        order[i] = order[j]!;
        order[j] = kept;
      }
      return order;
    },
    skipPermutations: (count, n) => {
      // A permutation draws n − 1 numbers.
      state = (state + Math.imul(increment, Math.imul(count, Math.max(0, n - 1)))) | 0;
    },
  };
}

function hash(text: string, seed: number): number {
  let h = seed ^ 0x9e3779b9;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}
