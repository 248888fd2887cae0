/** Serves the page's questions about a network that a person gave. A worker serves one call. */
import type { ReadFile } from '../../datasets/dataset.ts';
import { datasets, findDataset } from '../../datasets/index.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { type Held, offerHeld } from '../data/held.ts';
import { openDataShelf } from '../data/open-shelf.ts';
import { modelKind } from '../data/shelf-kind.ts';
import { loadExamples } from '../execution/materials.ts';
import {
  createModelImporter,
  type GivenModel,
  type MadeModel,
  type ModelProgress,
  type ModelReading,
} from '../models/import-model.ts';
import type { ModelChoices } from '../models/imported-checkpoint.ts';

/** What a person said of the network; null where it is to be guessed. */
export interface ModelAsked {
  /** The data set that the settings have, which is tried first. */
  readonly likely: string;
  readonly dataset: string | null;
  readonly normalisation: string | null;
}

export interface ModelEndpoint {
  /** Reads and measures the network; `held` are the imported sets that it may be measured on. */
  read(
    given: GivenModel,
    asked: ModelAsked,
    held: Held,
    tell: (progress: ModelProgress) => void,
  ): Promise<ModelReading>;
  /** Makes the checkpoint of what was chosen. */
  make(given: GivenModel, choices: ModelChoices, held: Held): Promise<MadeModel>;
  keep(hash: string, file: Blob): Promise<void>;
}

export function modelEndpoint(open: () => Promise<unknown>, read: ReadFile): ModelEndpoint {
  const importer = createModelImporter({
    open,
    load: (dataset, validationCount) => {
      const available = findDataset(dataset)?.available.validation ?? validationCount;
      const counts = { trainCount: 32, validationCount: Math.min(validationCount, available) };
      return loadExamples({ dataset, task: 'classification', ...counts }, read);
    },
  });
  return {
    read: (given, { likely, dataset, normalisation }, held, tell) => {
      offerHeld(held);
      const sets = [...datasets, ...datasetShelf.all()].map(({ id, title, inputShape, classNames }) => ({
        ...{ id, title, inputShape, classes: classNames.length },
      }));
      // The sort keeps the order of the others.
      sets.sort((a, b) => Number(b.id === likely) - Number(a.id === likely));
      return importer.read(given, { sets, dataset, normalisation }, tell);
    },
    make: (given, choices, held) => {
      offerHeld(held);
      const shape = choices.dataset === null ? undefined : findDataset(choices.dataset)?.inputShape;
      return importer.make(given, choices, shape ?? null);
    },
    keep: async (hash, file) => {
      const shelf = await openDataShelf(modelKind);
      try {
        await shelf.put(hash, file);
      } finally {
        shelf.close();
      }
    },
  };
}
