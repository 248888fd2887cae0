/** Finds what is kept by the beginning of its id, to be deleted. */
import { DataError } from '../../src/datasets/dataset.ts';
import { isOwnBeginning, ownHash } from '../../src/exchange/own-shelf.ts';
import { SpecError } from '../../src/runs/spec/spec.ts';

/** What the messages call one of those kept, and the command that lists them. */
interface KeptWords {
  readonly title: string;
  readonly list: string;
}

/**
 * Returns the only one of the kept files whose name begins with the hash in `id`. Throws a
 * {@link SpecError} where that is no id, and a {@link DataError} where there is none or several.
 */
export function foundOnce<T>(
  id: string,
  kept: readonly T[],
  nameOf: (kept: T) => string,
  { title, list }: KeptWords,
): T {
  if (!isOwnBeginning(id))
    throw new SpecError([
      `the id must be own: and at least 8 digits of the hash (got ${JSON.stringify(id)})`,
    ]);
  const found = kept.filter((each) => nameOf(each).startsWith(ownHash(id)));
  if (found.length === 1) return found[0]!;
  throw new DataError(
    found.length === 0
      ? `No ${title} begins with ${id}. "${list}" lists them.`
      : `${found.length} ${title}s begin with ${id}. Give more of its digits.`,
  );
}
