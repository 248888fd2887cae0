/**
 * Rings the part of the page that a step speaks of, and scrolls to it when the step is opened. It
 * scrolls again when what comes above the part pushes it away before anybody does something. The
 * ring is an outline within the part's edge, so it covers nothing.
 */
import { useEffect } from 'react';
import type { LessonAnchor } from '../lesson.ts';

/** Milliseconds between looks for a part that is not there yet, or was drawn anew. */
const lookAgain = 400;

/** What a person does who looks at the page by now. */
const acts = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Returns the selectors of a part; the later ones stand in where it is not in the page. */
export function selectorsOf(anchor: LessonAnchor): readonly string[] {
  const drawer = '[data-anchor="openSettings"]';
  // A ring within its edge would lie on its words; that of the card around it does not.
  if (anchor === 'untuned') return ['[data-anchor="progress"]'];
  if (anchor === 'settings') return ['[data-anchor="settings"]', drawer];
  if (!anchor.startsWith('setting:')) return [`[data-anchor="${anchor}"]`];
  // Where the settings are a drawer, the button that opens it.
  return [`[data-setting="${anchor.slice('setting:'.length)}"]`, drawer];
}

function partOf(anchor: LessonAnchor): HTMLElement | null {
  for (const selector of selectorsOf(anchor)) {
    const found = document.querySelector<HTMLElement>(selector);
    // A button that the width of the window hides stands for nothing.
    if (found && found.getClientRects().length > 0) return found;
  }
  return null;
}

export function useHighlight(anchor: LessonAnchor | null, key: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` tells one step from another
  useEffect(() => {
    if (!anchor) return;
    let lit: HTMLElement | null = null;
    /** Where the part stood among its neighbours when it was scrolled to. */
    let placed: number | null = null;
    let touched = false;
    const touch = () => {
      touched = true;
    };
    for (const act of acts) addEventListener(act, touch, { capture: true, passive: true });
    const look = () => {
      const part = partOf(anchor);
      if (part !== lit) {
        lit?.removeAttribute('data-lit');
        lit = part;
      }
      if (!lit) return;
      lit.setAttribute('data-lit', '');
      if (placed !== null && (touched || Math.abs(lit.offsetTop - placed) < 2)) return;
      placed = lit.offsetTop;
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const narrow = matchMedia('(width <= 960px)').matches;
      lit.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: narrow ? 'start' : 'nearest' });
    };
    look();
    const timer = setInterval(look, lookAgain);
    return () => {
      clearInterval(timer);
      for (const act of acts) removeEventListener(act, touch, { capture: true });
      lit?.removeAttribute('data-lit');
    };
  }, [anchor, key]);
}
