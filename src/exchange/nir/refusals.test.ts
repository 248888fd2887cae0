/** Graphs that are no chain, nodes that are not read and damaged files are refused by name. */
import { describe, expect, test } from 'vitest';
import { ExchangeError } from '../error.ts';
import { classifying, dynamic, network } from '../testing/small-network.ts';
import { readHdf5, writeHdf5 } from './hdf5.ts';
import { networkIn, readNir } from './read.ts';
import { type Hdf5Data, type Hdf5Group, isGroup, textData, wholeData, wholesData } from './tree.ts';
import { nirTree, writeNir } from './write.ts';

type Open = Map<string, Open | Hdf5Data>;

const copied = (group: Hdf5Group): Open =>
  new Map([...group].map(([name, entry]) => [name, isGroup(entry) ? copied(entry) : entry]));

/** Returns a written network's contents, changed. */
function changed(change: (graph: Open, node: (name: string) => Open) => void, of = network): Hdf5Group {
  const root = copied(nirTree({ ...of, ...classifying }));
  const graph = root.get('node') as Open;
  change(graph, (name) => (graph.get('nodes') as Open).get(name) as Open);
  return root;
}

const edges = (graph: Open) => (graph.get('edges') as Hdf5Data).values as string[];
const setEdges = (graph: Open, values: string[]) =>
  graph.set('edges', { shape: [values.length / 2, 2], values });
const ones = (shape: number[]): Hdf5Data => ({
  shape,
  values: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1),
});

describe('a graph that is no chain', () => {
  const cases: [string, string, (graph: Open) => void][] = [
    [
      'a branch',
      'node “conv1” has several edges out',
      (graph) => setEdges(graph, [...edges(graph), 'conv1', 'fc2']),
    ],
    [
      'two ways into a node',
      'node “fc2” has several edges in',
      (graph) => setEdges(graph, [...edges(graph), 'output', 'fc2']),
    ],
    [
      'a circle',
      'the edges lead in a circle at node “input”',
      (graph) => setEdges(graph, [...edges(graph).slice(0, 6), 'fc2_pool', 'input']),
    ],
    [
      'a loose end',
      'node “fc2” has no edge out and is not the output',
      (graph) => setEdges(graph, edges(graph).slice(0, 10)),
    ],
    [
      'a node beside the way',
      'node “other” does not lie on the way from the input to the output',
      (graph) => (graph.get('nodes') as Open).set('other', new Map([['type', textData('IF')]])),
    ],
    [
      'an edge to nowhere',
      'an edge names “conv9”, which is no node of the graph',
      (graph) => setEdges(graph, [...edges(graph), 'output', 'conv9']),
    ],
    [
      'two outputs',
      'the graph has 2 nodes of the type Output',
      (graph) => (graph.get('nodes') as Open).set('second', new Map([['type', textData('Output')]])),
    ],
    [
      'edges that are no names',
      'the edges of the graph must be pairs',
      (graph) => graph.set('edges', wholesData([1])),
    ],
    ['no edges', 'the graph has no “edges”', (graph) => graph.delete('edges')],
    ['another type', 'the graph is of the type “Affine”', (graph) => graph.set('type', textData('Affine'))],
  ];
  test.each(cases)('%s', (_, message, change) => {
    expect(() => networkIn(changed(change))).toThrow(message);
    expect(() => networkIn(changed(change))).toThrow(ExchangeError);
  });
});

