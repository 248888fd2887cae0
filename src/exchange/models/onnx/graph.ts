/** Puts the nodes of an ONNX graph into the order of their edges, from the output back. */
import { ExchangeError, quoted } from '../../error.ts';
import type { GraphMessage, NodeMessage, TensorMessage, ValueMessage } from './messages.ts';

export interface OrderedGraph {
  readonly input: ValueMessage;
  readonly output: string;
  /** The nodes that the output depends on; each stands behind those whose outputs it takes. */
  readonly nodes: readonly NodeMessage[];
  readonly constants: ReadonlyMap<string, TensorMessage>;
}

export function nodeName({ name, operator, outputs }: NodeMessage): string {
  return name || outputs[0] || operator;
}

/** Throws {@link ExchangeError} where a graph is none that a chain can be found in. */
export function orderedGraph(graph: GraphMessage): OrderedGraph {
  const constants = new Map<string, TensorMessage>();
  for (const tensor of graph.initializers) {
    if (constants.has(tensor.name)) throw new ExchangeError(`two tensors are named ${quoted(tensor.name)}`);
    constants.set(tensor.name, tensor);
  }
  const inputs = graph.inputs.filter(({ name }) => !constants.has(name));
  const [input] = inputs;
  if (!input || inputs.length > 1)
    throw new ExchangeError(
      `the network has ${inputs.length} inputs (${listed(inputs)}), and one is needed; export it with its images alone`,
    );
  const [output] = graph.outputs;
  if (!output || graph.outputs.length > 1)
    throw new ExchangeError(
      `the network has ${graph.outputs.length} outputs (${listed(graph.outputs)}), and one is needed; export it with its class scores alone`,
    );
  const makers = new Map<string, NodeMessage>();
  for (const node of graph.nodes)
    for (const name of node.outputs) {
      if (name === '') continue;
      if (makers.has(name) || constants.has(name) || name === input.name)
        throw new ExchangeError(`two nodes give ${quoted(name)}`);
      makers.set(name, node);
    }
  const known = (name: string) => constants.has(name) || name === input.name || name === '';
  return { input, output: output.name, nodes: inOrder(output.name, makers, known), constants };
}

function listed(values: readonly ValueMessage[]): string {
  return (
    values
      .slice(0, 5)
      .map(({ name }) => quoted(name))
      .join(', ') || 'none'
  );
}

/** Walks the edges back from the output, without recursion, since a graph can be deep. */
function inOrder(
  output: string,
  makers: ReadonlyMap<string, NodeMessage>,
  known: (name: string) => boolean,
): NodeMessage[] {
  const ordered: NodeMessage[] = [];
  const state = new Map<NodeMessage, 'open' | 'done'>();
  const stack: NodeMessage[] = [];
  const visit = (name: string, by: string) => {
    if (known(name)) return;
    const maker = makers.get(name);
    if (!maker) throw new ExchangeError(`${by} takes ${quoted(name)}, which nothing gives`);
    if (state.get(maker) === 'open')
      throw new ExchangeError(`the graph has a circle through the node ${quoted(nodeName(maker))}`);
    if (!state.has(maker)) stack.push(maker);
  };
  visit(output, 'the output');
  while (stack.length > 0) {
    const node = stack.at(-1)!;
    if (state.has(node)) {
      stack.pop();
      if (state.get(node) === 'open') ordered.push(node);
      state.set(node, 'done');
      continue;
    }
    state.set(node, 'open');
    for (const name of [...node.inputs].reverse()) visit(name, `the node ${quoted(nodeName(node))}`);
  }
  return ordered;
}
