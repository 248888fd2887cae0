/** Reads an ONNX file as a described network. */
import { sizeOf } from '../../../networks/shape.ts';
import { ExchangeError, quoted, shapeText } from '../../error.ts';
import type { ModelDescription, ModelNode, ModelShape, Operation } from '../description.ts';
import { checkModelBytes, finite } from '../limits.ts';
import { shapeAfter } from '../shapes.ts';
import { constantOf } from './constants.ts';
import type { Flow, Layout } from './flow.ts';
import { nodeName, orderedGraph } from './graph.ts';
import { type NodeMessage, readModelMessage, type ValueMessage } from './messages.ts';
import { operationsOf } from './operations.ts';
import { type OnnxTensor, valuesOf } from './tensors.ts';

const oldestOpset = 7n;
const newestOpset = 25n;

/** Returns the network of a file. Throws {@link ExchangeError} that says what is wrong with it. */
export function readOnnx(bytes: Uint8Array): ModelDescription {
  checkModelBytes('the file', bytes.length);
  const { graph, opsets } = readModelMessage(bytes);
  if (!graph) throw new ExchangeError('it holds no graph, so it is no ONNX model');
  const opset = opsets.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 0n;
  if (opset < oldestOpset || opset > newestOpset)
    throw new ExchangeError(
      `it is of opset ${opset}, and ${oldestOpset} to ${newestOpset} are read; export it with opset_version=17`,
    );
  const { input, nodes, constants, output } = orderedGraph(graph);
  const tensors = new Map<string, OnnxTensor>();
  const constant = (name: string): OnnxTensor | null => {
    const message = constants.get(name);
    if (message && !tensors.has(name)) tensors.set(name, valuesOf(message));
    return tensors.get(name) ?? null;
  };
  const inputShape = inputShapeOf(input);
  const first = nodes.find(({ inputs }) => inputs.includes(input.name));
  const isLast = first?.operator === 'Transpose' && inputShape.length === 3;
  const described: ModelNode[] = [];
  const ours: ModelShape = inputShape.length === 3 && !isLast ? channelsLast(inputShape) : inputShape;
  const flows = new Map<string, Flow>([
    [input.name, { node: -1, shape: ours, layout: isLast ? 'channelsLast' : 'channelsFirst' }],
  ]);
  for (const node of nodes) {
    const [name = ''] = node.outputs;
    const known = foldedOf(node, flows, constant);
    if (known) {
      tensors.set(name, known);
      continue;
    }
    const arriving = node.inputs.flatMap((from) => flows.get(from) ?? []);
    const { operations, layout } = operationsOf(node, arriving, constant, opset);
    flows.set(name, append(described, node, arriving, operations, layout));
  }
  const end = flows.get(output);
  if (!end) throw new ExchangeError('the output does not depend on the input');
  if (described.length === 0) throw new ExchangeError('the graph has no layers');
  return {
    format: `ONNX, opset ${opset}`,
    inputShape: ours,
    vectorOrder: 'channelsFirst',
    nodes: described,
  };
}

/** Computes a node of constants, or the shape of a value, which PyTorch gives to reshapes. */
function foldedOf(
  node: NodeMessage,
  flows: ReadonlyMap<string, Flow>,
  constant: (name: string) => OnnxTensor | null,
): OnnxTensor | null {
  const [first = ''] = node.inputs;
  const flow = flows.get(first);
  if (node.operator === 'Shape' && flow) {
    if (!flow.shape) return null;
    const { shape, layout } = flow;
    const theirs = shape.length === 3 && layout === 'channelsFirst' ? channelsFirst(shape) : shape;
    return { name: node.outputs[0]!, shape: [theirs.length + 1], values: Float64Array.of(1, ...theirs) };
  }
  const inputs = node.inputs.filter((name) => name !== '').map(constant);
  return inputs.every((tensor) => tensor !== null) ? constantOf(node, inputs) : null;
}

function append(
  described: ModelNode[],
  node: NodeMessage,
  arriving: readonly Flow[],
  operations: readonly Operation[],
  layout: Layout,
): Flow {
  let from = arriving.map((flow) => flow.node);
  let shape = arriving[0]?.shape ?? null;
  for (const operation of operations) {
    const name = nodeName(node);
    try {
      shape = shape && shapeAfter(operation, shape);
    } catch (error) {
      if (error instanceof ExchangeError) throw new ExchangeError(`layer ${quoted(name)}: ${error.message}`);
      throw error;
    }
    checkWeights(name, operation);
    described.push({ name, title: node.operator, from, operation });
    from = [described.length - 1];
  }
  return { node: described.length - 1, shape, layout };
}

/** Throws {@link ExchangeError} where a weight is no number. */
function checkWeights(name: string, operation: Operation): void {
  for (const values of Object.values(operation))
    if (values instanceof Float32Array || values instanceof Float64Array) finite(name, values);
}

function channelsLast([channels, height, width]: ModelShape): ModelShape {
  return [height!, width!, channels!];
}

function channelsFirst([height, width, channels]: ModelShape): ModelShape {
  return [channels!, height!, width!];
}

const mostInput = 2 ** 24;

function inputShapeOf({ name, elementType, shape }: ValueMessage): ModelShape {
  const where = `the input ${quoted(name)}`;
  if (![0, 1, 10, 11, 16].includes(elementType))
    throw new ExchangeError(`${where} is no floating-point tensor; export the network with float inputs`);
  if (!shape)
    throw new ExchangeError(`${where} has no shape; export the network with a fixed size of images`);
  const sizes = shape.slice(1);
  if (sizes.includes(null))
    throw new ExchangeError(
      `${where} has a size that is not fixed (${shape.map((size) => size ?? '?').join('×')}); only the batch may be; export it with a fixed size of images`,
    );
  const fixed = sizes as number[];
  if (fixed.length !== 1 && fixed.length !== 3)
    throw new ExchangeError(
      `${where} is ${shapeText(fixed)} without the batch, and an image or a vector is needed`,
    );
  if (sizeOf(fixed) > mostInput)
    throw new ExchangeError(`${where} is ${shapeText(fixed)}, which is too large`);
  return fixed;
}
