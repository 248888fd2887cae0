/**
 * Writes a spiking network as NIR, the graph format that other simulators and chips read. Every
 * threshold is 1 there: what is divided by ϑ are the weights and biases before it. docs/nir.md
 * describes the file.
 */

import { inputCodingOf } from '../../engine/spiking/dynamics.ts';
import { firesAfterWindow } from '../../engine/spiking/neuron-settings.ts';
import type { SpikingLayer } from '../../engine/spiking/spiking-network.ts';
import type { AveragePoolStep } from '../../networks/kinds/average-pool.ts';
import type { Conv2dSynapse } from '../../networks/kinds/conv2d.ts';
import type { Step, Synapse } from '../../networks/kinds/index.ts';
import { outputChannels, outputShape } from '../../networks/layer.ts';
import { type Pair, sizeOf } from '../../networks/shape.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { channelsFirst, filtersFirst, outputsFirst } from '../channel-order.ts';
import { ExchangeError, quoted } from '../error.ts';
import { refuseEnds } from '../models/written-ann.ts';
import type { StoredNetwork } from '../network-file.ts';
import { factsGroup, factsOfNetwork } from './facts.ts';
import { chainTree, type NirNode } from './graph.ts';
import { writeHdf5 } from './hdf5.ts';
import { type Hdf5Data, type Hdf5Group, textData, wholeData, wholesData } from './tree.ts';

/**
 * Returns the NIR file of a network; `extra` are texts that are kept in its metadata. Throws
 * {@link ExchangeError} naming a layer that NIR cannot express.
 */
export async function writeNir(
  network: StoredNetwork,
  extra: Readonly<Record<string, string>> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return writeHdf5(nirTree(network, extra));
}

/** Returns what the file holds. Throws as {@link writeNir} does. */
export function nirTree(network: StoredNetwork, extra: Readonly<Record<string, string>> = {}): Hdf5Group {
  refuseEnds(network.ends, 'NIR');
  if (firesAfterWindow(network))
    throw new ExchangeError(
      'NIR’s neurons fire in the step in which they reach the threshold, and these fire after their window; keep the network as safetensors',
    );
  if (network.dynamics?.spikes)
    throw new ExchangeError(
      `NIR’s neurons send one spike in a step or none, and these send ${network.dynamics.spikes.kind} ones; keep the network as safetensors`,
    );
  return chainTree(nodesOf(network), factsGroup(factsOfNetwork(network), extra));
}

/** The names of the nodes that a layer becomes: its weights, and its neurons if they spike. */
export interface LayerNodes {
  readonly weights: string;
  readonly neurons: string | null;
}

/** Returns the names of the nodes of each layer in the file that {@link writeNir} writes. */
export function layerNodes(network: StoredNetwork): LayerNodes[] {
  const name = namesOnce();
  return network.layers.map((spiking) => ({
    weights: name(spiking.layer.name),
    neurons: spiking.threshold ? name(`${spiking.layer.name}_neurons`) : null,
  }));
}

/** Makes names of nodes from names of layers: letters, digits, `_` and `-`, each only once. */
function namesOnce(): (wanted: string) => string {
  const taken = new Set(['input', 'output']);
  return (wanted) => {
    let name = wanted.replace(/[^A-Za-z0-9_-]/g, '_');
    while (taken.has(name)) name += '_';
    taken.add(name);
    return name;
  };
}

