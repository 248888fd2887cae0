/**
 * An error about a file that cannot be read or a network that cannot be written. The message names
 * the tensor or field, what was expected and what was found.
 */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
}

/** Returns text from a file, quoted and cut short so that a hostile name cannot flood a message. */
export function quoted(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
}

/** Returns a shape as `3×3×16×32`; a scalar's shape as `scalar`. */
export function shapeText(shape: readonly number[]): string {
  if (shape.length === 0) return 'scalar';
  return shape.length > 8 ? `${shape.slice(0, 8).join('×')}×…` : shape.join('×');
}
