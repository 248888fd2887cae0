/**
 * Undoes what messengers and mail programs do to a link: they encode it whole, write `&amp;` for
 * `&`, leave invisible characters in it, or take the sign that ends a sentence along.
 */

/** Characters that take no room, white space, and how a browser encodes them in a hash. */
const invisible =
  /[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|%(?:20|09|0a|0d|c2%a0|c2%ad|e2%80%8[b-f]|e2%80%a[8-e]|e2%81%a[0-4]|ef%bb%bf)/gi;

const ampersand = /&(?:amp|#38|#x26);/gi;

/** Signs that end a sentence, a quotation or a bracket, plain or as a browser encodes them. */
const ending =
  /(?:[.,;!?)\]}>'"`*_|»”’…]|%(?:2e|2c|3b|21|3f|29|5d|7d|3e|27|22|60|7c|c2%bb|e2%80%9[89cd]|e2%80%a6))+$/i;

/**
 * Decodes a hash once if it has lost the signs between its parts to an encoding: the whole of it
 * when no sign is left, otherwise only the sign that is missing, as values have an encoding of
 * their own.
 */
function decodedOnce(text: string): string {
  if (text.includes('=')) return text.includes('&') ? text : text.replaceAll('%26', '&');
  if (text.includes('&')) return text.replace(/%3d/gi, '=');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Replaces until nothing changes: `&amp;amp;` comes from two programs in a row. */
function withoutEntities(text: string): string {
  let plain = text;
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replace(ampersand, '&');
  }
  return plain;
}

/** Returns a hash as it was before it was sent, without its number sign. */
export function mended(text: string): string {
  const decoded = decodedOnce(text.replace(invisible, '')).replace(invisible, '');
  return withoutEntities(decoded).replace(/^(?:#|%23)+/i, '');
}

/** Returns a hash without the signs behind it that belong to the text around it. */
export function withoutEnding(text: string): string {
  return text.replace(ending, '');
}

/** Returns the part of a whole link from its number sign on, or all of it when it has none. */
export function hashOf(link: string): string {
  const sign = link.indexOf('#');
  if (sign >= 0) return link.slice(sign);
  const encoded = link.search(/%23/);
  return encoded >= 0 ? link.slice(encoded) : link;
}
