/** Translates a Keras layer into operations of a described network. */
import type { Pair } from '../../../networks/shape.ts';
import { sizeOf } from '../../../networks/shape.ts';
import type { ModelPadding, ModelShape, Operation } from '../description.ts';
import { unpadded } from '../shapes.ts';
import {
  activationOf,
  behind,
  grouped,
  joinsBranches,
  other,
  otherNorm,
  recurrent,
  refused,
} from '../unsupported.ts';
import type { LayerConfig } from './config.ts';
import type { KerasLayer } from './topology.ts';
import type { WeightPart } from './weight-part.ts';

type Take = (parts: readonly WeightPart[]) => readonly Float32Array[];

const once: Pair = [1, 1];

/** Returns the operations of a layer. What it cannot be read as is an operation that is refused. */
export function operationsOf(
  { className, config }: KerasLayer,
  joins: boolean,
  arriving: ModelShape | null,
  take: Take,
): Operation[] {
  if (joins) return [joinWords(className)];
  switch (className) {
    case 'Conv2D':
    case 'Convolution2D':
      return withActivation(config, convolution(config, arriving, take));
    case 'Dense':
      return withActivation(config, dense(config, arriving, take));
    case 'BatchNormalization':
      return [batchNorm(config, arriving, take)];
    case 'Activation':
      return activation(config.get('activation') ?? 'linear', [{ kind: 'nothing' }]);
    case 'ReLU':
      return [rectified(config)];
    case 'Softmax':
      return [{ kind: 'softmax' }];
    case 'MaxPooling2D':
    case 'MaxPool2D':
      return [pooling('maxPool', config)];
    case 'AveragePooling2D':
    case 'AvgPool2D':
      return [pooling('averagePool', config)];
    case 'GlobalAveragePooling2D':
    case 'GlobalAvgPool2D':
      return isLast(config)
        ? config.flag('keepdims', false)
          ? [{ kind: 'globalAveragePool' }]
          : [{ kind: 'globalAveragePool' }, { kind: 'flatten', order: 'channelsLast' }]
        : [channelsComeFirst];
    case 'ZeroPadding2D':
      return isLast(config) ? [{ kind: 'zeroPad', padding: config.sides('padding') }] : [channelsComeFirst];
    case 'Flatten':
      return [isLast(config) ? flattened(arriving) : channelsComeFirst];
    case 'Reshape':
      return [reshaped(config, arriving)];
    case 'Rescaling': {
      const [scale, offset] = [config.get('scale'), config.get('offset') ?? 0];
      if (typeof scale !== 'number' || typeof offset !== 'number')
        return [other('a scaling of each channel')];
      return [{ kind: 'affine', scale: Float64Array.of(scale), shift: Float64Array.of(offset) }];
    }
    case 'Dropout':
    case 'SpatialDropout2D':
    case 'GaussianDropout':
    case 'GaussianNoise':
    case 'AlphaDropout':
    case 'ActivityRegularization':
    case 'RandomFlip':
    case 'RandomRotation':
    case 'RandomTranslation':
    case 'RandomZoom':
    case 'RandomContrast':
    case 'RandomBrightness':
      return [{ kind: 'nothing' }];
    case 'DepthwiseConv2D':
    case 'SeparableConv2D':
      return [grouped];
    case 'LSTM':
    case 'GRU':
    case 'SimpleRNN':
    case 'ConvLSTM2D':
    case 'Bidirectional':
      return [recurrent(className)];
    case 'LayerNormalization':
    case 'GroupNormalization':
    case 'UnitNormalization':
      return [otherNorm(className)];
    case 'LeakyReLU':
    case 'PReLU':
    case 'ELU':
    case 'ThresholdedReLU':
      return [activationOf(className)];
    case 'Sequential':
    case 'Functional':
    case 'Model':
      return [
        refused(
          'is a model within the model',
          'Build the network of its layers themselves, and save it again',
        ),
      ];
    default:
      return [other(className)];
  }
}

function joinWords(className: string): Operation {
  switch (className) {
    case 'Add':
      return joinsBranches('adds');
    case 'Concatenate':
      return joinsBranches('joins');
    default:
      return joinsBranches(`${className} computes with`);
  }
}

const channelsComeFirst = refused(
  'has channels that come first',
  'Build the network with data_format="channels_last", load its weights into it, and save it again',
);

function isLast(config: LayerConfig): boolean {
  return config.text('data_format', 'channels_last') !== 'channels_first';
}

/** Returns an activation; `linear` is what stands for none. */
function activation(given: unknown, linear: Operation[] = []): Operation[] {
  switch (given ?? 'linear') {
    case 'linear':
      return linear;
    case 'relu':
      return [{ kind: 'relu' }];
    case 'softmax':
    case 'log_softmax':
      return [{ kind: 'softmax' }];
    case 'sigmoid':
      return [{ kind: 'sigmoid' }];
    case 'relu6':
      return [activationOf('ReLU cut off at 6')];
    default:
      return [activationOf(typeof given === 'string' ? given : 'its activation')];
  }
}

