/**
 * Provides a network with every kind of part, its file, and files that were changed past all
 * checks.
 */
import type { SpikingNetwork } from '../../engine/spiking/spiking-network.ts';
import { writeNetworkFile } from '../network-file.ts';
import { readSafetensors, type WrittenTensor, writeSafetensors } from '../safetensors.ts';

export const values = (length: number) => Float32Array.from({ length }, (_, i) => (i - 3) / 8);

/**
 * A 4×4 image, convolution of 2 filters, pooling, hidden dense layer, readout: every kind of part.
 */
export const network: SpikingNetwork = {
  timeSteps: 8,
  initialPotential: 'half',
  firstLayerBias: 'spread',
  inputShape: [4, 4, 1],
  layers: [
    {
      layer: {
        name: 'conv1',
        before: [],
        synapse: {
          kind: 'conv2d',
          inputShape: [4, 4, 1],
          outputShape: [4, 4, 2],
          kernel: [3, 3],
          stride: [1, 1],
          padding: { before: [1, 1], after: [1, 1] },
          dilation: [1, 1],
        },
        batchNorm: null,
      },
      weight: values(18),
      bias: values(2),
      threshold: new Float32Array([0.5, 0]),
    },
    {
      layer: {
        name: 'fc2',
        before: [
          {
            kind: 'averagePool',
            inputShape: [4, 4, 2],
            outputShape: [2, 2, 2],
            kernel: [2, 2],
            stride: [2, 2],
          },
          { kind: 'flatten', inputShape: [2, 2, 2] },
        ],
        synapse: { kind: 'dense', inputSize: 8, outputSize: 3 },
        batchNorm: null,
      },
      weight: values(24),
      bias: values(3),
      threshold: new Float32Array([0.25]),
    },
    {
      layer: {
        name: 'output',
        before: [],
        synapse: { kind: 'dense', inputSize: 3, outputSize: 2 },
        batchNorm: null,
      },
      weight: values(6),
      bias: values(2),
      threshold: null,
    },
  ],
};

export const classifying = { task: 'classification', back: [] } as const;
export const fileOf = (of: SpikingNetwork) => writeNetworkFile(of, classifying);

export const bytes = fileOf(network);
export const stored = readSafetensors(bytes);
export const record = () => JSON.parse(stored.metadata.spikewise!);

/** Returns the file with record and tensors changed past all checks. */
export function tampered(
  changeRecord: (header: ReturnType<typeof record>) => void,
  changeTensors: (tensors: Map<string, WrittenTensor>) => void = () => {},
  of = bytes,
): Uint8Array {
  const file = readSafetensors(of);
  const header = JSON.parse(file.metadata.spikewise!);
  const tensors = new Map(file.tensors as ReadonlyMap<string, WrittenTensor>);
  changeRecord(header);
  changeTensors(tensors);
  return writeSafetensors(tensors, { spikewise: JSON.stringify(header) });
}

/**
 * The network with counts of the readout as the answer, so that the readout has a threshold too.
 */
export const dynamic: SpikingNetwork = {
  ...network,
  dynamics: { coding: 'poisson', reset: 'hard', leak: 0.9375, decoding: 'counts', seed: 7 },
  layers: network.layers.map((layer, l) =>
    l === 2 ? { ...layer, threshold: new Float32Array([0.125]) } : layer,
  ),
};
