/**
 * Reads numbers as people type them, in forms and on the command line. In a whole number a comma
 * groups thousands; elsewhere it is the decimal comma.
 */

/** Spaces that are written between groups of three digits, and the underscore of programs. */
const spaces = ' \u00a0\u2009\u202f_';

/**
 * Returns the sign that a language writes between groups of three digits: a point in German, an
 * apostrophe in Swiss German. Returns a comma for a language that is not known.
 */
function groupSignOf(language: string): string {
  try {
    const parts = new Intl.NumberFormat(language).formatToParts(1_234_567);
    return parts.find(({ type }) => type === 'group')?.value ?? ',';
  } catch {
    return ',';
  }
}

/** Returns how a sign stands in a set of characters of a regular expression. */
function escaped(sign: string): string {
  return sign.replace(/[\\\]^-]/g, '\\$&');
}

/**
 * Reads a whole number: `10000`, `1e4`, or groups of three digits as in `10,000`, with the same
 * sign between all of them. The sign is a comma, a space, or what `language` writes there. Returns
 * NaN for anything else, a fraction included.
 */
export function readWhole(text: string, language = 'en'): number {
  const typed = text.trim();
  const signs = new Set([',', ...spaces, ...groupSignOf(language).replaceAll('’', "’'")]);
  const groups = new RegExp(`^[+-]?[1-9]\\d{0,2}([${escaped([...signs].join(''))}])\\d{3}(?:\\1\\d{3})*$`);
  if (groups.test(typed)) return Number(typed.replace(/[^\d-]/g, ''));
  if (!/^[+-]?(\d+|\d+(\.\d+)?e\+?\d+)$/i.test(typed)) return Number.NaN;
  const value = Number(typed);
  // Adding 0 makes −0 a plain 0.
  return Number.isInteger(value) ? value + 0 : Number.NaN;
}

/**
 * Reads a number that may have a fraction: with spaces between thousands, a comma for the point,
 * `1e-4`. Returns NaN for anything else.
 */
export function readDecimal(text: string): number {
  const plain = text.replace(/[\s\u00a0\u2009\u202f_]/g, '').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) + 0 : Number.NaN;
}
