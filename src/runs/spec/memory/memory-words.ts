/** What page and command line call the parts and moments of a plan. */

import { writeCount } from '../../../tasks/writing.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { type MemoryMoment, type MemoryPart, memoryParts, type PartBytes } from './parts.ts';

export const partWords: Readonly<Record<MemoryPart, string>> = {
  weights: 'weights',
  copies: 'copies of the network',
  gradients: 'gradients',
  adam: 'Adam',
  activations: 'activations',
  spikes: 'spikes',
  percentiles: 'values for percentiles',
  cache: 'spike cache',
  examples: 'examples',
  holes: 'holes in the heap',
  scratch: 'kernels',
};

/** Returns bytes as a message has them: `1,234 MiB`. */
export function mebibytes(bytes: number): string {
  return `${writeCount(Math.ceil(bytes / 2 ** 20))} MiB`;
}

/** Returns what a run does in a moment: `tuning fc1`. */
export function momentWords({ kind, layer }: Pick<MemoryMoment, 'kind' | 'layer'>): string {
  switch (kind) {
    case 'pretraining':
      return 'pre-training';
    case 'measuring':
      return 'measuring the ANN';
    case 'percentiles':
      return `finding the threshold of ${layer}`;
    case 'tuning':
      return `training from ${layer} on`;
    case 'stageEnd':
      return `keeping the end of the stage of ${layer}`;
    case 'simulation':
      return 'simulating the finished network';
  }
}

/** Returns the largest parts in words: `weights 528 MiB, Adam 1,056 MiB`. */
export function partsWords(parts: PartBytes, most = 3): string {
  return memoryParts
    .filter((part) => (parts[part] ?? 0) >= 2 ** 20)
    .sort((a, b) => parts[b]! - parts[a]!)
    .slice(0, most)
    .map((part) => `${partWords[part]} ${mebibytes(parts[part]!)}`)
    .join(', ');
}

/** Writes the most that each worker holds: `312 MiB × 2`. */
export function peakWords({ workerBytes, workers }: Pick<MemoryPlan, 'workerBytes' | 'workers'>): string {
  return `${mebibytes(workerBytes)}${workers > 1 ? ` × ${workers}` : ''}`;
}
