/** Translates an ONNX node into operations of a described network. */
import type { Pair } from '../../../networks/shape.ts';
import { sizeOf } from '../../../networks/shape.ts';
import { filtersLast, outputsLast } from '../../channel-order.ts';
import { ExchangeError, quoted } from '../../error.ts';
import type { ModelPadding, ModelShape, Operation } from '../description.ts';
import { isUnpadded, unpadded } from '../shapes.ts';
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
import { floatOf, intsOf, numberOf, textOf } from './attributes.ts';
import { reshaped } from './constants.ts';
import type { Flow, Layout } from './flow.ts';
import { nodeName } from './graph.ts';
import type { NodeMessage } from './messages.ts';
import type { OnnxTensor } from './tensors.ts';

export interface Translated {
  readonly operations: readonly Operation[];
  /** The layout of what the last of them gives. */
  readonly layout: Layout;
}

type Constant = (name: string) => OnnxTensor | null;

/** Returns the operations of a node. What it cannot be read as is an operation that is refused. */
export function operationsOf(
  node: NodeMessage,
  arriving: readonly Flow[],
  constant: Constant,
  opset: bigint,
): Translated {
  const [flow] = arriving;
  const same = (...operations: Operation[]): Translated => ({
    operations,
    layout: flow?.layout ?? 'channelsFirst',
  });
  if (node.domain !== '' && node.domain !== 'ai.onnx')
    return same(other(`${node.operator} of ${quoted(node.domain)}`));
  if (arriving.length > 1) return same(joinWords(node.operator));
  if (!flow) return same(refused('its input is computed from constants alone', 'Export the network again'));
  if (node.operator === 'Transpose') return transposed(node, flow);
  return same(...oneInput(node, flow, constant, opset));
}

function joinWords(operator: string): Operation {
  switch (operator) {
    case 'Add':
    case 'Sum':
      return joinsBranches('adds');
    case 'Concat':
      return joinsBranches('joins');
    default:
      return joinsBranches(`${operator} computes with`);
  }
}

function transposed(node: NodeMessage, { shape, layout }: Flow): Translated {
  const order = (intsOf(node, 'perm') ?? []).join();
  const becomes = order === '0,2,3,1' ? 'channelsLast' : order === '0,3,1,2' ? 'channelsFirst' : null;
  if (shape?.length === 1 && order === '0,1') return { operations: [{ kind: 'nothing' }], layout };
  if (shape?.length !== 3 || !becomes || becomes === layout)
    return {
      operations: [refused('turns axes round', 'Leave the transpose out, and export it again')],
      layout,
    };
  return { operations: [{ kind: 'nothing' }], layout: becomes };
}

function oneInput(node: NodeMessage, flow: Flow, constant: Constant, opset: bigint): Operation[] {
  const [, second = '', third = ''] = node.inputs;
  switch (node.operator) {
    case 'Conv':
      return [convolution(node, flow, constant)];
    case 'Gemm':
      return [gemm(node, constant)];
    case 'MatMul':
      return [matMul(node, flow, constant)];
    case 'BatchNormalization':
      return [batchNorm(node, constant)];
    case 'Add':
    case 'Sub':
    case 'Mul':
    case 'Div':
      return [arithmetic(node, flow, constant)];
    case 'Relu':
      return [{ kind: 'relu' }];
    case 'Clip': {
      const least = opset < 11n ? floatOf(node, 'min') : (constant(second)?.values[0] ?? null);
      const most = opset < 11n ? floatOf(node, 'max') : (constant(third)?.values[0] ?? null);
      if (least !== 0) return [activationOf('Clip')];
      return most === null || most > 1e30 ? [{ kind: 'relu' }] : [activationOf(`ReLU cut off at ${most}`)];
    }
    case 'MaxPool':
    case 'AveragePool':
      return [pooling(node, flow)];
    case 'GlobalAveragePool':
      return [{ kind: 'globalAveragePool' }];
    case 'ReduceMean':
      return reduceMean(node, flow, constant(second));
    case 'Flatten':
      return (numberOf(node, 'axis') ?? 1) === 1 ? [flattened(flow)] : [other('Flatten of another axis')];
    case 'Reshape':
      return [reshape(flow, constant(second))];
    case 'Squeeze':
      return flow.shape?.length === 3 && flow.shape[0] === 1 && flow.shape[1] === 1
        ? [flattened(flow)]
        : [other('Squeeze of an image')];
    case 'Pad':
      return [zeroPad(node, flow, constant)];
    case 'Dropout':
    case 'Identity':
    case 'Cast':
      return [{ kind: 'nothing' }];
    case 'Softmax':
    case 'LogSoftmax':
      return [{ kind: 'softmax' }];
    case 'Sigmoid':
      return [{ kind: 'sigmoid' }];
    case 'LeakyRelu':
    case 'PRelu':
    case 'Elu':
    case 'Selu':
    case 'Celu':
    case 'Tanh':
    case 'Gelu':
    case 'HardSigmoid':
    case 'HardSwish':
    case 'Mish':
    case 'Softplus':
    case 'Softsign':
    case 'ThresholdedRelu':
    case 'Erf':
      return [activationOf(node.operator)];
    case 'LSTM':
    case 'GRU':
    case 'RNN':
      return [recurrent(node.operator)];
    case 'GroupNormalization':
    case 'InstanceNormalization':
    case 'LayerNormalization':
    case 'LRN':
      return [otherNorm(node.operator)];
    default:
      return [other(node.operator)];
  }
}

