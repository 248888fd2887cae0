/**
 * Reads and writes a spiking (or hybrid) network as a safetensors file. The format is described in
 * docs/network-file.md.
 */
import type { ChannelScaling } from '../engine/examples/scaling.ts';
import type { Ends } from '../engine/separation/ends.ts';
import { countsSpikes } from '../engine/spiking/dynamics.ts';
import { recordedFiring } from '../engine/spiking/neuron-settings.ts';
import type { SpikingLayer, SpikingNetwork } from '../engine/spiking/spiking-network.ts';
import type { BackRecord } from '../networks/kinds/index.ts';
import { outputChannels, weightShape } from '../networks/layer.ts';
import { sizeOf } from '../networks/shape.ts';
import type { TaskId } from '../tasks/task.ts';
import { checkConstraint } from './constraint-check.ts';
import { endNames, endTensors, readEndTensors } from './end-tensors.ts';
import { ExchangeError, quoted, shapeText } from './error.ts';
import { checkNoOthers, floatTensor } from './float-tensor.ts';
import { metadataKey, readMetadata } from './metadata.ts';
import { checkChain, checkPurpose } from './network-check.ts';
import { formatName, type NetworkHeader, networkSchema, versionOf } from './network-schema.ts';
import { readSafetensors, type WrittenTensor, writeSafetensors } from './safetensors.ts';

type LayerHeader = NetworkHeader['layers'][number];

/** The purpose of a network. It tells whoever simulates the network what its outputs mean. */
export interface NetworkPurpose {
  readonly task: TaskId;
  /** The analog records that turn the outputs of the readout into the answer. */
  readonly back: readonly BackRecord[];
  /** How the channels of its inputs are normalised; left out when they are not. */
  readonly normalisation?: ChannelScaling | undefined;
  /**
   * The analog ends of a separator: an encoder, whose frames the network takes, and a decoder of
   * masked frames. Left out where the network takes the input itself.
   */
  readonly ends?: Ends;
}

/** A network as a file holds it. */
export interface StoredNetwork extends SpikingNetwork, NetworkPurpose {}

/**
 * Returns the network file of a network. `extra` is stored beside the record in the metadata.
 * Throws {@link ExchangeError}.
 */
export function writeNetworkFile(
  network: SpikingNetwork,
  { task, back, normalisation, ends }: NetworkPurpose,
  extra: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const header = {
    ...headerOf(network),
    task,
    back: [...back],
    ...(normalisation ? { normalisation } : {}),
    ...(ends ? { front: ends.front } : {}),
  };
  checkHeader(header);
  const tensors = new Map<string, WrittenTensor>();
  network.layers.forEach((spiking, index) => {
    const { name, synapse, neurons } = header.layers[index]!;
    const add = (part: string, values: Float32Array, shape: readonly number[]) => {
      if (values.length !== sizeOf(shape))
        throw new ExchangeError(
          `layer ${quoted(name)}: ${part} must be ${shapeText(shape)} (got ${values.length} values)`,
        );
      tensors.set(`${name}.${part}`, { type: 'F32', shape, values });
    };
    add('weight', spiking.weight, weightShape(synapse));
    add('bias', spiking.bias, [outputChannels(synapse)]);
    if (hasThreshold(header, neurons)) add('threshold', spiking.threshold!, [spiking.threshold!.length]);
  });
  if (ends) for (const [name, tensor] of endTensors(ends)) tensors.set(name, tensor);
  // The same checks as on reading: what is written can be read.
  for (const layer of header.layers) readLayer({ tensors, metadata: {} }, layer, header);
  if (ends) readEndTensors({ tensors, metadata: {} }, ends.front);
  return writeSafetensors(tensors, { ...extra, [metadataKey]: JSON.stringify(header) });
}

/**
 * Reads and checks a network file. Throws {@link ExchangeError} naming layer and tensor, and
 * nothing else.
 */
