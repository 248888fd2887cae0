/**
 * Rings the part of the page that a step speaks of, and brings it into view. The ring is an outline
 * within the part's edge, so it covers nothing.
 */
import { useEffect } from 'react';
import type { LessonAnchor } from '../lesson.ts';
import { wayInto } from './way-into.ts';

/** Milliseconds between looks for a part that is not there yet, or was drawn anew. */
const lookAgain = 400;

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

/** Returns the element of a part of the page; null where it is not there, or hidden. */
function partOf(anchor: LessonAnchor): HTMLElement | null {
  for (const selector of selectorsOf(anchor)) {
    const found = document.querySelector<HTMLElement>(selector);
    // A button that the width of the window hides stands for nothing.
    if (found && found.getClientRects().length > 0) return found;
  }
  return null;
}

const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const isNarrow = () => matchMedia('(width <= 960px)').matches;

/** Brings a part of the page into view: on a phone, between the top bar and the lesson's sheet. */
function bringIntoView(part: HTMLElement): void {
  const behavior = isStill() ? 'auto' : 'smooth';
  if (!isNarrow()) part.scrollIntoView({ behavior, block: 'nearest' });
  else scrollBy({ top: wayInto(placesOf(part)), behavior });
}

/** True until the reader turns from the step's part to another. */
let followed = false;

/** Brings another part into view, and follows that of the step no more. */
export function leadTo(anchor: LessonAnchor): void {
  const part = partOf(anchor);
  followed = false;
  if (part) bringIntoView(part);
}

/** Returns what is to be looked at within a part, as its chart. */
const lookOf = (part: HTMLElement) => part.querySelector('[data-look]');

/** Reads where a part lies on a phone, and what the bar and the sheet leave free. */
function placesOf(part: HTMLElement) {
  const bar = document.querySelector<HTMLElement>('header');
  const sheet = document.querySelector('[data-sheet]')?.getBoundingClientRect();
  const stuck = bar ? Number.parseFloat(getComputedStyle(bar).top) || 0 : 0;
  const look = lookOf(part)?.getBoundingClientRect() ?? null;
  return {
    part: part.getBoundingClientRect(),
    look,
    free: { top: (bar?.offsetHeight ?? 0) + stuck, bottom: sheet?.top ?? innerHeight },
    inBar: bar?.contains(part) ?? false,
    scrolled: scrollY,
  };
}

/** What tells that the reader looks at the page, and not only at the sheet. */
const touches = ['pointerdown', 'wheel', 'touchmove', 'focusin', 'keydown'] as const;

/**
 * Rings the part, scrolls to it when the step is opened, and on a phone follows it while the page
 * changes above it, until the reader turns to the page. `key` tells one step from another.
 */
export function useHighlight(anchor: LessonAnchor | null, key: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` tells one step from another
  useEffect(() => {
    if (!anchor) return;
    let lit: HTMLElement | null = null;
    let scrolledTo: number | null = null;
    followed = true;
    const look = () => {
      const part = partOf(anchor);
      if (part !== lit) {
        lit?.removeAttribute('data-lit');
        lit = part;
      }
      if (!lit) return;
      lit.setAttribute('data-lit', '');
      if (scrolledTo !== null && !(followed && isNarrow())) return;
      const place = Math.round((lookOf(lit) ?? lit).getBoundingClientRect().top + scrollY);
      if (place !== scrolledTo) bringIntoView(lit);
      scrolledTo = place;
    };
    const turn = (event: Event) => {
      const { target } = event;
      if (target instanceof Element && !target.closest('[data-sheet]')) followed = false;
    };
    look();
    const timer = setInterval(look, lookAgain);
    for (const touch of touches) document.addEventListener(touch, turn, { passive: true });
    return () => {
      clearInterval(timer);
      for (const touch of touches) document.removeEventListener(touch, turn);
      lit?.removeAttribute('data-lit');
    };
  }, [anchor, key]);
}
