/**
 * The untuned score as it was measured last, for parts of the page that stand beside it: what a
 * bound does to the layer is told with what it does to the network.
 */
import { create } from 'zustand';
import type { UntunedResult } from '../../../runs/inspection/simulation.ts';

interface LastUntuned {
  /** The network and settings that it was measured with (origin.ts, clients/source.ts). */
  readonly key: string;
  readonly result: Pick<UntunedResult, 'score' | 'examples'>;
}

const useLast = create<{ readonly last: LastUntuned | null }>()(() => ({ last: null }));

export function noteUntuned(last: LastUntuned): void {
  useLast.setState({ last });
}

/** Returns the score that was measured with exactly these settings, or null. */
export function useUntunedScore(key: string | null): LastUntuned['result'] | null {
  return useLast(({ last }) => (last && last.key === key ? last.result : null));
}
