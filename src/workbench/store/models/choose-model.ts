/** Chooses the trained network that the settings start from. */
import { findDataset } from '../../../datasets/index.ts';
import { modelShelf, presetModel } from '../../../exchange/own-models.ts';
import { withDataset } from '../../../runs/spec/fit-data.ts';
import { presetSpec, type RunSpec } from '../../../runs/spec/spec.ts';
import { settingsOfModel } from '../../../runs/spec/start-network.ts';
import { changeSettings } from '../view/class-view.ts';

/** Returns the settings with an imported network, or with the preset's own again. */
function withModel(spec: RunSpec, id: string): RunSpec {
  if (id === presetModel) {
    const { network, task, start, normalisation, dataset, model } = presetSpec(spec.preset);
    return fitted({ ...spec, network, task, start, normalisation, dataset, model });
  }
  const model = modelShelf.find(id);
  // Settings that asked for it, as a link's, stay as they are.
  if (!model || spec.model === id) return spec;
  return fitted({ ...spec, ...settingsOfModel(model), model: id });
}

function fitted(spec: RunSpec): RunSpec {
  const facts = findDataset(spec.dataset);
  return facts ? withDataset(spec, facts) : Object.freeze(spec);
}

export function chooseModel(id: string): void {
  changeSettings(({ spec, unfinished }) => {
    const { network, normalisation, trainCount, validationCount, testCount, batchSize, ...others } =
      unfinished;
    return { spec: withModel(spec, id), unfinished: others };
  });
}
