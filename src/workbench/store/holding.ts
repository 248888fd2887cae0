/** Makes what was imported known to this page and its workers. */
import { startTransition } from 'react';
import { type Held, offerHeld } from '../../runs/data/held.ts';
import { offerToDesk } from '../clients/simulation-client.ts';
import type { WorkbenchState } from './state.ts';
import { useWorkbench } from './store.ts';

/** Returns all imported sets and networks at hand. */
export function heldIn({ ownSets, ownModels }: Pick<WorkbenchState, 'ownSets' | 'ownModels'>): Held {
  return { sets: ownSets, models: ownModels };
}

/** Takes a change of what is at hand, which is known before anything on screen asks for it. */
export function hold(change: Partial<WorkbenchState>): void {
  const held = heldIn({ ...useWorkbench.getState(), ...change });
  offerHeld(held);
  offerToDesk(held);
  startTransition(() => useWorkbench.setState(change));
}
