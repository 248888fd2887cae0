/**
 * The page's keys. They do nothing while a control has the focus or a dialog is open: those have
 * keys of their own.
 */

export type Shortcut =
  | 'runOrPause'
  | 'epoch'
  | 'stage'
  | 'stop'
  | 'sweep'
  | 'neuron'
  | 'share'
  | 'theme'
  | 'help';

export const shortcuts: readonly { keys: string; shortcut: Shortcut; words: string }[] = [
  { keys: 'Space', shortcut: 'runOrPause', words: 'Start, pause or go on' },
  { keys: 'E', shortcut: 'epoch', words: 'Go on to the end of this epoch, then pause' },
  { keys: 'S', shortcut: 'stage', words: 'Go on to the end of this stage, then pause' },
  { keys: 'Esc', shortcut: 'stop', words: 'Stop the run; stages that ended are kept' },
  { keys: 'W', shortcut: 'sweep', words: 'To the sweep, and back to the single run' },
  { keys: 'N', shortcut: 'neuron', words: 'Open the figure of one neuron' },
  { keys: 'L', shortcut: 'share', words: 'Copy the link to these settings' },
  { keys: 'T', shortcut: 'theme', words: 'Light, dark or as the system has it' },
  { keys: '?', shortcut: 'help', words: 'Show these keys' },
];

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
