/**
 * Ends a dispatch on a kind. Where every kind has its case, `value` is `never`; a kind without one
 * does not compile. Throws a TypeError that names the kind, and the layer where it has a name, when
 * one arrives that the compiler has not seen.
 */
export function unknownKind(value: never): never {
  const unknown: unknown = value;
  const { name, kind = unknown } = Object(unknown) as { name?: unknown; kind?: unknown };
  const where = typeof name === 'string' ? `${name}: ` : '';
  const what = typeof kind === 'string' ? kind : JSON.stringify(kind);
  throw new TypeError(`${where}the kind “${what}” is not known here`);
}
