/**
 * Which examples were answered right, a bit each, as a text: runs that were judged on the same
 * examples can be compared example by example.
 */

/** Examples of a character. */
const bits = 6;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Returns the text of scores that are 1 for an example answered right, else 0, in their order. */
export function writeHits(each: ArrayLike<number>): string {
  let text = '';
  for (let from = 0; from < each.length; from += bits) {
    let value = 0;
    for (let i = 0; i < bits; i++) if (each[from + i] === 1) value += 2 ** i;
    text += alphabet[value];
  }
  return text;
}

/** Matches what {@link writeHits} writes, of any number of examples. */
export const hitsPattern = /^[A-Za-z0-9_-]*$/;

/** Returns the number of characters for `count` examples. */
export function hitsLength(count: number): number {
  return Math.ceil(count / bits);
}

/** Returns a 1 for each of `count` examples that was answered right, else a 0. */
export function readHits(text: string, count: number): Uint8Array {
  if (text.length !== hitsLength(count))
    throw new RangeError(`${text.length} characters are not those of ${count} examples`);
  return Uint8Array.from(
    { length: count },
    (_, i) => (alphabet.indexOf(text[Math.floor(i / bits)]!) >> (i % bits)) & 1,
  );
}
