/**
 * Ends a dispatch on a kind. When every kind has its case, `value` is `never`, so a kind without a
 * case does not compile. Throws a TypeError that names the kind, and the layer if it has a name,
 * when a kind arrives that the compiler has not seen.
 */
export function unknownKind(value: never): never {
  const unknown: unknown = value;
  const { name, kind = unknown } = Object(unknown) as { name?: unknown; kind?: unknown };
  const where = typeof name === 'string' ? `${name}: ` : '';
  const what = typeof kind === 'string' ? kind : JSON.stringify(kind);
  throw new TypeError(`${where}the kind “${what}” is not known here`);
}
