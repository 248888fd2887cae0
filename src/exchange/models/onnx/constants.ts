/** Computes what a graph computes of constants alone, as the shape that a reshape is given. */
import { ExchangeError, quoted } from '../../error.ts';
import { intsOf, numberOf } from './attributes.ts';
import type { NodeMessage } from './messages.ts';
import { type OnnxTensor, valuesOf } from './tensors.ts';

type Folded = Omit<OnnxTensor, 'name'>;

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

/** Returns the shape that a reshape to `wanted` gives for so many values; null where none fits. */
export function reshaped(wanted: readonly number[], shape: readonly number[]): number[] | null {
  const size = sizeOf(shape);
  const given = wanted.map((length, axis) => (length === 0 ? (shape[axis] ?? 0) : length));
  const known = given.filter((length) => length !== -1).reduce((product, length) => product * length, 1);
  const filled = given.map((length) => (length === -1 ? size / known : length));
  return filled.every((length) => Number.isInteger(length) && length > 0) && sizeOf(filled) === size
    ? filled
    : null;
}

function permuted({ shape, values }: Folded, order: readonly number[]): Folded {
  const after = order.map((axis) => shape[axis]!);
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const moved = new Float64Array(values.length);
  for (let i = 0; i < moved.length; i++) {
    let rest = i;
    let from = 0;
    for (let axis = after.length - 1; axis >= 0; axis--) {
      from += (rest % after[axis]!) * strides[order[axis]!]!;
      rest = Math.floor(rest / after[axis]!);
    }
    moved[i] = values[from]!;
  }
  return { shape: after, values: moved };
}

/**
 * Returns the output of a node all of whose inputs are constants, or null when it is of a kind that
 * is not computed. Throws {@link ExchangeError} that names the node.
 */
export function constantOf(node: NodeMessage, inputs: readonly OnnxTensor[]): OnnxTensor | null {
  const [name = ''] = node.outputs;
  const made = computed(node, inputs);
  return made && { name, ...made };
}

function computed(node: NodeMessage, inputs: readonly OnnxTensor[]): Folded | null {
  const refuse = () =>
    new ExchangeError(`node ${quoted(node.name || node.outputs[0] || '')} cannot be computed`);
  const [first, second] = inputs;
  switch (node.operator) {
    case 'Constant': {
      const value = node.attributes.find(({ name }) => name === 'value')?.tensor;
      if (value) return valuesOf({ ...value, name: value.name || node.outputs[0] || '' });
      const ints = intsOf(node, 'value_ints');
      if (ints) return { shape: [ints.length], values: Float64Array.from(ints) };
      const int = numberOf(node, 'value_int');
      return int === null ? null : { shape: [], values: Float64Array.of(int) };
    }
    case 'Identity':
    case 'Cast':
      return first ?? null;
    case 'Reshape': {
      const shape = first && second ? reshaped([...second.values], first.shape) : null;
      if (!first || !shape) throw refuse();
      return { shape, values: first.values };
    }
    case 'Transpose': {
      if (!first) throw refuse();
      const order = intsOf(node, 'perm') ?? first.shape.map((_, axis) => first.shape.length - 1 - axis);
      const axes = [...order].sort((a, b) => a - b);
      if (order.length !== first.shape.length || axes.some((axis, i) => axis !== i)) throw refuse();
      return permuted(first, order);
    }
    case 'Unsqueeze':
    case 'Squeeze':
      return first ? { shape: [first.values.length], values: first.values } : null;
    case 'Concat': {
      if (inputs.some(({ shape }) => shape.length > 1)) return null;
      const values = inputs.flatMap((input) => [...input.values]);
      return { shape: [values.length], values: Float64Array.from(values) };
    }
    case 'Gather': {
      if (!first || !second || first.shape.length !== 1) return null;
      const values = second.values.map(
        (at) => first.values[at < 0 ? at + first.values.length : at] ?? Number.NaN,
      );
      return { shape: second.shape, values };
    }
    default:
      return null;
  }
}
