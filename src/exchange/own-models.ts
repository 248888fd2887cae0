/** Holds the imported networks that can be found here, each known by its hash. */
import { ExchangeError } from './error.ts';
import { createOwnShelf } from './own-shelf.ts';

/**
 * What can become of max pooling, which spikes only where neurons fire after their window: it is
 * replaced, or kept.
 */
export const replacements = ['average', 'stride', 'kept'] as const;
export type Replacement = (typeof replacements)[number];

export function isReplacement(text: unknown): text is Replacement {
  return replacements.some((known) => known === text);
}

/** What is known of an imported network without its weights. */
export interface OwnModelFacts {
  /** `own:` and the hash of its checkpoint (model-hash.ts). */
  readonly id: string;
  readonly notation: string;
  readonly title: string;
  /** Size of the file that it was made from, or null where nobody said. */
  readonly bytes: number | null;
  /** What became of max pooling, or null where there was none. */
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

export const modelShelf = createOwnShelf<OwnModel, ModelSource>({
  title: 'imported network',
  sourceIn: ({ title, bytes, pooling, normalisation, dataset }) => ({
    ...{ title, bytes, pooling, normalisation, dataset },
  }),
  fileIn: ({ title, bytes }) => ({ name: title, bytes }),
  remedy: (file) =>
    `${file ?? 'the file that it was made from'} with the same choices: the hash is then the same`,
  error: (message) => new ExchangeError(message),
});

/** The value of the setting for which the preset's own network is taken. */
export const presetModel = 'preset';

/** Characters that are shown of the id of a network of which nothing more is known. */
const idShown = 12;

/** Returns what to call a network: its file, or the beginning of its id. */
export function modelTitle(id: string): string {
  const { title } = modelShelf.sourceOf(id) ?? {};
  return title ?? (id.length > idShown ? `${id.slice(0, idShown)}…` : id);
}
