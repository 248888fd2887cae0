/** The trained network that a run starts from: the preset's, or an imported one. */
import { findDataset } from '../../datasets/index.ts';
import { modelShelf, type OwnModel, type OwnModelFacts, presetModel } from '../../exchange/own-models.ts';
import { isOwnId } from '../../exchange/own-shelf.ts';
import { findPreset } from './presets/presets.ts';
import type { RunSpec } from './run-spec.ts';
import { checkField } from './spec.ts';

type Start = Pick<RunSpec, 'start' | 'preset'> & Partial<Pick<RunSpec, 'model'>>;

/** Returns whether there is a trained network to start from. */
export function hasTrained({ preset, model = presetModel }: Omit<Start, 'start'>): boolean {
  return model !== presetModel || findPreset(preset)?.checkpoint !== undefined;
}

/** Returns whether a run starts from it. */
export function startsTrained(start: Start): boolean {
  return start.start === 'checkpoint' && hasTrained(start);
}

/** Returns whether a run starts from an imported network. */
export function startsFromOwn({ start, model }: Pick<RunSpec, 'start' | 'model'>): boolean {
  return start === 'checkpoint' && isOwnId(model);
}

/** Returns the imported network that a run starts from, if there is one and it is here. */
export function ownModelOf(spec: Pick<RunSpec, 'start' | 'model'>): OwnModel | null {
  return (startsFromOwn(spec) && modelShelf.find(spec.model)) || null;
}

/** A file may say anything. */
function isScaling(text: string | null): text is string {
  return text !== null && checkField('normalisation', text) === null;
}

/** Returns whether a network has max pooling, for which neurons must fire after their window. */
export function hasMaxPooling(notation: string): boolean {
  return /-m\d/.test(notation);
}

/** Returns the settings that follow from an imported network. */
export function settingsOfModel({
  notation: network,
  normalisation,
  dataset,
}: OwnModelFacts): Partial<RunSpec> {
  return {
    ...{ network, task: 'classification', start: 'checkpoint' },
    ...(hasMaxPooling(network) ? { firing: 'window' } : {}),
    ...(isScaling(normalisation) ? { normalisation } : {}),
    ...(dataset !== null && findDataset(dataset) ? { dataset } : {}),
  };
}
