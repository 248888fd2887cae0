/** Parses JSON that came in a file. */
import { ExchangeError } from '../../error.ts';

/** Throws {@link ExchangeError} where a text is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ExchangeError(
      'the description of the network is no JSON, or is cut short; save the model again',
    );
  }
}

/** Returns the text of UTF-8 bytes. Throws {@link ExchangeError} where they are none. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ExchangeError('the description of the network is no text; save the model again');
  }
}