function nodesOf(network: StoredNetwork): NirNode[] {
  const names = layerNodes(network);
  const own = new Set(names.flatMap(({ weights, neurons }) => [weights, neurons ?? weights]));
  const stepName = (layer: string, step: string) => {
    let name = `${layer}_${step}`;
    while (own.has(name)) name += '_';
    own.add(name);
    return name;
  };
  const layers = network.layers.flatMap((spiking, l): NirNode[] => {
    const { layer } = spiking;
    const last = l === network.layers.length - 1;
    if (!spiking.threshold && !last)
      throw new ExchangeError(
        `layer ${quoted(layer.name)} still has analog neurons, which NIR has no node for; convert the whole network first`,
      );
    const { weights, neurons } = names[l]!;
    return [
      ...layer.before.map((step) => stepNode(step, (kind) => stepName(weights, kind))),
      weightsNode(network, l, weights),
      ...(neurons ? [neuronsNode(network, spiking, neurons)] : []),
    ];
  });
  const end = channelsFirst(outputShape(network.layers.at(-1)!.layer.synapse));
  return [
    {
      name: 'input',
      type: 'Input',
      fields: new Map([['shape', wholesData(channelsFirst(network.inputShape))]]),
    },
    ...layers,
    { name: 'output', type: 'Output', fields: new Map([['shape', wholesData(end)]]) },
  ];
}

function stepNode(step: Step, name: (kind: string) => string): NirNode {
  switch (step.kind) {
    case 'averagePool':
      return { name: name('pool'), type: 'AvgPool2d', fields: poolFields(step) };
    case 'flatten':
      return {
        name: name('flatten'),
        type: 'Flatten',
        fields: new Map([
          ['start_dim', wholeData(0)],
          ['end_dim', wholeData(-1)],
          ['input_type', wholesData(channelsFirst(step.inputShape))],
        ]),
      };
    case 'maxPool':
      throw new ExchangeError('NIR has no max pooling; keep the network as safetensors');
    default:
      return unknownKind(step);
  }
}

function poolFields({ kernel, stride }: AveragePoolStep): Hdf5Group {
  return new Map([
    ['kernel_size', wholesData(kernel)],
    ['stride', wholesData(stride)],
    ['padding', wholesData([0, 0])],
  ]);
}

/**
 * Divides the weights and biases of a layer by its thresholds. A dead channel gets none of either:
 * with a threshold of 1 it never fires.
 */
function folded(network: StoredNetwork, l: number): { weight: Float32Array; bias: Float32Array } {
  const { weight, bias, threshold } = network.layers[l]!;
  const { timeSteps } = network;
  const channels = bias.length;
  // An input that comes at every step comes in parts.
  const parts = l === 0 && inputCodingOf(network) !== 'firstStep' ? timeSteps : 1;
  const share = (channel: number, steps: number) => {
    const theta = threshold ? threshold[threshold.length === 1 ? 0 : channel]! : 1;
    return theta === 0 ? 0 : 1 / (theta * steps);
  };
  const ofWeights = Float64Array.from(bias, (_, channel) => share(channel, parts));
  return {
    // A sum with 0 makes a negative zero a plain one.
    weight: weight.map((value, i) => value * ofWeights[i % channels]! + 0),
    bias: bias.map((value, channel) => value * share(channel, timeSteps) + 0),
  };
}

function weightsNode(network: StoredNetwork, l: number, name: string): NirNode {
  const { layer } = network.layers[l]!;
  const { weight, bias } = folded(network, l);
  const flattened = layer.before.findLast(({ kind }) => kind === 'flatten')?.inputShape ?? null;
  const fields = synapseFields(layer.synapse, weight, flattened, layer.name);
  const renamed =
    name === layer.name ? [] : [['metadata', new Map([['layer', textData(layer.name)]])] as const];
  return {
    name,
    type: typeOf(layer.synapse),
    fields: new Map<string, Hdf5Group | Hdf5Data>([
      ...fields,
      ['bias', { shape: [bias.length], values: bias }],
      ...renamed,
    ]),
  };
}

function typeOf(synapse: Synapse): string {
  switch (synapse.kind) {
    case 'conv2d':
      return 'Conv2d';
    case 'dense':
      return 'Affine';
    default:
      return unknownKind(synapse);
  }
}

