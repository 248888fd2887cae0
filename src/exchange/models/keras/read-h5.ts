/** Reads a whole Keras model from HDF5, as `model.save('model.h5')` writes it. */
import { ExchangeError, quoted } from '../../error.ts';
import type { ModelDescription } from '../description.ts';
import { describeKeras } from './describe.ts';
import { withHdf5 } from './hdf5.ts';
import { parsedJson } from './json.ts';

export function readKerasH5(bytes: Uint8Array): Promise<ModelDescription> {
  return withHdf5(bytes, (file) => {
    const config = file.text('/', 'model_config');
    if (config === null)
      throw new ExchangeError(
        'it holds weights without the network (no model_config); save the whole model with model.save("model.keras")',
      );
    const version = file.text('/', 'keras_version')?.slice(0, 20);
    return describeKeras(
      `Keras HDF5${version ? `, Keras ${version}` : ''}`,
      parsedJson(config),
      (layer, parts) => {
        const group = `/model_weights/${layer.name}`;
        const names = file.texts(group, 'weight_names') ?? [];
        return parts.map(({ part, shape }) => {
          const name = names.find((one) => one.split('/').at(-1)?.split(':')[0] === part);
          if (name === undefined)
            throw new ExchangeError(`layer ${quoted(layer.name)}: ${part} of ${shape.join('×')} is missing`);
          return file.floats(`${group}/${name}`, shape);
        });
      },
    );
  });
}
