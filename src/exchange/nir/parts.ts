/** Reads the nodes without neurons: pooling, flattening and weights. */

import { type AveragePoolStep, averagePool, averagePoolKind } from '../../networks/kinds/average-pool.ts';
import { conv2d, conv2dKind } from '../../networks/kinds/conv2d.ts';
import { dense, denseKind } from '../../networks/kinds/dense.ts';
import type { Step, Synapse } from '../../networks/kinds/index.ts';
import { NetworkError } from '../../networks/network-error.ts';
import { type ImageShape, type Pair, sizeOf } from '../../networks/shape.ts';
import { filtersLast, outputsLast } from '../channel-order.ts';
import { ExchangeError, shapeText } from '../error.ts';
import type { NirNode } from './graph.ts';
import { dataIn, numbersIn } from './tree.ts';

/** Returns the average that a pooling takes, and what a sum is more than an average. */
export function poolStep(
  { fields, type }: NirNode,
  shape: readonly number[],
  where: string,
): { readonly step: AveragePoolStep; readonly sums: number } {
  const inputShape = imageFor(shape, where);
  const kernel = pairIn({ fields }, 'kernel_size', where);
  const padding = pairIn({ fields }, 'padding', where);
  if (padding.some((n) => n !== 0))
    throw new ExchangeError(`${where}: padding of a pooling is not read; it must be 0`);
  const stride = pairIn({ fields }, 'stride', where);
  const record = inWords(where, () => averagePool({ name: 'pool', inputShape, kernel, stride }));
  return {
    step: averagePoolKind.partOf(record),
    sums: type === 'SumPool2d' ? sizeOf(kernel) : 1,
  };
}

/** Returns the step that flattens an image, all of it. */
export function flattenStep({ fields }: NirNode, inputShape: ImageShape, where: string): Step {
  const [start] = fields.has('start_dim') ? numbersIn(fields, 'start_dim', where).values : [0];
  const [end] = fields.has('end_dim') ? numbersIn(fields, 'end_dim', where).values : [-1];
  // Some programs count the axis of the batch.
  if (!(start === 0 || start === 1) || !(end === -1 || end === start + 2))
    throw new ExchangeError(`${where}: only a flatten of the whole image is read (got ${start} to ${end})`);
  return { kind: 'flatten', inputShape };
}

export interface Weights {
  readonly synapse: Synapse;
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

/**
 * Returns the weights of a node in Spikewise's order. `shape` arrives, and comes from flattening
 * `flattened` if that is not null. Throws {@link ExchangeError}; `where` begins its message.
 */
export function weightsOf(
  node: NirNode,
  shape: readonly number[],
  flattened: readonly number[] | null,
  where: string,
): Weights {
  return node.type === 'Conv2d' ? convolution(node, shape, where) : product(node, shape, flattened, where);
}

function product(
  { type, fields }: NirNode,
  shape: readonly number[],
  flattened: readonly number[] | null,
  where: string,
): Weights {
  const { shape: sizes, values } = numbersIn(fields, 'weight', where);
  const [units, inputSize] = sizes;
  if (sizes.length !== 2)
    throw new ExchangeError(`${where}: its weight must be outputs × inputs (got ${shapeText(sizes)})`);
  if (shape.length !== 1)
    throw new ExchangeError(
      `${where} takes a list but receives ${shapeText(shape)}; a Flatten is missing before it`,
    );
  if (inputSize !== shape[0])
    throw new ExchangeError(`${where} takes ${inputSize} values but receives ${shape[0]}`);
  const record = inWords(where, () => dense({ name: 'dense', inputSize: inputSize!, units: units! }));
  return {
    synapse: denseKind.partOf(record),
    weight: outputsLast(values, units!, flattened),
    bias: biasIn({ fields }, units!, type === 'Affine', where),
  };
}

function convolution({ fields }: NirNode, shape: readonly number[], where: string): Weights {
  const inputShape = imageFor(shape, where);
  const { shape: sizes, values } = numbersIn(fields, 'weight', where);
  if (sizes.length !== 4)
    throw new ExchangeError(
      `${where}: its weight must be outputs × inputs × height × width (got ${shapeText(sizes)})`,
    );
  const [filters, inputs, height, width] = sizes as [number, number, number, number];
  const [groups] = fields.has('groups') ? numbersIn(fields, 'groups', where).values : [1];
  if (groups !== 1) throw new ExchangeError(`${where}: groups are not read (got ${groups}); only 1 is`);
  if (inputs !== inputShape[2])
    throw new ExchangeError(`${where} takes ${inputs} channels but receives ${inputShape[2]}`);
  const kernel: Pair = [height, width];
  const dilation = pairIn({ fields }, 'dilation', where);
  const stride = pairIn({ fields }, 'stride', where);
  const padding = paddingIn({ fields }, kernel, dilation, where);
  const record = inWords(where, () =>
    conv2d({ name: 'convolution', inputShape, filters, kernel, stride, padding, dilation }),
  );
  return {
    synapse: conv2dKind.partOf(record),
    weight: filtersLast(values, { kernel, inputs, outputs: filters }),
    bias: biasIn({ fields }, filters, false, where),
  };
}

type Fields = Pick<NirNode, 'fields'>;

/** Returns a padding in numbers; `same` puts the odd zero behind, as PyTorch does. */
function paddingIn(node: Fields, kernel: Pair, dilation: Pair, where: string) {
  const [word] = dataIn(node.fields, 'padding', where).values;
  if (word === 'valid') return [0, 0] as const;
  if (word !== 'same') return pairIn(node, 'padding', where);
  const total = ([0, 1] as const).map((axis) => dilation[axis] * (kernel[axis] - 1)) as [number, number];
  const before: Pair = [Math.floor(total[0] / 2), Math.floor(total[1] / 2)];
  return { before, after: [total[0] - before[0], total[1] - before[1]] as const };
}

function biasIn({ fields }: Fields, outputs: number, needed: boolean, where: string): Float64Array {
  if (!needed && !fields.has('bias')) return new Float64Array(outputs);
  const { values, shape } = numbersIn(fields, 'bias', where);
  if (values.length !== outputs)
    throw new ExchangeError(`${where}: its bias must have ${outputs} values (got ${shapeText(shape)})`);
  return Float64Array.from(values);
}

function imageFor(shape: readonly number[], where: string): ImageShape {
  if (shape.length === 3) return shape as ImageShape;
  throw new ExchangeError(`${where} takes an image but receives ${shapeText(shape)}`);
}

/** Returns two whole numbers; one stands for both. */
function pairIn({ fields }: Fields, name: string, where: string): Pair {
  const { values } = numbersIn(fields, name, where);
  const [first, second = first] = values;
  if (values.length > 2 || !Number.isInteger(first) || !Number.isInteger(second))
    throw new ExchangeError(`${where}: ${name} must be one or two whole numbers`);
  return [first!, second!];
}

/** Makes a record; what is wrong with its numbers is said of the node. */
function inWords<T>(where: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof NetworkError) throw new ExchangeError(`${where}: ${error.message}`);
    throw error;
  }
}
