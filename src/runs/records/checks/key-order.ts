/** Puts the keys of a value that was checked back into the order in which they were read. */

type Json = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/**
 * Returns the value with the keys of all its objects in the order of `given`; those that `given`
 * lacks come last. A schema returns them in an order of its own, so that what is read and written
 * again would be other bytes.
 */
export function inOrderOf<T>(given: unknown, value: T): T {
  if (Array.isArray(value)) {
    if (!Array.isArray(given) || value.every((item) => typeof item !== 'object')) return value;
    return value.map((item, i) => inOrderOf(given[i], item)) as T;
  }
  if (!isPlain(value) || !isPlain(given)) return value;
  const known = Object.keys(given).filter((key) => Object.hasOwn(value, key));
  const added = Object.keys(value).filter((key) => !Object.hasOwn(given, key));
  return Object.fromEntries(
    [...known, ...added].map((key) => [key, inOrderOf(given[key], (value as Json)[key])]),
  ) as T;
}
