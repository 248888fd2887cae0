/**
 * Reads the JSON that Spikewise keeps in a safetensors file's metadata, by default under the key
 * `spikewise`.
 */
import type { z } from '../networks/zod.ts';
import { duplicateKey } from './duplicate-key.ts';
import { ExchangeError, quoted } from './error.ts';

export const metadataKey = 'spikewise';

/**
 * Reads and validates the record. `what` names the kind of file in messages. Throws
 * {@link ExchangeError}.
 */
export function readMetadata<T>(
  metadata: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
  what: string,
  key = metadataKey,
): T {
  const text = Object.hasOwn(metadata, key) ? metadata[key] : undefined;
  if (text === undefined) throw new ExchangeError(`not a Spikewise ${what}: its metadata has no “${key}”`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ExchangeError(`metadata “${key}” is not valid JSON`);
  }
  const twice = duplicateKey(text);
  if (twice !== null) throw new ExchangeError(`metadata “${key}” has “${twice.slice(0, 60)}” twice`);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const path = issue.path.length > 0 ? `${issue.path.join('.').slice(0, 100)}: ` : '';
  throw new ExchangeError(
    `metadata “${key}”: ${path}${issue.message.slice(0, 300)}${got(value, issue.path)}`,
  );
}

/**
 * Returns the value at a path for a message, as “ (got 3)”, or no text when it is no plain value.
 */
function got(value: unknown, path: readonly PropertyKey[]): string {
  const found = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null)?.[key], value);
  return typeof found === 'number' || typeof found === 'string' ? ` (got ${quoted(String(found))})` : '';
}