const computedWeights = refused(
  'its weights are computed and not given',
  'Export the network with its weights as constants',
);

function float32(values: Float64Array | undefined): Float32Array | null {
  return values ? Float32Array.from(values) : null;
}

function pairOf(list: readonly number[] | null, usual: number): Pair | null {
  if (!list) return [usual, usual];
  const [vertical, horizontal] = list;
  const fits =
    list.length === 2 && list.every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 16);
  return fits ? [vertical!, horizontal!] : null;
}

function paddingOf(node: NodeMessage): ModelPadding | null {
  switch (textOf(node, 'auto_pad') ?? 'NOTSET') {
    case 'SAME_UPPER':
      return 'sameUpper';
    case 'SAME_LOWER':
      return 'sameLower';
    case 'VALID':
      return unpadded;
    case 'NOTSET': {
      const pads = intsOf(node, 'pads') ?? [0, 0, 0, 0];
      if (pads.length !== 4 || !pads.every((side) => side >= 0 && side < 2 ** 16)) return null;
      return { before: [pads[0]!, pads[1]!], after: [pads[2]!, pads[3]!] };
    }
    default:
      return null;
  }
}

function convolution(node: NodeMessage, { layout }: Flow, constant: Constant): Operation {
  const weight = constant(node.inputs[1] ?? '');
  const biasName = node.inputs[2] ?? '';
  const bias = biasName === '' ? null : constant(biasName);
  if (!weight || (biasName !== '' && !bias)) return computedWeights;
  if (weight.shape.length !== 4) return other(`a convolution of ${weight.shape.length - 2} axes`);
  if ((numberOf(node, 'group') ?? 1) !== 1) return grouped;
  if (layout !== 'channelsFirst') return other('a convolution on channels that come last');
  const [filters, channels, rows, columns] = weight.shape as [number, number, number, number];
  const stride = pairOf(intsOf(node, 'strides'), 1);
  const dilation = pairOf(intsOf(node, 'dilations'), 1);
  const padding = paddingOf(node);
  const numbers = [filters, channels, rows, columns, ...(stride ?? [0]), ...(dilation ?? [0])];
  if (!stride || !dilation || !padding || numbers.some((value) => value < 1))
    return other('a convolution with such strides or padding');
  if (bias && bias.values.length !== filters)
    throw new ExchangeError(`layer ${quoted(nodeName(node))}: its bias has another length than its filters`);
  const sizes = { kernel: [rows, columns], inputs: channels, outputs: filters } as const;
  const ours = Float32Array.from(filtersLast(weight.values, sizes));
  return {
    kind: 'conv2d',
    ...{ weight: ours, bias: float32(bias?.values), kernel: [rows, columns] },
    ...{ channels, filters, stride, dilation, padding },
  };
}