function synapseFields(
  synapse: Synapse,
  weight: Float32Array,
  flattened: readonly number[] | null,
  layer: string,
): [string, Hdf5Data][] {
  switch (synapse.kind) {
    case 'conv2d':
      return convolutionFields(synapse, weight, layer);
    case 'dense': {
      const { inputSize, outputSize } = synapse;
      const values = outputsFirst(weight, outputSize, flattened);
      return [['weight', { shape: [outputSize, inputSize], values }]];
    }
    default:
      return unknownKind(synapse);
  }
}

function convolutionFields(
  synapse: Conv2dSynapse,
  weight: Float32Array,
  layer: string,
): [string, Hdf5Data][] {
  const { inputShape, stride, dilation } = synapse;
  const inputs = inputShape[2];
  const outputs = outputChannels(synapse);
  const even = evenlyPadded(synapse, weight, layer);
  const values = filtersFirst(even.weight, { kernel: even.kernel, inputs, outputs });
  return [
    ['input_shape', wholesData(inputShape.slice(0, 2))],
    ['weight', { shape: [outputs, inputs, ...even.kernel], values }],
    ['stride', wholesData(stride)],
    ['padding', wholesData(even.padding)],
    ['dilation', wholesData(dilation)],
    ['groups', wholeData(1)],
  ];
}

/**
 * Returns a convolution with the same padding on both sides, which is all that NIR can say. Where
 * the paddings differ the larger one is used, and the kernel grows by rows of zeros that reach over
 * what was added: before it where less was padded before, behind it otherwise.
 */
function evenlyPadded(
  { kernel, padding: { before, after }, dilation, inputShape, outputShape }: Conv2dSynapse,
  weight: Float32Array,
  layer: string,
): { weight: Float32Array; kernel: Pair; padding: Pair } {
  const grown = ([0, 1] as const).map((axis) => {
    const difference = Math.abs(before[axis] - after[axis]) / dilation[axis];
    if (!Number.isInteger(difference))
      throw new ExchangeError(
        `layer ${quoted(layer)}: a padding of ${before[axis]} before and ${after[axis]} after cannot be expressed in NIR at a dilation of ${dilation[axis]}`,
      );
    return { size: kernel[axis] + difference, shift: before[axis] < after[axis] ? difference : 0 };
  }) as [{ size: number; shift: number }, { size: number; shift: number }];
  const [rows, columns] = grown;
  const row = inputShape[2] * outputShape[2];
  const larger = new Float32Array(rows.size * columns.size * row);
  for (let i = 0; i < kernel[0]; i++)
    for (let j = 0; j < kernel[1]; j++) {
      const from = (i * kernel[1] + j) * row;
      larger.set(
        weight.subarray(from, from + row),
        ((i + rows.shift) * columns.size + j + columns.shift) * row,
      );
    }
  return {
    weight: larger,
    kernel: [rows.size, columns.size],
    padding: [Math.max(before[0], after[0]), Math.max(before[1], after[1])],
  };
}

/**
 * Returns the neurons of a layer, every array in their full shape. A leak λ becomes the time
 * constant 1 / (1 − λ) in steps, and the resistance its inverse share, so that a step of Euler's
 * method keeps λ of the potential and adds the whole current.
 */
function neuronsNode({ dynamics }: StoredNetwork, { layer }: SpikingLayer, name: string): NirNode {
  const shape = channelsFirst(outputShape(layer.synapse));
  const full = (value: number): Hdf5Data => ({ shape, values: new Float32Array(sizeOf(shape)).fill(value) });
  const leak = dynamics?.leak ?? 1;
  const common: [string, Hdf5Data][] = [
    ['v_threshold', full(1)],
    ['v_reset', full(0)],
  ];
  if (leak === 1) return { name, type: 'IF', fields: new Map([['r', full(1)], ...common]) };
  const tau = 1 / (1 - leak);
  return {
    name,
    type: 'LIF',
    fields: new Map([['tau', full(tau)], ['r', full(tau)], ['v_leak', full(0)], ...common]),
  };
}