function withActivation(config: LayerConfig, operation: Operation): Operation[] {
  return [operation, ...activation(config.get('activation'))];
}

function rectified(config: LayerConfig): Operation {
  const most = config.get('max_value') ?? null;
  if (most !== null) return activationOf(`ReLU cut off at ${String(most).slice(0, 20)}`);
  const sloped = config.number('negative_slope', 0) !== 0 || config.number('threshold', 0) !== 0;
  return sloped ? activationOf('ReLU with a slope or threshold') : { kind: 'relu' };
}

function paddingOf(config: LayerConfig): ModelPadding | null {
  switch (config.text('padding', 'valid')) {
    case 'valid':
      return unpadded;
    case 'same':
      return 'sameUpper';
    default:
      return null;
  }
}

function convolution(config: LayerConfig, arriving: ModelShape | null, take: Take): Operation {
  if (!isLast(config)) return channelsComeFirst;
  if (config.number('groups', 1) !== 1) return grouped;
  const padding = paddingOf(config);
  const channels = arriving?.length === 3 ? arriving[2]! : null;
  if (!padding) return other(`padding ${config.text('padding', 'valid')}`);
  if (channels === null) return behind;
  const filters = config.whole('filters');
  const kernel = config.pair('kernel_size', once);
  const bias = config.flag('use_bias', true);
  const [weight, added] = take([
    { part: 'kernel', shape: [...kernel, channels, filters] },
    ...(bias ? [{ part: 'bias', shape: [filters] }] : []),
  ]);
  return {
    kind: 'conv2d',
    ...{ weight: weight!, bias: added ?? null, kernel, channels, filters, padding },
    stride: config.pair('strides', once),
    dilation: config.pair('dilation_rate', once),
  };
}

function dense(config: LayerConfig, arriving: ModelShape | null, take: Take): Operation {
  if (arriving?.length !== 1)
    return arriving
      ? refused('takes an image that is not flattened', 'Put Flatten before it, and train again')
      : behind;
  const units = config.whole('units');
  const [inputs] = arriving as [number];
  const bias = config.flag('use_bias', true);
  const [weight, added] = take([
    { part: 'kernel', shape: [inputs, units] },
    ...(bias ? [{ part: 'bias', shape: [units] }] : []),
  ]);
  return { kind: 'dense', weight: weight!, bias: added ?? null, inputs, units };
}

function batchNorm(config: LayerConfig, arriving: ModelShape | null, take: Take): Operation {
  const channels = arriving?.at(-1);
  if (!arriving || channels === undefined) return behind;
  const axis = config.get('axis') ?? -1;
  const [one] = Array.isArray(axis) ? axis : [axis];
  if (one !== -1 && one !== arriving.length)
    return other(`batch norm of the axis ${String(one).slice(0, 9)}`);
  const [scale, centre] = [config.flag('scale', true), config.flag('center', true)];
  const names = [...(scale ? ['gamma'] : []), ...(centre ? ['beta'] : []), 'moving_mean', 'moving_variance'];
  const given = take(names.map((part) => ({ part, shape: [channels] })));
  const of = (name: string) => given[names.indexOf(name)];
  const epsilon = config.number('epsilon', 1e-3);
  const variance = of('moving_variance')!;
  if (variance.some((value) => !(value + epsilon > 0))) throw config.refuse('moving_variance', 'at least 0');
  return {
    kind: 'batchNorm',
    gamma: of('gamma') ?? new Float32Array(channels).fill(1),
    beta: of('beta') ?? new Float32Array(channels),
    ...{ mean: of('moving_mean')!, variance, epsilon },
  };
}

function pooling(kind: 'maxPool' | 'averagePool', config: LayerConfig): Operation {
  if (!isLast(config)) return channelsComeFirst;
  const window = config.pair('pool_size', [2, 2]);
  const padding = paddingOf(config);
  if (!padding) return other(`padding ${config.text('padding', 'valid')}`);
  return { kind, window, stride: config.pair('strides', window), padding };
}

function flattened(arriving: ModelShape | null): Operation {
  return arriving?.length === 1 ? { kind: 'nothing' } : { kind: 'flatten', order: 'channelsLast' };
}

function reshaped(config: LayerConfig, arriving: ModelShape | null): Operation {
  const shape = config.get('target_shape');
  if (!arriving) return behind;
  if (!Array.isArray(shape)) return other('Reshape without a shape');
  if (shape.join() === arriving.join()) return { kind: 'nothing' };
  if (shape.length === 1 && (shape[0] === -1 || shape[0] === sizeOf(arriving))) return flattened(arriving);
  return refused(
    `a reshape to ${shape.join('×').slice(0, 40)}`,
    'Only flattening an image is known; leave it out, and train again',
  );
}
