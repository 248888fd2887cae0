/**
 * The page's keys. They do nothing while a control has the focus or a dialog is open: those have
 * keys of their own.
 */

import type { HideablePart } from '../../runs/link/view-part.ts';

export type Shortcut =
  | 'runOrPause'
  | 'epoch'
  | 'stage'
  | 'stop'
  | 'sweep'
  | 'neuron'
  | 'lessons'
  | 'slowMotion'
  | 'share'
  | 'theme'
  | 'help';

/** The part of the page that a shortcut opens; where a link hides it, the key does nothing. */
export const partOf: Readonly<Partial<Record<Shortcut, HideablePart>>> = {
  sweep: 'sweep',
  neuron: 'neuron',
  slowMotion: 'sample',
  share: 'share',
};

/** Elements that have keys of their own. */
const controls =
  'input, textarea, select, button, [role="button"], a[href], summary, [contenteditable="true"], [role="slider"], [role="radio"], [role="tab"], [role="option"], [role="menuitem"], [role="application"], canvas[tabindex], [aria-modal="true"]';

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
  readonly defaultPrevented: boolean;
}

const byKey: Readonly<Record<string, Shortcut>> = {
  ' ': 'runOrPause',
  e: 'epoch',
  s: 'stage',
  escape: 'stop',
  w: 'sweep',
  n: 'neuron',
  i: 'lessons',
  m: 'slowMotion',
  l: 'share',
  t: 'theme',
  '?': 'help',
};

/**
 * Those of them that take text. Space and Escape mean something to most controls, letters only to
 * these.
 */
const takesText =
  'input:not([type="radio"]):not([type="checkbox"]), textarea, select, [contenteditable="true"], [aria-modal="true"], [role="menuitem"]';

/**
 * Returns the shortcut of a pressed key, or null. `within` tells whether the focus lies within
 * something that matches a selector.
 */
export function shortcutFor(event: Pressed, within: (selector: string) => boolean): Shortcut | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return null;
  const shortcut = byKey[event.key.toLowerCase()];
  if (!shortcut) return null;
  const letter = event.key.length === 1 && event.key !== ' ';
  return within(letter ? takesText : controls) ? null : shortcut;
}
