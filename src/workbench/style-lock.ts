/**
 * Closes the page to inline styles that are not its own. A file on a static host cannot hold a
 * nonce that is new each time, so the page makes one when it starts, and adds a policy that asks
 * for it.
 */

/** Returns a number used once, as a text that a policy can hold. */
function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Asks for a nonce on every style element from now on, allows no style attribute in markup, and
 * returns the nonce. React sets styles by property, which a policy does not forbid.
 */
export function lockStyles(): string {
  const nonce = newNonce();
  // The library that keeps the page still behind a dialog reads the nonce of its style from here.
  Object.assign(globalThis, { __webpack_nonce__: nonce });
  // Vite's client inserts styles without a nonce while developing.
  if (import.meta.env.DEV) return nonce;
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `style-src-elem 'self' 'nonce-${nonce}'; style-src-attr 'none'`;
  document.head.append(policy);
  return nonce;
}
