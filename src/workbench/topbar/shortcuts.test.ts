import { describe, expect, it } from 'vitest';
import { shortcutFor } from './shortcuts.ts';

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  defaultPrevented: false,
  ...more,
});
const nowhere = () => false;
/** Puts the focus on an element of this tag, as far as the selectors name tags. */
const on = (tag: string) => (selector: string) => selector.split(', ').some((s) => s.startsWith(tag));

describe('shortcuts', () => {
  it('answer when nothing has the focus', () => {
    expect(shortcutFor(press(' '), nowhere)).toBe('runOrPause');
    expect(shortcutFor(press('E'), nowhere)).toBe('epoch');
    expect(shortcutFor(press('Escape'), nowhere)).toBe('stop');
    expect(shortcutFor(press('?'), nowhere)).toBe('help');
    expect(shortcutFor(press('i'), nowhere)).toBe('lessons');
    expect(shortcutFor(press('q'), nowhere)).toBeNull();
  });

  it('leave the browser and key repeat alone', () => {
    expect(shortcutFor(press('s', { ctrlKey: true }), nowhere)).toBeNull();
    expect(shortcutFor(press('e', { metaKey: true }), nowhere)).toBeNull();
    expect(shortcutFor(press(' ', { repeat: true }), nowhere)).toBeNull();
    expect(shortcutFor(press('Escape', { defaultPrevented: true }), nowhere)).toBeNull();
  });

  it('leave space to a button, and every key to a text field', () => {
    expect(shortcutFor(press(' '), on('button'))).toBeNull();
    expect(shortcutFor(press('e'), on('button'))).toBe('epoch');
    expect(shortcutFor(press('e'), on('textarea'))).toBeNull();
    expect(shortcutFor(press('Escape'), on('textarea'))).toBeNull();
  });
});