export function readNetworkFile(bytes: Uint8Array): StoredNetwork {
  const file = readSafetensors(bytes);
  const header = readMetadata(file.metadata, networkSchema, 'network file');
  checkChain(header);
  checkPurpose(header);
  const layers = header.layers.map((layer) => readLayer(file, layer, header));
  const { front } = header;
  const ends = front && readEndTensors(file, front);
  const names = header.layers.flatMap((layer) => tensorNames(layer, header));
  checkNoOthers(file, new Set([...names, ...endNames(front)]));
  const { timeSteps, initialPotential, firstLayerBias, inputShape, constraint, dynamics } = header;
  const { task, back, normalisation } = header;
  return {
    ...{ timeSteps, initialPotential, firstLayerBias, inputShape, layers, task, back },
    ...(constraint ? { constraint } : {}),
    ...recordedFiring(header),
    ...(dynamics ? { dynamics } : {}),
    ...(normalisation ? { normalisation } : {}),
    ...(ends ? { ends } : {}),
  };
}

function headerOf(network: SpikingNetwork): Omit<NetworkHeader, 'task' | 'back' | 'normalisation' | 'front'> {
  const { timeSteps, initialPotential, firstLayerBias, inputShape, constraint, dynamics } = network;
  const layers = network.layers.map(({ layer, threshold, arrivalRate, constrained }, index): LayerHeader => {
    const { name, before, synapse, batchNorm } = layer;
    const last = index === network.layers.length - 1;
    if (batchNorm) throw new ExchangeError(`layer ${quoted(name)}: batch norm must be folded before writing`);
    if (last && (threshold !== null) !== countsSpikes(network))
      throw new ExchangeError(
        `layer ${quoted(name)}: the readout has a threshold where its counts are the answer, and only there`,
      );
    return {
      name,
      before: [...before],
      synapse,
      neurons: last ? 'readout' : threshold ? 'spiking' : 'analog',
      ...(arrivalRate === undefined ? {} : { arrivalRate }),
      ...(constrained ? { constrained } : {}),
    };
  });
  return {
    format: formatName,
    ...versionOf(network),
    timeSteps,
    initialPotential,
    firstLayerBias,
    inputShape,
    ...(constraint ? { constraint } : {}),
    ...(dynamics ? { dynamics } : {}),
    layers,
  };
}

function checkHeader(header: NetworkHeader): void {
  readMetadata({ [metadataKey]: JSON.stringify(header) }, networkSchema, 'network');
  checkChain(header);
  checkPurpose(header);
}

/**
 * Returns whether the neurons have a threshold: spiking neurons do, and so does a readout whose
 * counts are the answer.
 */
function hasThreshold(header: NetworkHeader, neurons: LayerHeader['neurons']): boolean {
  return neurons === 'spiking' || (neurons === 'readout' && countsSpikes(header));
}

function tensorNames({ name, neurons }: LayerHeader, header: NetworkHeader): string[] {
  const parts = hasThreshold(header, neurons) ? ['weight', 'bias', 'threshold'] : ['weight', 'bias'];
  return parts.map((part) => `${name}.${part}`);
}

function readLayer(
  file: Parameters<typeof floatTensor>[0],
  layer: LayerHeader,
  header: NetworkHeader,
): SpikingLayer {
  const { name, before, synapse, neurons, arrivalRate, constrained } = layer;
  const channels = outputChannels(synapse);
  const weight = floatTensor(file, name, 'weight', weightShape(synapse));
  const bias = floatTensor(file, name, 'bias', [channels]);
  const threshold = hasThreshold(header, neurons)
    ? floatTensor(file, name, 'threshold', [1], [channels])
    : null;
  const negative = threshold?.findIndex((value) => value < 0) ?? -1;
  if (negative >= 0)
    throw new ExchangeError(
      `layer ${quoted(name)}: threshold must be at least 0 (entry ${negative} is ${threshold![negative]})`,
    );
  const spiking: SpikingLayer = {
    layer: { name, before, synapse, batchNorm: null },
    weight,
    bias,
    threshold,
    ...(arrivalRate === undefined ? {} : { arrivalRate }),
    ...(constrained ? { constrained } : {}),
  };
  checkConstraint(spiking, header.constraint);
  return spiking;
}
