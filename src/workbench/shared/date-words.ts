/** Writes times for a person to read. Any text can come in, and none of them stops the page. */

const clocks = new Map<string | undefined, Intl.DateTimeFormat>();

/**
 * Returns the date format of a locale. It is kept, since making one takes longer than drawing a
 * chip.
 */
function clockOf(locale: string | undefined): Intl.DateTimeFormat {
  const known = clocks.get(locale);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  clocks.set(locale, made);
  return made;
}

/**
 * Writes a time in ISO 8601 as a date with its hour; a text that is no time is not shown as one.
 */
export function dateWords(time: string, locale?: string): string {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? 'at an unknown time' : clockOf(locale).format(at);
}
