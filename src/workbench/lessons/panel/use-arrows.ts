/** Left and right go through the steps while nothing has the focus that uses these keys itself. */
import { useEffect, useEffectEvent } from 'react';

const usesArrows =
  'input, textarea, select, [contenteditable="true"], [role="slider"], [role="radio"], [role="tab"], [role="option"], [role="menuitem"], [role="application"], canvas[tabindex]';

export function useArrows(onBack: () => void, onNext: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    if (event.target instanceof Element && event.target.closest(usesArrows)) return;
    if (document.querySelector('[aria-modal="true"]')) return;
    event.preventDefault();
    if (event.key === 'ArrowLeft') onBack();
    else onNext();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
