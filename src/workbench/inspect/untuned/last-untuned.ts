/**
 * The untuned score as it was measured last, for parts of the page that stand beside it: what a
 * bound does to the layer is told with what it does to the network.
 */
import { create } from 'zustand';
import type { UntunedPoint, UntunedResult } from '../../../runs/inspection/simulation.ts';

export interface LastUntuned {
  /** The network and settings that it was measured with (origin.ts, clients/source.ts). */
  readonly key: string;
  readonly result: Pick<UntunedResult, 'score' | 'annScore' | 'examples' | 'timeSteps'>;
}

interface Noted {
  readonly last: LastUntuned | null;
  /** The scores that were measured since the page was opened, by their keys. */
  readonly scores: ReadonlyMap<string, LastUntuned['result']>;
  /** The curve over the window, as far as it is drawn. */
  readonly curve: readonly UntunedPoint[];
}

export const useLastUntuned = create<Noted>()(() => ({ last: null, scores: new Map(), curve: [] }));

export function noteUntuned(last: LastUntuned): void {
  useLastUntuned.setState(({ scores }) => ({ last, scores: new Map(scores).set(last.key, last.result) }));
}

export function noteCurve(curve: readonly UntunedPoint[]): void {
  useLastUntuned.setState({ curve });
}

/** Returns the score that was measured with exactly these settings, or null. */
export function useUntunedScore(key: string | null): LastUntuned['result'] | null {
  return useLastUntuned(({ last }) => (last && last.key === key ? last.result : null));
}
