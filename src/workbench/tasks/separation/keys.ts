/** The keys of the sounds: space plays, A and B choose which one is heard. */

export type SoundKey = 'toggle' | 'a' | 'b';

/** The part of a key press that counts. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** Name and type of the element that has the focus, as `INPUT` and `text`. */
  readonly tag: string;
  readonly type: string;
}

/**
 * Returns what a key asks for; null of a key that means nothing here. Space on a button is a press
 * of the button.
 */
export function soundKey({ key, ctrlKey, metaKey, altKey, tag, type }: Pressed): SoundKey | null {
  if (ctrlKey || metaKey || altKey) return null;
  const types = tag === 'TEXTAREA' || (tag === 'INPUT' && !['radio', 'checkbox', 'range'].includes(type));
  if (types) return null;
  switch (key) {
    case 'a':
    case 'A':
      return 'a';
    case 'b':
    case 'B':
      return 'b';
    case ' ':
      return tag === 'BUTTON' || (tag === 'INPUT' && type !== 'range') ? null : 'toggle';
    default:
      return null;
  }
}
