/** Compares stored values, whatever the order of their keys and whichever parts they share. */

type Json = Readonly<Record<string, unknown>>;

function isArrayOf(value: unknown): value is ArrayLike<unknown> & object {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

const keysOf = (value: Json) => Object.keys(value).filter((key) => value[key] !== undefined);

/** Returns whether two values are the same; an undefined field is as if it were not there. */
export function sameValue(a: unknown, b: unknown, above: ReadonlyMap<unknown, unknown> = new Map()): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  // A value that holds itself is compared once on the way down.
  if (above.get(a) === b) return true;
  const inside = new Map(above).set(a, b);
  if (isArrayOf(a) || isArrayOf(b)) {
    if (!isArrayOf(a) || !isArrayOf(b) || a.constructor !== b.constructor || a.length !== b.length)
      return false;
    for (let i = 0; i < a.length; i++) if (!sameValue(a[i], b[i], inside)) return false;
    return true;
  }
  if (a instanceof Date || b instanceof Date)
    return a instanceof Date && b instanceof Date && Object.is(a.getTime(), b.getTime());
  const [ofA, ofB] = [a as Json, b as Json];
  const keys = keysOf(ofA);
  return (
    keys.length === keysOf(ofB).length &&
    keys.every((key) => Object.hasOwn(ofB, key) && sameValue(ofA[key], ofB[key], inside))
  );
}
