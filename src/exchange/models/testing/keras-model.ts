/** Builds a small model with TensorFlow.js, and writes it as its own and as Keras's files. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs';
import { strToU8, zipSync } from 'fflate';
import { someNumbers, somePositive } from './numbers.ts';

/** A model with uneven padding, stride 2, a batch norm of large ε, pooling and a flatten. */
export async function smallModel(): Promise<tf.LayersModel> {
  await tf.setBackend('cpu');
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        ...{ inputShape: [9, 8, 2], filters: 3, kernelSize: [4, 3], strides: 2, padding: 'same' },
        name: 'first',
      }),
      tf.layers.batchNormalization({ epsilon: 0.5, name: 'norm' }),
      tf.layers.reLU({ name: 'rectified' }),
      tf.layers.zeroPadding2d({
        padding: [
          [1, 0],
          [0, 2],
        ] as unknown as [[number, number], [number, number]],
        name: 'zeros',
      }),
      tf.layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu', useBias: false, name: 'second' }),
      tf.layers.averagePooling2d({ poolSize: 2, name: 'mean' }),
      tf.layers.dropout({ rate: 0.5, name: 'dropped' }),
      tf.layers.flatten({ name: 'flat' }),
      tf.layers.dense({ units: 5, activation: 'relu', name: 'hidden' }),
      tf.layers.batchNormalization({ scale: false, epsilon: 0.01, name: 'late' }),
      tf.layers.dense({ units: 3, activation: 'softmax', name: 'scores' }),
    ],
  });
  model.setWeights(
    model.weights.map(({ shape, originalName }) => {
      const sizes = shape as number[];
      const values = /variance/.test(originalName) ? somePositive : someNumbers;
      return tf.tensor(values(sizes.reduce((a, b) => a * b, 1)), sizes);
    }),
  );
  return model;
}

/** Returns what the model gives before its softmax, for one image. */
export function outputsOf(model: tf.LayersModel, image: Float32Array): number[] {
  const before = tf.tidy(() => {
    const scores = model.predict(tf.tensor4d(image, [1, 9, 8, 2])) as tf.Tensor;
    return tf.log(scores);
  });
  const values = [...before.dataSync()];
  before.dispose();
  return values;
}

/** Returns the files that the model's own `save` gives. */
export async function tfjsFiles(
  model: tf.LayersModel,
): Promise<{ json: Record<string, unknown>; shards: Map<string, Uint8Array> }> {
  let saved: tf.io.ModelArtifacts | null = null;
  await model.save({
    save: async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  const { modelTopology, weightSpecs, weightData } = saved as unknown as tf.io.ModelArtifacts;
  const bytes = new Uint8Array(weightData as ArrayBuffer);
  const middle = bytes.length >> 1;
  const shards = new Map([
    ['one.bin', bytes.slice(0, middle)],
    ['two.bin', bytes.slice(middle)],
  ]);
  return {
    json: {
      format: 'layers-model',
      modelTopology,
      weightsManifest: [{ paths: [...shards.keys()], weights: weightSpecs }],
    },
    shards,
  };
}

let files = 0;

/** Writes an HDF5 file by the library, and returns its bytes. */
async function hdf5Of(write: (file: import('h5wasm').File) => void): Promise<Uint8Array> {
  const { ready, File } = await import('h5wasm');
  const { FS } = await ready;
  const path = `/written-${++files}.h5`;
  const file = new File(path, 'w');
  write(file);
  file.close();
  const bytes = Uint8Array.from(FS.readFile(path) as Uint8Array);
  FS.unlink(path);
  return bytes;
}

const topologyOf = (model: tf.LayersModel) =>
  JSON.parse(JSON.stringify(model.toJSON(undefined, false))) as Record<string, unknown>;

const partOf = (name: string) => name.split('/').at(-1)!;

/** Returns the model as `model.save('model.h5')` of Keras 2 writes it. */
export function kerasH5(model: tf.LayersModel, change: (config: unknown) => unknown = (same) => same) {
  const { class_name, config } = topologyOf(model);
  return hdf5Of((file) => {
    file.create_attribute('keras_version', '2.15.0');
    file.create_attribute('model_config', JSON.stringify(change({ class_name, config })));
    const root = file.create_group('model_weights');
    for (const layer of model.layers) {
      const group = root.create_group(layer.name);
      const names = layer.weights.map(({ originalName }) => `${layer.name}/${partOf(originalName)}:0`);
      if (names.length === 0) continue;
      group.create_attribute('weight_names', names);
      const inner = group.create_group(layer.name);
      for (const weight of layer.weights) {
        const values = weight.read();
        inner.create_dataset({
          name: `${partOf(weight.originalName)}:0`,
          data: values.dataSync() as Float32Array,
          shape: values.shape,
        });
      }
    }
  });
}

const snake = (className: string) =>
  className
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** Returns the model as Keras 3 writes it; groups are named by class, or by the layer. */
export async function kerasZip(model: tf.LayersModel, named: 'class' | 'layer'): Promise<Uint8Array> {
  const { class_name, config } = topologyOf(model);
  const counts = new Map<string, number>();
  const weights = await hdf5Of((file) => {
    const root = file.create_group('layers');
    for (const layer of model.layers) {
      const base = snake(layer.getClassName());
      const count = counts.get(base) ?? 0;
      counts.set(base, count + 1);
      const group = root.create_group(
        named === 'layer' ? layer.name : count === 0 ? base : `${base}_${count}`,
      );
      const vars = group.create_group('vars');
      layer.weights.forEach((weight, i) => {
        const values = weight.read();
        vars.create_dataset({ name: `${i}`, data: values.dataSync() as Float32Array, shape: values.shape });
      });
    }
  });
  return zipSync({
    'metadata.json': strToU8('{"keras_version": "3.3.3"}'),
    'config.json': strToU8(JSON.stringify({ class_name, config })),
    'model.weights.h5': weights,
  });
}