function gemm(node: NodeMessage, constant: Constant): Operation {
  const weight = constant(node.inputs[1] ?? '');
  const biasName = node.inputs[2] ?? '';
  const bias = biasName === '' ? null : constant(biasName);
  if (!weight || (biasName !== '' && !bias)) return computedWeights;
  if ((numberOf(node, 'transA') ?? 0) !== 0 || weight.shape.length !== 2)
    return other('such a product of matrices');
  const alpha = floatOf(node, 'alpha') ?? 1;
  const beta = floatOf(node, 'beta') ?? 1;
  const dense = denseOf(weight, (numberOf(node, 'transB') ?? 0) !== 0, alpha);
  if (!bias) return dense;
  const { length } = bias.values;
  if (length !== 1 && length !== dense.units)
    throw new ExchangeError(`layer ${quoted(nodeName(node))}: its bias has another length than its outputs`);
  const spread = Float32Array.from({ length: dense.units }, (_, o) => beta * bias.values[o % length]!);
  return { ...dense, bias: spread };
}

function denseOf({ shape, values }: OnnxTensor, turned: boolean, factor: number) {
  const [rows, columns] = shape as [number, number];
  const [inputs, units] = turned ? [columns, rows] : [rows, columns];
  const ordered = turned ? outputsLast(values, units, null) : values;
  const weight = Float32Array.from(ordered, (value) => factor * value);
  return { kind: 'dense', weight, bias: null as Float32Array | null, inputs, units } as const;
}

function matMul(node: NodeMessage, flow: Flow, constant: Constant): Operation {
  const weight = constant(node.inputs[1] ?? '');
  if (weight?.shape.length !== 2 || flow.shape?.length === 3)
    return weight ? other('such a product of matrices') : computedWeights;
  return denseOf(weight, false, 1);
}

function batchNorm(node: NodeMessage, constant: Constant): Operation {
  const parts = node.inputs.slice(1, 5).map((name) => float32(constant(name)?.values));
  const [gamma, beta, mean, variance] = parts;
  if (!gamma || !beta || !mean || !variance) return computedWeights;
  if ((numberOf(node, 'training_mode') ?? 0) !== 0 || (numberOf(node, 'spatial') ?? 1) !== 1)
    return refused('its statistics are those of each batch', 'Export the network in evaluation mode');
  const epsilon = floatOf(node, 'epsilon') ?? 1e-5;
  const equal = [beta, mean, variance].every(({ length }) => length === gamma.length);
  if (!equal || variance.some((value) => !(value + epsilon > 0)))
    throw new ExchangeError(
      `layer ${quoted(nodeName(node))}: its batch norm has lengths or variances that cannot be`,
    );
  return { kind: 'batchNorm', gamma, beta, mean, variance, epsilon };
}

/** Returns a constant as one number per channel, or null where it differs within a channel. */
function perChannel({ shape, values }: OnnxTensor, { shape: of, layout }: Flow): Float64Array | null {
  if (values.length === 1) return values;
  if (!of) return null;
  const rank = of.length + 1;
  const axis = of.length === 3 && layout === 'channelsFirst' ? 1 : rank - 1;
  const at = axis - (rank - shape.length);
  const fits =
    shape.length <= rank && shape.every((length, i) => (i === at ? length === of.at(-1) : length === 1));
  return fits ? values : null;
}

function arithmetic(node: NodeMessage, flow: Flow, constant: Constant): Operation {
  const [left = '', right = ''] = node.inputs;
  const turned = constant(left) !== null;
  const tensor = constant(turned ? left : right);
  const numbers = tensor && perChannel(tensor, flow);
  if (!numbers || (turned && node.operator === 'Div'))
    return refused(
      `${node.operator} with numbers that differ within a channel cannot be folded`,
      'Use a bias or scale per channel, train the network again and export it',
    );
  const one = new Float64Array(numbers.length).fill(1);
  const none = new Float64Array(numbers.length);
  switch (node.operator) {
    case 'Add':
      return { kind: 'affine', scale: one, shift: numbers };
    case 'Sub':
      return turned
        ? { kind: 'affine', scale: one.map((value) => -value), shift: numbers }
        : { kind: 'affine', scale: one, shift: numbers.map((value) => -value) };
    case 'Mul':
      return { kind: 'affine', scale: numbers, shift: none };
    default:
      return { kind: 'affine', scale: numbers.map((value) => 1 / value), shift: none };
  }
}

