/** A NIR graph: nodes by name, and the edges between them, as NIR lays them out in HDF5. */
import { ExchangeError, quoted } from '../error.ts';
import { dataIn, groupIn, type Hdf5Data, type Hdf5Group, textData, textIn } from './tree.ts';

/** The version of NIR whose layout is written. */
const nirVersion = '1.0';

export interface NirNode {
  readonly name: string;
  /** Its kind, as `Conv2d`. */
  readonly type: string;
  /** Its arrays, and its metadata as a group. */
  readonly fields: Hdf5Group;
}

export interface NirGraph {
  readonly nodes: ReadonlyMap<string, NirNode>;
  readonly edges: readonly (readonly [from: string, to: string])[];
  readonly metadata: Hdf5Group | Hdf5Data | undefined;
}

/** Returns a chain of nodes as a file's contents. */
export function chainTree(nodes: readonly NirNode[], metadata: Hdf5Group): Hdf5Group {
  const edges = nodes.slice(1).flatMap(({ name }, i) => [nodes[i]!.name, name]);
  const graph = new Map<string, Hdf5Group | Hdf5Data>([
    ['type', textData('NIRGraph')],
    [
      'nodes',
      new Map(nodes.map(({ name, type, fields }) => [name, new Map([['type', textData(type)], ...fields])])),
    ],
    ['edges', { shape: [nodes.length - 1, 2], values: edges }],
    ['metadata', metadata],
  ]);
  return new Map<string, Hdf5Group | Hdf5Data>([
    ['version', textData(nirVersion)],
    ['node', graph],
  ]);
}

/** Returns the graph that a file holds. Throws {@link ExchangeError} naming what is missing. */
export function graphIn(root: Hdf5Group): NirGraph {
  if (!root.has('node')) throw new ExchangeError('not a NIR file: it has no group “node”');
  textIn(root, 'version', 'the file');
  const graph = groupIn(root, 'node', 'the file');
  const type = textIn(graph, 'type', 'the graph');
  if (type !== 'NIRGraph')
    throw new ExchangeError(`the graph is of the type ${quoted(type)}, not “NIRGraph”`);
  const entries = groupIn(graph, 'nodes', 'the graph');
  const nodes = new Map(
    [...entries.keys()].map((name) => {
      const fields = groupIn(entries, name, 'the graph');
      return [name, { name, type: textIn(fields, 'type', `node ${quoted(name)}`), fields }];
    }),
  );
  const { shape, values } = dataIn(graph, 'edges', 'the graph');
  if (shape.length !== 2 || shape[1] !== 2 || !values.every((value: unknown) => typeof value === 'string'))
    throw new ExchangeError('the edges of the graph must be pairs of names');
  const names = values as readonly string[];
  const edges = Array.from({ length: shape[0]! }, (_, e) => [names[2 * e]!, names[2 * e + 1]!] as const);
  return { nodes, edges, metadata: graph.get('metadata') };
}

/**
 * Returns the nodes in the order of the edges, from the one input to the one output. Throws
 * {@link ExchangeError} naming the node at a branch, a circle, a loose end or an edge to nowhere:
 * only a chain is converted.
 */
export function chainOf({ nodes, edges }: NirGraph): NirNode[] {
  const next = new Map<string, string>();
  const into = new Set<string>();
  for (const [from, to] of edges) {
    for (const name of [from, to])
      if (!nodes.has(name))
        throw new ExchangeError(`an edge names ${quoted(name)}, which is no node of the graph`);
    if (next.has(from))
      throw new ExchangeError(
        `node ${quoted(from)} has several edges out; only a chain without branches is read`,
      );
    if (into.has(to))
      throw new ExchangeError(
        `node ${quoted(to)} has several edges in; only a chain without branches is read`,
      );
    next.set(from, to);
    into.add(to);
  }
  const [input] = endsOf(nodes, 'Input');
  const [output] = endsOf(nodes, 'Output');
  const chain: NirNode[] = [];
  const seen = new Set<string>();
  for (let at: string | undefined = input!.name; at !== undefined; at = next.get(at)) {
    if (seen.has(at)) throw new ExchangeError(`the edges lead in a circle at node ${quoted(at)}`);
    seen.add(at);
    chain.push(nodes.get(at)!);
  }
  if (chain.at(-1) !== output)
    throw new ExchangeError(`node ${quoted(chain.at(-1)!.name)} has no edge out and is not the output`);
  const left = [...nodes.keys()].find((name) => !seen.has(name));
  if (left !== undefined)
    throw new ExchangeError(`node ${quoted(left)} does not lie on the way from the input to the output`);
  return chain;
}

function endsOf(nodes: NirGraph['nodes'], type: 'Input' | 'Output'): [NirNode] {
  const ends = [...nodes.values()].filter((node) => node.type === type);
  if (ends.length !== 1)
    throw new ExchangeError(`the graph has ${ends.length} nodes of the type ${type}; exactly one is read`);
  return ends as [NirNode];
}
