/**
 * What a run starts from: its images and its analog network, read through whatever reader the
 * caller has.
 */
import { DataError, type Dataset, type ReadFile } from '../../datasets/dataset.ts';
import { findDataset } from '../../datasets/index.ts';
import type { LabelledImages } from '../../engine/examples/data.ts';
import { initialValues, type LayerValues } from '../../engine/layers/parameters.ts';
import { createRandom } from '../../engine/work/random.ts';
import { type Checkpoint, readCheckpoint } from '../../exchange/checkpoint.ts';
import { ExchangeError } from '../../exchange/error.ts';
import { sha256Hex } from '../../exchange/hash.ts';
import { toLayers } from '../../networks/build.ts';
import { type ImageShape, type Layer, neuronCount } from '../../networks/layer.ts';
import { type NetworkRecord, parseNotation } from '../../networks/notation.ts';
import { findPreset } from '../spec/presets/presets.ts';
import type { RunSpec } from '../spec/spec.ts';

export interface Images {
  readonly name: string;
  readonly train: LabelledImages;
  readonly validation: LabelledImages;
  readonly test: LabelledImages;
}

type OnBytes = (loaded: number, total: number) => void;

/** The images a spec asks for; the test set always whole. Throws {@link DataError}. */
export async function loadImages(
  spec: Pick<RunSpec, 'dataset' | 'trainCount' | 'validationCount'>,
  read: ReadFile,
  onBytes?: OnBytes,
): Promise<Images> {
  const source = findDataset(spec.dataset);
  if (!source) throw new DataError(`There is no data set named ${spec.dataset}.`);
  const counts = { train: spec.trainCount, validation: spec.validationCount, test: source.available.test };
  const dataset = await source.load(read, counts, onBytes);
  return {
    name: source.title,
    train: labelled(dataset, 'train'),
    validation: labelled(dataset, 'validation'),
    test: labelled(dataset, 'test'),
  };
}

export function labelled(dataset: Dataset, split: 'train' | 'validation' | 'test'): LabelledImages {
  return { imageShape: dataset.imageShape, ...dataset[split] };
}

export interface StartNetwork {
  readonly layers: readonly Layer[];
  readonly values: readonly LayerValues[];
  readonly inputShape: ImageShape;
  readonly checkpoint: { readonly file: string; readonly sha256: string } | null;
}

/** The network a spec starts from: the preset's checkpoint, or seeded random weights. */
export async function loadNetwork(spec: RunSpec, read: ReadFile, onBytes?: OnBytes): Promise<StartNetwork> {
  const record = parseNotation(spec.network);
  const layers = toLayers(record);
  const { inputShape } = record;
  if (spec.start === 'scratch') {
    const random = createRandom(spec.seed, 'initial weights');
    return {
      layers,
      inputShape,
      values: layers.map((layer) => initialValues(layer, random)),
      checkpoint: null,
    };
  }
  const file = findPreset(spec.preset)?.checkpoint;
  if (!file) throw new DataError(`Preset ${spec.preset} ships no pre-trained network.`);
  const bytes = await read(file, onBytes);
  const checkpoint = checkpointIn(file, bytes, record);
  return { layers, inputShape, values: checkpoint.layers, checkpoint: { file, sha256: sha256Hex(bytes) } };
}

function checkpointIn(file: string, bytes: Uint8Array, expected: NetworkRecord): Checkpoint {
  try {
    return readCheckpoint(bytes, expected);
  } catch (error) {
    if (error instanceof ExchangeError) throw new DataError(`${file} cannot be used: ${error.message}.`);
    throw error;
  }
}

/** Refuses images that the network does not take, or more classes than it has outputs. */
export function checkFit(images: Images, network: StartNetwork): void {
  const have = images.train.imageShape.join('×');
  const want = network.inputShape.join('×');
  if (have !== want) throw new DataError(`The network takes images of ${want}, ${images.name} has ${have}.`);
  const outputs = neuronCount(network.layers.at(-1) as Layer);
  const classes = images.train.labels.reduce((most, label) => Math.max(most, label + 1), 0);
  if (outputs < classes)
    throw new DataError(`The network has ${outputs} outputs, ${images.name} has ${classes} classes.`);
}
