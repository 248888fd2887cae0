/**
 * Maps a safetensors file with PyTorch's names, as `conv1.weight` and `bn1.running_mean`, onto a
 * network that is given as text. Such a file has neither the order of its layers nor their strides.
 */
import { factsOf, type LayerRecord } from '../../../networks/kinds/index.ts';
import { NetworkError } from '../../../networks/network-error.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { filtersLast, outputsLast } from '../../channel-order.ts';
import { ExchangeError, quoted, shapeText } from '../../error.ts';
import { shapeEqual } from '../../float-tensor.ts';
import { readSafetensors, type StoredTensor } from '../../safetensors.ts';
import type { ModelDescription, ModelNode, Operation } from '../description.ts';
import { checkModelBytes, finite } from '../limits.ts';

/** A module of PyTorch: the tensors whose names have one beginning. */
interface Module {
  readonly name: string;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/** Returns the network of a text with the weights of a file. Throws {@link ExchangeError}. */
export function readPytorchTensors(bytes: Uint8Array, notation: string): ModelDescription {
  checkModelBytes('the file', bytes.length);
  const modules = modulesIn(bytes);
  const { inputShape, layers } = parsed(notation);
  const norms = modules.filter(({ tensors }) => tensors.has('running_mean'));
  const weighted = modules.filter((module) => tensorOf(module, 'weight') && !norms.includes(module));
  const unused = new Set(modules);
  const take = (from: readonly Module[], shape: readonly number[], what: string): Module => {
    // In the order of the names; one that does not fit is passed over, unless nothing fits.
    const left = from.filter((module) => unused.has(module));
    const found = left.find((module) => shapeEqual(shapeIn(module), shape));
    if (!found) {
      const there = left.slice(0, 4).map((module) => `${module.name} of ${shapeText(shapeIn(module))}`);
      throw new ExchangeError(
        `no weights of ${shapeText(shape)} for ${what} of the network ${quoted(notation)}; left are ${there.join(', ') || 'none'}; give the network of the file with --network`,
      );
    }
    unused.delete(found);
    return found;
  };
  const nodes: ModelNode[] = [];
  const add = (name: string, title: string, operation: Operation) =>
    nodes.push({ name, title, from: [nodes.length - 1], operation });
  let flat = false;
  for (const record of layers) {
    switch (record.kind) {
      case 'conv2d': {
        const { filters, kernel, inputShape: image, stride, padding, dilation } = record;
        const module = take(weighted, [filters, image[2], ...kernel], record.name);
        const channels = image[2];
        const sizes = { kernel, inputs: channels, outputs: filters };
        const weight = Float32Array.from(filtersLast(floats(module, 'weight'), sizes));
        add(module.name, 'Conv2d', {
          kind: 'conv2d',
          weight,
          bias: biasOf(module, filters),
          kernel,
          channels,
          filters,
          stride,
          dilation,
          padding,
        });
        break;
      }
      case 'dense': {
        const { units, inputSize: inputs } = record;
        const module = take(weighted, [units, inputs], record.name);
        const weight = Float32Array.from(outputsLast(floats(module, 'weight'), units, null));
        add(module.name, 'Linear', { kind: 'dense', weight, bias: biasOf(module, units), inputs, units });
        break;
      }
      case 'batchNorm': {
        const module = take(norms, [record.channels], record.name);
        const [gamma, beta] = [floats(module, 'weight'), floats(module, 'bias')];
        const [mean, variance] = [floats(module, 'running_mean'), floats(module, 'running_var')];
        const equal = [beta, mean, variance].every(({ length }) => length === gamma.length);
        if (!equal || variance.some((value) => value < 0))
          throw new ExchangeError(`${module.name}: its batch norm has lengths or variances that cannot be`);
        add(module.name, 'BatchNorm', { kind: 'batchNorm', gamma, beta, mean, variance, epsilon: 1e-5 });
        break;
      }
      case 'relu':
        add(record.name, 'ReLU', { kind: 'relu' });
        break;
      case 'flatten':
        flat = true;
        add(record.name, 'Flatten', { kind: 'flatten', order: 'channelsFirst' });
        break;
      case 'averagePool':
      case 'maxPool':
        add(record.name, record.kind === 'maxPool' ? 'MaxPool2d' : 'AvgPool2d', {
          ...{ kind: record.kind, window: record.kernel, stride: record.stride },
          padding: { before: [0, 0], after: [0, 0] },
        });
        break;
      case 'sigmoid':
        throw new ExchangeError(`${record.name}: ${factsOf(record).title} cannot be mapped`);
      default:
        throw new ExchangeError(`${(record as LayerRecord).name} cannot be mapped`);
    }
  }
  const [left] = unused;
  if (left)
    throw new ExchangeError(
      `${quoted(left.name)} belongs to no layer of the network ${quoted(notation)}; give the network of the file with --network`,
    );
  if (!flat) throw new ExchangeError('the network has no dense layer');
  return { format: 'safetensors with PyTorch names', inputShape, vectorOrder: 'channelsFirst', nodes };
}

function parsed(notation: string) {
  try {
    return parseNotation(notation);
  } catch (error) {
    if (error instanceof NetworkError)
      throw new ExchangeError(`network ${quoted(notation)}: ${error.message}`);
    throw error;
  }
}

/** Groups the tensors by module, in the order of the names; numbers count as numbers. */
function modulesIn(bytes: Uint8Array): Module[] {
  const { tensors } = readSafetensors(bytes);
  const groups = new Map<string, Map<string, StoredTensor>>();
  for (const [full, tensor] of tensors) {
    const dot = full.lastIndexOf('.');
    const part = full.slice(dot + 1);
    if (part === 'num_batches_tracked') continue;
    if (dot < 1 || !['weight', 'bias', 'running_mean', 'running_var'].includes(part))
      throw new ExchangeError(
        `tensor ${quoted(full)} is no weight, bias, running_mean or running_var of a module; save model.state_dict()`,
      );
    const module = full.slice(0, dot);
    const group = groups.get(module) ?? new Map<string, StoredTensor>();
    group.set(part, tensor);
    groups.set(module, group);
  }
  const order = new Intl.Collator('en', { numeric: true });
  return [...groups]
    .map(([name, group]) => ({ name, tensors: group }))
    .sort((a, b) => order.compare(a.name, b.name));
}

/** Returns the shape by which a module is told: that of its weight, or of its statistics. */
function shapeIn(module: Module): readonly number[] {
  return (tensorOf(module, 'running_mean') ?? tensorOf(module, 'weight'))?.shape ?? [];
}

function tensorOf({ tensors }: Module, part: string): StoredTensor | undefined {
  return tensors.get(part);
}

function floats(module: Module, part: string): Float32Array {
  const name = `${module.name}.${part}`;
  const values = tensorOf(module, part)?.values;
  if (values instanceof Float32Array) return finite(name, values);
  if (values instanceof Float64Array) return finite(name, Float32Array.from(values));
  throw new ExchangeError(
    `tensor ${quoted(name)} ${values ? 'holds no floating-point numbers' : 'is missing'}`,
  );
}

function biasOf(module: Module, length: number): Float32Array | null {
  if (!tensorOf(module, 'bias')) return null;
  const bias = floats(module, 'bias');
  if (bias.length !== length)
    throw new ExchangeError(
      `tensor ${quoted(`${module.name}.bias`)} has ${bias.length} values, not ${length}`,
    );
  return bias;
}
