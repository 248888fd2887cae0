/**
 * Loads the materials of a run, its examples and its analog network, through the caller's reader.
 */
import {
  DataError,
  type Dataset,
  type DatasetFacts,
  type ReadFile,
  type Split,
} from '../../datasets/dataset.ts';
import type { ConversionData } from '../../engine/conversion/conversion.ts';
import type { ExampleSet, SetTargets } from '../../engine/examples/example-set.ts';
import { initialValues, type LayerValues } from '../../engine/layers/parameters.ts';
import { objectiveOf } from '../../engine/objectives/index.ts';
import { createRandom } from '../../engine/work/random.ts';
import { type Checkpoint, readCheckpoint } from '../../exchange/checkpoint.ts';
import { ExchangeError } from '../../exchange/error.ts';
import { sha256Hex } from '../../exchange/hash.ts';
import type { BackRecord } from '../../networks/kinds/index.ts';
import { type Layer, neuronCount } from '../../networks/layer.ts';
import { modelOf } from '../../networks/model.ts';
import type { NetworkRecord } from '../../networks/network.ts';
import { parseNotation } from '../../networks/notation.ts';
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import { taskOf } from '../../tasks/index.ts';
import type { Task } from '../../tasks/task.ts';
import { houseKnown, type Known } from '../spec/known.ts';
import { findPreset } from '../spec/presets/presets.ts';
import type { RunSpec } from '../spec/spec.ts';

export interface LoadedExamples extends ConversionData {
  readonly name: string;
  readonly test: ExampleSet;
  readonly facts: DatasetFacts;
  /** Digest of the data set the examples come from; null when it has none. */
  readonly sha256: string | null;
}

type OnBytes = (loaded: number, total: number) => void;

/**
 * Loads the examples that a spec asks for from one of the `known` data sets; the test set is always
 * whole. Throws {@link DataError}.
 */
export async function loadExamples(
  spec: Pick<RunSpec, 'dataset' | 'task' | 'trainCount' | 'validationCount'>,
  read: ReadFile,
  onBytes?: OnBytes,
  known: Pick<Known, 'datasets'> = houseKnown,
): Promise<LoadedExamples> {
  const source = known.datasets.find(({ id }) => id === spec.dataset);
  if (!source) throw new DataError(`There is no data set named ${spec.dataset}.`);
  const counts = { train: spec.trainCount, validation: spec.validationCount, test: source.available.test };
  const dataset = await source.load(read, counts, onBytes);
  const task = taskOf(spec.task);
  return {
    name: source.title,
    facts: source,
    sha256: dataset.sha256 ?? null,
    objective: objectiveOf(task.id),
    train: examplesOf(dataset, 'train', task),
    validation: examplesOf(dataset, 'validation', task),
    test: examplesOf(dataset, 'test', task),
  };
}

/** Returns one split of a data set as examples of a task. */
export function examplesOf(
  dataset: Dataset,
  split: 'train' | 'validation' | 'test',
  task: Pick<Task, 'targets' | 'id'>,
): ExampleSet {
  const { inputShape, scaling } = dataset;
  const { count, inputs } = dataset[split];
  return { count, inputShape, inputs, scaling, targets: targetsFor(task, dataset, dataset[split]) };
}

function targetsFor(
  { targets, id }: Pick<Task, 'targets' | 'id'>,
  { title, classNames, targetShape }: DatasetFacts,
  { labels, arrays }: Split,
): SetTargets {
  switch (targets) {
    case 'class':
      return { kind: 'class', labels, classes: classNames.length };
    case 'input':
      return { kind: 'input' };
    case 'array':
      if (!arrays || !targetShape) throw new DataError(`${title} has no arrays for the task ${id} to learn.`);
      return { kind: 'array', values: arrays, size: sizeOf(targetShape) };
  }
}

export interface StartNetwork {
  readonly layers: readonly Layer[];
  /** The analog records that follow the layers. */
  readonly back: readonly BackRecord[];
  readonly values: readonly LayerValues[];
  readonly inputShape: ImageShape;
  readonly checkpoint: { readonly file: string; readonly sha256: string } | null;
}

/** Loads the network that a spec starts from: the preset's checkpoint, or seeded random weights. */
export async function loadNetwork(spec: RunSpec, read: ReadFile, onBytes?: OnBytes): Promise<StartNetwork> {
  const record = parseNotation(spec.network);
  const { core: layers, back, inputShape } = modelOf(record, taskOf(spec.task).back);
  if (spec.start === 'scratch') {
    const random = createRandom(spec.seed, 'initial weights');
    return {
      layers,
      back,
      inputShape,
      values: layers.map((layer) => initialValues(layer, random)),
      checkpoint: null,
    };
  }
  const file = findPreset(spec.preset)?.checkpoint;
  if (!file) throw new DataError(`Preset ${spec.preset} ships no pre-trained network.`);
  const bytes = await read(file, onBytes);
  const checkpoint = checkpointIn(file, bytes, record);
  return {
    layers,
    back,
    inputShape,
    values: checkpoint.layers,
    checkpoint: { file, sha256: sha256Hex(bytes) },
  };
}

function checkpointIn(file: string, bytes: Uint8Array, expected: NetworkRecord): Checkpoint {
  try {
    return readCheckpoint(bytes, expected);
  } catch (error) {
    if (error instanceof ExchangeError) throw new DataError(`${file} cannot be used: ${error.message}.`);
    throw error;
  }
}

/** Throws when the network does not take the examples, or when its outputs do not fit the task. */
export function checkFit({ train, name, facts }: LoadedExamples, network: StartNetwork, task: Task): void {
  const have = train.inputShape.join('×');
  const want = network.inputShape.join('×');
  if (have !== want) throw new DataError(`The network takes inputs of ${want}, ${name} has ${have}.`);
  const misfit = task.misfit(neuronCount(network.layers.at(-1) as Layer), facts);
  if (misfit) throw new DataError(`The network does not fit the task ${task.id}: ${misfit}.`);
}
