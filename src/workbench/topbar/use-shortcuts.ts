import { useEffect, useEffectEvent } from 'react';
import { type Shortcut, shortcutFor } from './shortcuts.ts';

/** Listens to the page's keys for as long as the page is there. */
export function useShortcuts(act: (shortcut: Shortcut) => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : document.body;
    const shortcut = shortcutFor(event, (selector) => target.closest(selector) !== null);
    if (!shortcut) return;
    event.preventDefault();
    act(shortcut);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
