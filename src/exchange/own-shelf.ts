/**
 * Holds what a person imported and can be found here, data sets or networks. Whoever keeps them,
 * the page or the command line, puts them here before settings are read.
 */
import { writeCount } from '../tasks/writing.ts';

/** What ids of everything imported begin with in specs and links. */
const prefix = 'own:';

export function ownId(hash: string): string {
  return prefix + hash;
}

/** Returns the hash in an id. */
export function ownHash(id: string): string {
  return id.slice(prefix.length);
}

/** Matches ids: `own:` and a SHA-256. */
export const ownIdPattern = /^own:[0-9a-f]{64}$/;

/** Matches the beginning of an id, which will do where a person types it. */
const beginningPattern = /^own:[0-9a-f]{8,64}$/;

export function isOwnId(id: string): boolean {
  return ownIdPattern.test(id);
}

export function isOwnBeginning(text: string): boolean {
  return beginningPattern.test(text);
}

/** What a shelf holds, and what its messages call it. */
export interface ShelfFacts<Item, Source> {
  /** One of them, as `imported data set`. */
  readonly title: string;
  /** Returns the file that one was made from, and what was chosen then. */
  sourceIn(item: Item): Source;
  /** Returns what to call that file, and its size where it is known. */
  fileIn(source: Source): { readonly name: string; readonly bytes: number | null };
  /** Says what to import where the file is known, as `net.onnx (12 bytes)`, and where it is not. */
  remedy(file: string | null): string;
  error(message: string): Error;
}

export interface OwnShelf<Item, Source> {
  all(): readonly Item[];
  /** Replaces all that can be found. */
  offer(items: readonly Item[]): void;
  /** Returns one that is here; undefined for any other. */
  find(id: string): Item | undefined;
  /** Notes the file that a link or a run names, for whoever has to find it. */
  note(id: string, source: Source): void;
  /** Returns the file that one was made from, whether it is here or not; null where nobody told. */
  sourceOf(id: string): Source | null;
  /** Returns the whole id for its beginning. Throws the shelf's error unless it means one. */
  wholeId(beginning: string): string;
  /** Says that one is not here, and what to do. */
  missingWords(id: string): string;
}

export function createOwnShelf<Item extends { readonly id: string }, Source>({
  title,
  sourceIn,
  fileIn,
  remedy,
  error,
}: ShelfFacts<Item, Source>): OwnShelf<Item, Source> {
  let here: readonly Item[] = [];
  const named = new Map<string, Source>();
  const sourceOf = (id: string) => named.get(id) ?? null;
  const missingWords = (id: string) => {
    const source = sourceOf(id);
    return `The ${title} ${id} is not here. Import ${remedy(source && fileWords(fileIn(source)))}`;
  };
  return {
    all: () => here,
    offer: (items) => {
      here = items;
      for (const item of items) named.set(item.id, sourceIn(item));
    },
    find: (id) => here.find((item) => item.id === id),
    note: (id, source) => {
      named.set(id, source);
    },
    sourceOf,
    wholeId: (beginning) => {
      const found = here.filter(({ id }) => id.startsWith(beginning));
      if (found.length === 1) return found[0]!.id;
      throw error(
        found.length === 0
          ? missingWords(beginning)
          : `${beginning} is the beginning of ${found.length} ${title}s. Give more of its digits.`,
      );
    },
    missingWords,
  };
}

function fileWords({ name, bytes }: { readonly name: string; readonly bytes: number | null }): string {
  return bytes === null ? name : `${name} (${writeCount(bytes)} bytes)`;
}
