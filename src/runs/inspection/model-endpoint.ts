/**
 * Serves the page's questions about a network that a person gave, an analog one or a NIR file. A
 * worker serves one call.
 */

import type { DatasetFacts, ReadFile } from '../../datasets/dataset.ts';
import { datasets, findDataset } from '../../datasets/index.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import type { NirOptions } from '../../exchange/nir/read.ts';
import { classification } from '../../tasks/classification.ts';
import type { TaskId } from '../../tasks/task.ts';
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
import { type NirReading, nirReading } from '../models/nir-reading.ts';

/** What a person said of the network; null where it is to be guessed. */
export interface ModelAsked {
  /** The data set that the settings have, which is tried first. */
  readonly likely: string;
  readonly dataset: string | null;
  readonly normalisation: string | null;
}

/** What a person said of a NIR file; null where it is to be found. */
export interface NirAsked {
  readonly options: Partial<NirOptions>;
  /** The data set that the settings have, which is tried first. */
  readonly likely: string;
  readonly dataset: string | null;
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
  /** Reads a NIR file and simulates it; `held` are the imported sets that it may run on. */
  nir(file: Blob, asked: NirAsked, held: Held, tell: (share: number) => void): Promise<NirReading>;
}

export function modelEndpoint(open: () => Promise<unknown>, read: ReadFile): ModelEndpoint {
  const load = (dataset: string, task: TaskId, wanted: number) => {
    const available = findDataset(dataset)?.available.validation ?? wanted;
    const counts = { trainCount: 32, validationCount: Math.min(wanted, available) };
    return loadExamples({ dataset, task, ...counts }, read);
  };
  const importer = createModelImporter({
    open,
    load: (dataset, wanted) => load(dataset, classification.id, wanted),
  });
  return {
    read: (given, { likely, dataset, normalisation }, held, tell) => {
      offerHeld(held);
      const sets = setsFrom(likely).map(({ id, title, inputShape, classNames }) => ({
        ...{ id, title, inputShape, classes: classNames.length },
      }));
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
    nir: async (file, { likely, ...asked }, held, tell) => {
      offerHeld(held);
      const bytes = new Uint8Array(await file.arrayBuffer());
      return nirReading(bytes, { ...asked, sets: setsFrom(likely) }, { open, load }, tell);
    },
  };
}

/** Returns all data sets at hand, the likeliest first. */
function setsFrom(likely: string): DatasetFacts[] {
  // The sort keeps the order of the others.
  return [...datasets, ...datasetShelf.all()].sort(
    (a, b) => Number(b.id === likely) - Number(a.id === likely),
  );
}