function pooling(node: NodeMessage, { shape, layout }: Flow): Operation {
  const kind = node.operator === 'MaxPool' ? 'maxPool' : 'averagePool';
  const window = pairOf(intsOf(node, 'kernel_shape'), 0);
  const stride = pairOf(intsOf(node, 'strides'), 1);
  const dilation = pairOf(intsOf(node, 'dilations'), 1);
  const padding = paddingOf(node);
  const usual = window && stride && dilation && padding && dilation.every((d) => d === 1);
  if (!usual || layout !== 'channelsFirst' || [...window, ...stride].some((value) => value < 1))
    return other('such a pooling');
  const counted = (numberOf(node, 'count_include_pad') ?? 0) !== 0;
  if (counted && (typeof padding === 'string' || !isUnpadded(padding)))
    return refused('its means count the padding', 'Leave the padding of the pooling out, and train again');
  const rounded = (numberOf(node, 'ceil_mode') ?? 0) !== 0 && typeof padding !== 'string';
  const leaves = ([0, 1] as const).some(
    (axis) =>
      rounded &&
      ((shape?.[axis] ?? 0) + padding.before[axis] + padding.after[axis] - window[axis]) % stride[axis] !== 0,
  );
  if (leaves)
    return refused(
      'its last windows reach over the border (ceil_mode)',
      'Use ceil_mode=False, train the network again and export it',
    );
  return { kind, window, stride, padding };
}

function reduceMean(node: NodeMessage, flow: Flow, given: OnnxTensor | null): Operation[] {
  const axes = intsOf(node, 'axes') ?? (given ? [...given.values] : []);
  const wanted = flow.layout === 'channelsFirst' ? '2,3' : '1,2';
  const sorted = axes.map((axis) => (axis < 0 ? axis + 4 : axis)).sort((a, b) => a - b);
  if (flow.shape?.length !== 3 || sorted.join() !== wanted) return [other('ReduceMean of such axes')];
  const mean: Operation = { kind: 'globalAveragePool' };
  return (numberOf(node, 'keepdims') ?? 1) === 0
    ? [mean, { kind: 'flatten', order: 'channelsLast' }]
    : [mean];
}

function flattened({ shape, layout }: Flow): Operation {
  return shape?.length === 1 ? { kind: 'nothing' } : { kind: 'flatten', order: layout };
}

function reshape(flow: Flow, wanted: OnnxTensor | null): Operation {
  const { shape } = flow;
  if (!shape) return behind;
  if (!wanted) return other('a reshape whose shape is computed');
  const theirs: ModelShape =
    shape.length === 3 && flow.layout === 'channelsFirst' ? [shape[2]!, shape[0]!, shape[1]!] : shape;
  const after = reshaped([...wanted.values], [1, ...theirs]);
  if (after?.length === 2 && after[0] === 1 && after[1] === sizeOf(shape)) return flattened(flow);
  if (after && after.join() === [1, ...theirs].join()) return { kind: 'nothing' };
  return refused(
    `a reshape of ${theirs.join('×')} to ${after?.slice(1).join('×') ?? 'another size'}`,
    'Only flattening an image is known; leave it out, and train again',
  );
}

function zeroPad(node: NodeMessage, { layout, shape }: Flow, constant: Constant): Operation {
  const pads = intsOf(node, 'pads') ?? [...(constant(node.inputs[1] ?? '')?.values ?? [])];
  const value = floatOf(node, 'value') ?? constant(node.inputs[2] ?? '')?.values[0] ?? 0;
  const first = layout === 'channelsFirst' ? 2 : 1;
  const others = pads.filter((_, i) => i % 4 !== first && i % 4 !== first + 1);
  const known = pads.length === 8 && pads.every((side) => Number.isInteger(side) && side >= 0 && side < 4096);
  if ((textOf(node, 'mode') ?? 'constant') !== 'constant' || value !== 0 || !known || shape?.length !== 3)
    return refused('pads with other numbers than 0', 'Pad with zeros, train the network again and export it');
  if (others.some((side) => side !== 0)) return other('padding of channels');
  return {
    kind: 'zeroPad',
    padding: { before: [pads[first]!, pads[first + 1]!], after: [pads[first + 4]!, pads[first + 5]!] },
  };
}
