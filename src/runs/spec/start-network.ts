/** The trained network that a run starts from: the preset's, or an imported one. */
import { findDataset } from '../../datasets/index.ts';
import { type OwnModelFacts, presetModel } from '../../exchange/own-models.ts';
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

/** A file may say anything. */
function isScaling(text: string | null): text is string {
  return text !== null && checkField('normalisation', text) === null;
}

/** Returns the settings that follow from an imported network. */
export function settingsOfModel({
  notation: network,
  normalisation,
  dataset,
}: OwnModelFacts): Partial<RunSpec> {
  return {
    ...{ network, task: 'classification', start: 'checkpoint' },
    ...(isScaling(normalisation) ? { normalisation } : {}),
    ...(dataset !== null && findDataset(dataset) ? { dataset } : {}),
  };
}
