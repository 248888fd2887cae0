/**
 * Holds the imported networks that can be found here, each known by the hash of its checkpoint.
 * Whoever keeps them puts them here before settings are read.
 */
import { ExchangeError } from './error.ts';

/** What is known of an imported network without its weights. */
export interface OwnModelFacts {
  /** `own:` and the SHA-256 of its checkpoint. */
  readonly id: string;
  readonly notation: string;
  readonly title: string;
  /** The value of the setting with which its inputs are normalised, or null where nobody said. */
  readonly normalisation: string | null;
  /** The data set that it was judged on, or null. */
  readonly dataset: string | null;
}

export interface OwnModel extends OwnModelFacts {
  /** Reads the checkpoint from where it is kept. */
  read(): Promise<Uint8Array>;
}

let shelf: readonly OwnModel[] = [];

export function ownModels(): readonly OwnModel[] {
  return shelf;
}

/** Replaces the imported networks that can be found. */
export function offerOwnModels(models: readonly OwnModel[]): void {
  shelf = models;
}

/** The value of the setting for which the preset's own network is taken. */
export const presetModel = 'preset';

export const ownModelPattern = /^own:[0-9a-f]{64}$/;

const beginningPattern = /^own:[0-9a-f]{8,64}$/;

export function isOwnModelBeginning(text: string): boolean {
  return beginningPattern.test(text);
}

/** Returns the whole id for its beginning. Throws {@link ExchangeError} unless it means one. */
export function wholeModelId(beginning: string): string {
  const found = shelf.filter(({ id }) => id.startsWith(beginning));
  if (found.length === 1) return found[0]!.id;
  if (found.length > 1)
    throw new ExchangeError(
      `${beginning} is the beginning of ${found.length} imported networks. Give more of its digits.`,
    );
  throw new ExchangeError(missingModelWords(beginning));
}

/** Says that an imported network is not here, and what to do. */
export function missingModelWords(id: string): string {
  return `The imported network ${id} is not here. Import the file that it was made from with the same choices: the hash is then the same`;
}
