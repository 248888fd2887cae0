/** The losses by layer as the diagnosis shows them, for parts of the page that speak of them. */
import { create } from 'zustand';
import type { Verdict } from '../../../runs/inspection/verdict.ts';
import type { LossRow } from './losses.ts';

export interface ShownLosses {
  /** The network and settings that they were measured with (origin.ts, clients/source.ts). */
  readonly key: string;
  /** In units of each layer's upper bound. */
  readonly rows: readonly LossRow[];
  readonly verdict: Verdict | null;
}

/** As they were shown last; null until the tab has been open. */
export const useLastLosses = create<{ readonly losses: ShownLosses | null }>()(() => ({ losses: null }));

export function noteLosses(losses: ShownLosses): void {
  useLastLosses.setState({ losses });
}
