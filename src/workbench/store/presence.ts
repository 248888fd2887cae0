/** Tells whether what settings need of imported data and networks is at hand. */

import { findDataset } from '../../datasets/index.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { modelShelf, presetModel } from '../../exchange/own-models.ts';
import { isOwnId } from '../../exchange/own-shelf.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import type { WorkbenchState } from './state.ts';

/** What a run needs that may have been imported. */
export type Needs = Pick<RunSpec, 'dataset'> & Partial<Pick<RunSpec, 'start' | 'model'>>;

/** What is kept in the browser is looked for when the page opens. */
export type Presence = 'here' | 'awaited' | 'missing';

export function presenceOf({ ownLoaded }: Pick<WorkbenchState, 'ownLoaded'>, dataset: string): Presence {
  if (!isOwnId(dataset) || findDataset(dataset)) return 'here';
  return ownLoaded ? 'missing' : 'awaited';
}

/** Does the same for the network that settings start from. */
export function modelPresence(
  { modelsLoaded }: Pick<WorkbenchState, 'modelsLoaded'>,
  { start, model = presetModel }: Omit<Needs, 'dataset'>,
): Presence {
  if (start !== 'checkpoint' || model === presetModel || modelShelf.find(model)) return 'here';
  return modelsLoaded ? 'missing' : 'awaited';
}

/** Returns the id of the network that the settings lack, or null. */
export function wantedModel(state: Pick<WorkbenchState, 'spec' | 'modelsLoaded'>): string | null {
  return modelPresence(state, state.spec) === 'missing' ? state.spec.model : null;
}

type Loaded = Pick<WorkbenchState, 'ownLoaded' | 'modelsLoaded'>;

/** Tells whether all of it is at hand. */
export function presenceOfAll(state: Loaded, needs: Needs): Presence {
  const both = [presenceOf(state, needs.dataset), modelPresence(state, needs)];
  return both.find((each) => each === 'missing') ?? both.find((each) => each === 'awaited') ?? 'here';
}

/** Returns why settings cannot be run for lack of their data or their network, or null. */
export function missingDataWords(
  state: Loaded & { readonly spec: Pick<RunSpec, 'dataset' | 'start' | 'model'> },
): string | null {
  const { dataset, model } = state.spec;
  switch (presenceOfAll(state, state.spec)) {
    case 'here':
      return null;
    case 'awaited':
      return 'What was imported is still being looked for. Try again in a moment.';
    case 'missing':
      return presenceOf(state, dataset) === 'missing'
        ? `${datasetShelf.missingWords(dataset)}.`
        : `${modelShelf.missingWords(model)}.`;
  }
}
