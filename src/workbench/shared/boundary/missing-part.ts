/** An error about a part of the page that is loaded later and could not be. */
import {
  addressIn,
  findMissing,
  findNewer,
  type Missing,
  missingWords,
} from '../../../runs/execution/missing.ts';

export class MissingPartError extends Error {
  override readonly name = 'MissingPartError';

  constructor(
    message: string,
    readonly missing: Missing,
    /** Makes the next rendering of the part load it again. */
    readonly prepareRetry: () => void,
  ) {
    super(message);
  }
}

/** Returns the error for a part whose import failed with `error`. */
export async function missingPart(
  part: string,
  error: unknown,
  prepareRetry: () => void,
): Promise<MissingPartError> {
  const message = error instanceof Error ? error.message : String(error);
  const address = addressIn(message);
  const missing = address ? await findMissing(address) : await findNewer(document.baseURI, import.meta.url);
  // An import's own message names a file, which tells a person nothing.
  return new MissingPartError(missingWords(part, missing, address ? '' : message), missing, prepareRetry);
}
