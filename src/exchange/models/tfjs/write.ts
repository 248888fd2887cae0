/**
 * Writes an analog network as a layers model of TensorFlow.js: `model.json` and one file of
 * weights. Both have channels last, so that no number changes its place.
 */
import type { Step, Synapse } from '../../../networks/kinds/index.ts';
import { outputChannels, weightShape } from '../../../networks/layer.ts';
import { unknownKind } from '../../../networks/unknown-kind.ts';
import { checkFits, refuseEnds, type WrittenAnn } from '../written-ann.ts';

export interface TfjsModel {
  /** The text of `model.json`. */
  readonly model: string;
  /** The bytes of the file of weights, which lies beside it. */
  readonly weights: Uint8Array<ArrayBuffer>;
}

/** Usual name of the file of weights, as the model names it. */
export const weightsFile = 'weights.bin';

interface KerasLayer {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A tensor in the order in which TensorFlow.js sets the weights of a layer. */
interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const inLast = { data_format: 'channels_last' } as const;

/**
 * Returns the model, which names the file of its weights. Throws {@link ExchangeError} when values
 * do not fit their layers.
 */
export function writeTfjs(
  { inputShape, front, layers, values, back }: WrittenAnn,
  weightsName: string = weightsFile,
): TfjsModel {
  refuseEnds(front, 'a layers model of TensorFlow.js');
  const keras: KerasLayer[] = [
    {
      class_name: 'InputLayer',
      config: { name: 'input', batch_input_shape: [null, ...inputShape], dtype: 'float32', sparse: false },
    },
  ];
  const weights: Weight[] = [];
  layers.forEach((layer, l) => {
    const { name, before, synapse, batchNorm } = layer;
    const { weight, bias, batchNorm: norm } = values[l]!;
    checkFits(layer, values[l]!);
    keras.push(...before.map((step, n) => stepLayer(step, `${name}_step${n + 1}`)));
    keras.push(...padding(synapse, `${name}_pad`), synapseLayer(synapse, name));
    weights.push({ name: `${name}/kernel`, shape: weightShape(synapse), values: weight });
    const channels = [outputChannels(synapse)];
    weights.push({ name: `${name}/bias`, shape: channels, values: bias });
    if (batchNorm) {
      const { epsilon, momentum } = batchNorm;
      const named = `${name}_norm`;
      keras.push({
        class_name: 'BatchNormalization',
        // Keras counts the share that stays.
        config: { name: named, axis: -1, epsilon, momentum: 1 - momentum, center: true, scale: true },
      });
      for (const [part, of] of [
        ['gamma', norm!.gamma],
        ['beta', norm!.beta],
        ['moving_mean', norm!.mean],
        ['moving_variance', norm!.variance],
      ] as const)
        weights.push({ name: `${named}/${part}`, shape: channels, values: of });
    }
    if (l < layers.length - 1) keras.push(activation('relu', `${name}_relu`));
  });
  for (const record of back) keras.push(activation(record.kind, record.name));
  return { model: modelText(keras, weights, weightsName), weights: joined(weights) };
}

function activation(kind: string, name: string): KerasLayer {
  return { class_name: 'Activation', config: { name, activation: kind } };
}

function stepLayer(step: Step, name: string): KerasLayer {
  switch (step.kind) {
    case 'averagePool':
    case 'maxPool':
      return {
        class_name: step.kind === 'maxPool' ? 'MaxPooling2D' : 'AveragePooling2D',
        config: { name, pool_size: step.kernel, strides: step.stride, padding: 'valid', ...inLast },
      };
    case 'flatten':
      return { class_name: 'Flatten', config: { name, ...inLast } };
    default:
      return unknownKind(step);
  }
}

/** Returns the padding of a convolution as a layer of its own: TensorFlow's “same” is another. */
function padding(synapse: Synapse, name: string): KerasLayer[] {
  switch (synapse.kind) {
    case 'dense':
      return [];
    case 'conv2d': {
      const { before, after } = synapse.padding;
      const sides = ([0, 1] as const).map((axis) => [before[axis], after[axis]]);
      if (sides.flat().every((n) => n === 0)) return [];
      return [{ class_name: 'ZeroPadding2D', config: { name, padding: sides, ...inLast } }];
    }
    default:
      return unknownKind(synapse);
  }
}

function synapseLayer(synapse: Synapse, name: string): KerasLayer {
  const common = { name, activation: 'linear', use_bias: true };
  switch (synapse.kind) {
    case 'dense':
      return { class_name: 'Dense', config: { ...common, units: synapse.outputSize } };
    case 'conv2d':
      return {
        class_name: 'Conv2D',
        config: {
          ...common,
          ...inLast,
          filters: synapse.outputShape[2],
          kernel_size: synapse.kernel,
          strides: synapse.stride,
          dilation_rate: synapse.dilation,
          padding: 'valid',
        },
      };
    default:
      return unknownKind(synapse);
  }
}

function modelText(layers: readonly KerasLayer[], weights: readonly Weight[], weightsName: string): string {
  return JSON.stringify({
    format: 'layers-model',
    generatedBy: 'Spikewise',
    convertedBy: null,
    modelTopology: {
      class_name: 'Sequential',
      config: { name: 'spikewise', layers },
      keras_version: '2.15.0',
      backend: 'tensorflow',
    },
    weightsManifest: [
      {
        paths: [weightsName],
        weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
  });
}

function joined(weights: readonly Weight[]): Uint8Array<ArrayBuffer> {
  const floats = new Float32Array(weights.reduce((sum, { values }) => sum + values.length, 0));
  let at = 0;
  for (const { values } of weights) {
    floats.set(values, at);
    at += values.length;
  }
  return new Uint8Array(floats.buffer);
}
