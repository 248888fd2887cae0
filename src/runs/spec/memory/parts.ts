/** The parts and moments of a plan, and what a plan is made of. */
import type { DatasetFacts } from '../../../datasets/dataset.ts';
import type { Front } from '../../../networks/front.ts';
import type { Layer } from '../../../networks/layer.ts';
import type { Recipe } from '../methods/recipe.ts';
import type { RunSpec } from '../run-spec.ts';
import type { MachineLimits } from './limits.ts';

/** The parts of the memory, in the order of the bar. */
export const memoryParts = [
  'weights',
  'copies',
  'gradients',
  'adam',
  'activations',
  'spikes',
  'percentiles',
  'cache',
  'examples',
  'holes',
  'scratch',
] as const;

export type MemoryPart = (typeof memoryParts)[number];

/** Bytes of one worker by part; what is 0 is left out. */
export type PartBytes = Readonly<Partial<Record<MemoryPart, number>>>;

export const momentKinds = [
  'pretraining',
  'measuring',
  'percentiles',
  'tuning',
  'stageEnd',
  'simulation',
] as const;

/** A moment of a run in which it holds much. */
export interface MemoryMoment {
  readonly kind: (typeof momentKinds)[number];
  /** The layer in hand; null where it is the whole network. */
  readonly layer: string | null;
  /** In the heap of the backend, which never shrinks on wasm. */
  readonly heap: PartBytes;
  /** In arrays of JavaScript. */
  readonly arrays: PartBytes;
}

export interface PlannedRun {
  readonly spec: RunSpec;
  /** The recipe of the spec's method. */
  readonly recipe: Recipe;
  readonly layers: readonly Layer[];
  /** The encoder before the layers, where there is one. */
  readonly front?: Front | undefined;
  /** The data set; null where it is not here. */
  readonly data: Pick<DatasetFacts, 'available' | 'scaling'> | null;
  /** Number of workers that share the run. */
  readonly workers: number;
  readonly limits: MachineLimits;
}

export function totalOf(parts: PartBytes): number {
  return Object.values(parts).reduce((sum, bytes) => sum + bytes, 0);
}

/** Returns the sums of two lists of parts. */
export function addParts(left: PartBytes, right: PartBytes): PartBytes {
  const sum: Partial<Record<MemoryPart, number>> = {};
  for (const part of memoryParts) {
    const bytes = (left[part] ?? 0) + (right[part] ?? 0);
    if (bytes > 0) sum[part] = bytes;
  }
  return sum;
}
