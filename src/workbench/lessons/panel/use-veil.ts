/**
 * Covers the parts of the page that give an answer away, until the guess is made: those that carry
 * the name in `data-veil`. The rules are in lessons.module.css.
 */
import { useEffect } from 'react';
import type { Veil } from '../lesson.ts';

export function useVeil(veil: Veil | null): void {
  useEffect(() => {
    if (!veil) return;
    document.body.dataset.guess = veil;
    return () => {
      delete document.body.dataset.guess;
    };
  }, [veil]);
}