describe('a node that is not read', () => {
  const cases: [string, string, (node: (name: string) => Open) => void, typeof network?][] = [
    [
      'another type',
      'node “fc2_neurons” (CubaLIF) is of a type that is not read',
      (node) => node('fc2_neurons').set('type', textData('CubaLIF')),
    ],
    [
      'a threshold for each neuron',
      'node “conv1_neurons” (IF): v_threshold differs between neurons of one channel',
      (node) => {
        const values = new Float32Array(32).fill(1);
        values[3] = 2;
        node('conv1_neurons').set('v_threshold', { shape: [2, 4, 4], values });
      },
    ],
    ['a reset above 0', 'v_reset must be 0', (node) => node('fc2_neurons').set('v_reset', ones([3]))],
    [
      'a threshold of 0',
      'v_threshold must be above 0',
      (node) => node('fc2_neurons').set('v_threshold', { ...ones([3]), values: new Float32Array(3) }),
    ],
    [
      'neurons of another shape',
      'v_threshold must be of 3 neurons (got 5)',
      (node) => node('fc2_neurons').set('v_threshold', ones([5])),
    ],
    ['no resistance', 'has no “r”', (node) => node('fc2_neurons').delete('r')],
    ['groups', 'groups are not read (got 2)', (node) => node('conv1').set('groups', wholeData(2))],
    [
      'padded pooling',
      'padding of a pooling is not read',
      (node) => node('fc2_pool').set('padding', wholesData([1, 0])),
    ],
    [
      'part of a flatten',
      'only a flatten of the whole image is read (got 1 to 2)',
      (node) => node('fc2_flatten').set('start_dim', wholeData(1)).set('end_dim', wholeData(2)),
    ],
    [
      'weights of other inputs',
      'node “fc2” (Affine) takes 7 values but receives 8',
      (node) => node('fc2').set('weight', ones([3, 7])),
    ],
    [
      'a weight of three axes',
      'must be outputs × inputs (got 3×4×2)',
      (node) => node('fc2').set('weight', ones([3, 4, 2])),
    ],
    ['a short bias', 'its bias must have 3 values (got 2)', (node) => node('fc2').set('bias', ones([2]))],
    [
      'weights that are no numbers',
      '“weight” must hold numbers',
      (node) => node('fc2').set('weight', textData('many')),
    ],
    [
      'a kernel that does not fit',
      'a window of 9 does not fit',
      (node) => node('conv1').set('weight', ones([2, 1, 9, 9])),
    ],
    [
      'infinite weights',
      'layer “fc2”: weight must be finite',
      (node) =>
        node('fc2').set('weight', {
          shape: [3, 8],
          values: new Float32Array(24).fill(Number.POSITIVE_INFINITY),
        }),
    ],
    [
      'leaks that differ',
      'one leak for all is read',
      (node) => node('fc2_neurons').set('tau', { ...ones([3]), values: new Float32Array(3).fill(9) }),
      dynamic,
    ],
    [
      'another output',
      'its shape is 4, but 2 values arrive',
      (node) => node('output').set('shape', wholesData([4])),
    ],
    [
      'an input without size',
      'its shape must be whole numbers above 0',
      (node) => node('input').set('shape', wholesData([1, 0, 4])),
    ],
  ];
  test.each(cases)('%s', (_, message, change, of = network) => {
    const root = changed((__, node) => change(node), of);
    expect(() => networkIn(root)).toThrow(message);
    expect(() => networkIn(root)).toThrow(ExchangeError);
  });

  test('weights without neurons between them', () => {
    const root = changed((graph) => {
      (graph.get('nodes') as Open).delete('fc2_neurons');
      setEdges(
        graph,
        edges(graph).filter((name) => name !== 'fc2_neurons'),
      );
    });
    expect(() => networkIn(root)).toThrow(
      'node “output_” (Affine) follows weights without neurons between them',
    );
  });

  test('metadata of ours that are damaged', () => {
    const root = changed((graph) => (graph.get('metadata') as Open).set('time_steps', wholeData(0)));
    expect(() => networkIn(root)).toThrow('metadata: time_steps');
  });
});

describe('a file that is none', async () => {
  const whole = await writeNir({ ...network, ...classifying });

  test('other bytes, and one that is cut short', async () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(5000), whole.subarray(0, whole.length - 900)])
      await expect(readNir(bytes)).rejects.toThrow('not an HDF5 file, or one that is cut short');
  });

  test('HDF5 without a graph', async () => {
    const other = await writeHdf5(new Map([['weights', wholesData([1, 2])]]));
    await expect(readNir(other)).rejects.toThrow('not a NIR file: it has no group “node”');
  });

  test('more than the limits', async () => {
    const limits = { fileBytes: 2 ** 20, arrayBytes: 2 ** 20, entries: 20_000, depth: 8 };
    await expect(readHdf5(whole, { ...limits, fileBytes: 100 })).rejects.toThrow('larger than the 100 bytes');
    await expect(readHdf5(whole, { ...limits, arrayBytes: 100 })).rejects.toThrow('larger than 100 bytes');
    await expect(readHdf5(whole, { ...limits, entries: 5 })).rejects.toThrow('more than 5 groups and arrays');
    await expect(readHdf5(whole, { ...limits, depth: 1 })).rejects.toThrow('lies deeper than 1 groups');
  });
});
