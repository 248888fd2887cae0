/**
 * Whether the lessons are open, and at which. This much is known before anything of them is loaded.
 */
import { create } from 'zustand';

/** What the panel is asked to open: the list, or a lesson at a step counted from 1. */
export interface Wanted {
  readonly lesson: string | null;
  /** Null to go on where the lesson was left. */
  readonly step: number | null;
}

interface Entry {
  readonly open: boolean;
  /** What was asked for and is not opened yet. */
  readonly wanted: Wanted | null;
  /** Whether the step needs the figure of one neuron in the page. */
  readonly figure: boolean;
}

export const useEntry = create<Entry>()(() => ({ open: false, wanted: null, figure: false }));

export function openLessons(lesson: string | null = null, step: number | null = null): void {
  useEntry.setState({ open: true, wanted: { lesson, step } });
}

export function closeLessons(): void {
  useEntry.setState({ open: false, wanted: null, figure: false });
}

/** Opens the list, or closes the panel. */
export function toggleLessons(): void {
  if (useEntry.getState().open) closeLessons();
  else openLessons();
}
