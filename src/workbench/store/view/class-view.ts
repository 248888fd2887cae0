/** What a link for a class does to the page: it hides parts of it and locks the settings. */
import type { HideablePart } from '../../../runs/link/view-part.ts';
import type { WorkbenchState } from '../state.ts';
import { useWorkbench } from '../store.ts';

/** Tells whether the link in the address hides a part of the page. */
export function hides(part: HideablePart): boolean {
  return useWorkbench.getState().viewPart.hide.includes(part);
}

export function useHides(part: HideablePart): boolean {
  return useWorkbench(({ viewPart }) => viewPart.hide.includes(part));
}

/** Brings every part back; the address names none any more. */
export function showAll(): void {
  useWorkbench.setState(({ viewPart }) => ({ viewPart: { ...viewPart, hide: [] } }));
}

export function useLocked(): boolean {
  return useWorkbench(({ viewPart }) => viewPart.lock);
}

/** Brings the usual size back; the address asks for a projector no more. */
export function endProjector(): void {
  useWorkbench.setState(({ viewPart }) => ({ viewPart: { ...viewPart, projector: false } }));
}

/** Frees the settings; the rest of the page stays as it is. */
export function unlock(): void {
  useWorkbench.setState(({ viewPart }) => ({ viewPart: { ...viewPart, lock: false } }));
}

/**
 * Changes the settings, or the form of the sweep, unless the link locks them. Whatever a person
 * does to them goes this way, except for a lesson's own buttons: the lesson is part of the link.
 */
export function changeSettings(change: (state: WorkbenchState) => Partial<WorkbenchState>): void {
  useWorkbench.setState((state) => (state.viewPart.lock ? state : change(state)));
}
