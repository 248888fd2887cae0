/** Imported networks that are at hand as files, kept or not, as imported sets are. */
import { DataError } from '../../datasets/dataset.ts';
import type { OwnModel, OwnModelFacts } from '../../exchange/own-models.ts';
import { ownHash } from '../../exchange/own-shelf.ts';

export interface HeldModel {
  readonly facts: OwnModelFacts;
  /** The checkpoint. */
  readonly file: Blob;
}

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

/** Returns the network as something that runs of this thread can load. */
export function loadableModel({ facts, file }: HeldModel): OwnModel {
  return {
    ...facts,
    read: async () => {
      // The page that only lists networks does without the readers behind it.
      const { hasModelHash } = await import('../../exchange/model-hash.ts');
      const bytes = await bytesOf(file);
      if (!hasModelHash(bytes, ownHash(facts.id)))
        throw new DataError(`The kept network ${facts.title} has changed. Import it again.`);
      return bytes;
    },
  };
}
