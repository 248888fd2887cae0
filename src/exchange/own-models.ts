/**
 * Holds the imported networks that can be found here, each known by the hash of its checkpoint.
 * Whoever keeps them puts them here before settings are read.
 */
import { writeCount } from '../tasks/writing.ts';
import { ExchangeError } from './error.ts';

/** What can take the place of max pooling, which cannot spike. */
export const replacements = ['average', 'stride'] as const;
export type Replacement = (typeof replacements)[number];

export function isReplacement(text: unknown): text is Replacement {
  return replacements.some((known) => known === text);
}

/** What is known of an imported network without its weights. */
export interface OwnModelFacts {
  /** `own:` and the SHA-256 of its checkpoint. */
  readonly id: string;
  readonly notation: string;
  readonly title: string;
  /** Size of the file that it was made from, or null where nobody said. */
  readonly bytes: number | null;
  /** What took the place of max pooling, or null where there was none. */
  readonly pooling: Replacement | null;
  /** The value of the setting with which its inputs are normalised, or null where nobody said. */
  readonly normalisation: string | null;
  /** The data set that it was judged on, or null. */
  readonly dataset: string | null;
}

export interface OwnModel extends OwnModelFacts {
  /** Reads the checkpoint from where it is kept. */
  read(): Promise<Uint8Array>;
}

/** The file that a network was made from, and the choices on which its hash depends. */
export type ModelSource = Omit<OwnModelFacts, 'id' | 'notation'>;

let shelf: readonly OwnModel[] = [];

/** What networks were made from that a link or a run named, whether they are here or not. */
const named = new Map<string, ModelSource>();

export function ownModels(): readonly OwnModel[] {
  return shelf;
}

/** Replaces the imported networks that can be found. */
export function offerOwnModels(models: readonly OwnModel[]): void {
  shelf = models;
  for (const { id, title, bytes, pooling, normalisation, dataset } of models)
    named.set(id, { title, bytes, pooling, normalisation, dataset });
}

/** Notes what a link or a run says of a network's file, for whoever has to find it. */
export function noteModelSource(id: string, source: ModelSource): void {
  named.set(id, source);
}

/** Returns what a network was made from; null where nobody has told. */
export function modelSourceOf(id: string): ModelSource | null {
  return named.get(id) ?? null;
}

/** Returns what to call a network: its file, or the beginning of its id. */
export function modelTitle(id: string): string {
  return named.get(id)?.title ?? (id.length > idShown ? `${id.slice(0, idShown)}…` : id);
}

export function isOwnModel(id: string): boolean {
  return ownModelPattern.test(id);
}

/** Returns an imported network that is here; undefined for any other. */
export function findModel(id: string): OwnModel | undefined {
  return shelf.find((own) => own.id === id);
}

/** The value of the setting for which the preset's own network is taken. */
export const presetModel = 'preset';

export const ownModelPattern = /^own:[0-9a-f]{64}$/;

/** Characters that are shown of the id of a network of which nothing more is known. */
const idShown = 12;

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
  const source = modelSourceOf(id);
  const size = source?.bytes == null ? '' : ` (${writeCount(source.bytes)} bytes)`;
  const file = source ? `${source.title}${size}` : 'the file that it was made from';
  return `The imported network ${id} is not here. Import ${file} with the same choices: the hash is then the same`;
}
