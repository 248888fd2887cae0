/**
 * Asks before the page is left, but only while something would be lost: a run or a sweep under way,
 * or a run that only this page holds.
 */
import type { WorkbenchState } from './state.ts';
import { useWorkbench } from './store.ts';

type Held = Pick<WorkbenchState, 'live' | 'sweepUnderWay' | 'runs' | 'onlyHere'>;

export function wouldLose({ live, sweepUnderWay, runs, onlyHere }: Held): boolean {
  return live !== null || sweepUnderWay !== null || runs.some(({ id }) => onlyHere.has(id));
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Asks for as long as the page lives. */
export function askBeforeLeaving(): void {
  let asking = false;
  useWorkbench.subscribe((state) => {
    const needed = wouldLose(state);
    if (needed === asking) return;
    asking = needed;
    if (needed) addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
  });
}
