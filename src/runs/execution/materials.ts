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
import { measureChannels, measuredExamples } from '../../datasets/measure-channels.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { isSpeechSource, type SpeechSource } from '../../datasets/speech/speech-source.ts';
import type { ConversionData } from '../../engine/conversion/conversion.ts';
import { augmentImages } from '../../engine/examples/augment.ts';
import type { Augmentation, ExampleSet, SetTargets } from '../../engine/examples/example-set.ts';
import type { ChannelScaling } from '../../engine/examples/scaling.ts';
import { initialValues, type LayerValues } from '../../engine/layers/parameters.ts';
import { encodedSet } from '../../engine/learning/encoded-set.ts';
import { objectiveOf } from '../../engine/objectives/index.ts';
import { type Ends, initialEnds, type OpenEnds, openEnds } from '../../engine/separation/ends.ts';
import { createRandom } from '../../engine/work/random.ts';
import { type Checkpoint, readCheckpoint } from '../../exchange/checkpoint.ts';
import { ExchangeError } from '../../exchange/error.ts';
import { sha256Hex } from '../../exchange/hash.ts';
import { modelShelf, presetModel } from '../../exchange/own-models.ts';
import { isOwnId, ownHash } from '../../exchange/own-shelf.ts';
import { toLayers } from '../../networks/chain.ts';
import type { Front } from '../../networks/front.ts';
import type { BackRecord } from '../../networks/kinds/index.ts';
import { type Layer, neuronCount } from '../../networks/layer.ts';
import { backOf, modelOf } from '../../networks/model.ts';
import { type NetworkRecord, takenShape } from '../../networks/network.ts';
import { parseNotation } from '../../networks/notation.ts';
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import { taskOf } from '../../tasks/index.ts';
import type { Task } from '../../tasks/task.ts';
import { houseKnown, type Known } from '../spec/known.ts';
import { normalisationOf } from '../spec/normalisation.ts';
import { findPreset } from '../spec/presets/presets.ts';
import type { RunSpec } from '../spec/spec.ts';
import { drawSubset } from './draw-subset.ts';
import { type DrawMixtures, judgedSeed, loadMixtures, noSpeech } from './mixtures.ts';

export interface LoadedExamples extends ConversionData {
  readonly name: string;
  readonly test: ExampleSet;
  readonly facts: DatasetFacts;
  /** Digest of the data set the examples come from; null when it has none. */
  readonly sha256: string | null;
  /** How the channels of the inputs are normalised; null when they are not. */
  readonly normalisation: ChannelScaling | null;
  /** Draws the mixtures of an epoch of pre-training; left out where examples are fixed. */
  readonly draw?: DrawMixtures;
}

export type OnBytes = (loaded: number, total: number) => void;

/** The settings that say which examples a run has. */
export type ExampleChoice = Pick<RunSpec, 'dataset' | 'task' | 'trainCount' | 'validationCount'> &
  Partial<Pick<RunSpec, 'network' | 'seed' | 'seedVaries' | 'normalisation' | 'augmentation'>> & {
    /** The encoder of the network, where it is known without its notation. */
    readonly front?: Front;
  };

/**
 * Loads the examples that a spec asks for from one of the `known` data sets. The training images
 * are the first ones, or drawn by the seed where it varies them; validation images are always the
 * first ones, and the test set is always whole, so that seeds are judged alike. Normalisation is
 * measured on the first training images, whatever number is asked for and whichever seed draws.
 *
 * Mixtures of speech are as long as the spec's network takes them, and the inputs are signals: what
 * the core gets of them is made by {@link throughFront}. Throws {@link DataError}.
 */
export async function loadExamples(
  spec: ExampleChoice,
  read: ReadFile,
  onBytes?: OnBytes,
  known: Pick<Known, 'datasets'> = houseKnown,
): Promise<LoadedExamples> {
  const source = known.datasets.find(({ id }) => id === spec.dataset);
  if (!source)
    throw new DataError(
      isOwnId(spec.dataset)
        ? `${datasetShelf.missingWords(spec.dataset)}.`
        : `There is no data set named ${spec.dataset}.`,
    );
  const task = taskOf(spec.task);
  if (isSpeechSource(source)) return loadSpeechExamples(spec, source, task, onBytes);
  if (task.targets === 'voices') throw noSpeech(source.title, task.id);
  const { trainCount, validationCount, seed } = spec;
  const drawn = spec.seedVaries === 'images' && seed !== undefined;
  const wanted = normalisationOf(spec.normalisation ?? 'none');
  const { available } = source;
  const measured = wanted === 'measured' ? Math.min(measuredExamples, available.train) : 0;
  const train = drawn ? available.train : Math.max(trainCount, measured);
  const loaded = await source.load(
    read,
    { train, validation: validationCount, test: available.test },
    onBytes,
  );
  const normalisation =
    wanted === 'none' ? null : wanted === 'measured' ? measureChannels(loaded, measured) : wanted;
  const dataset: Dataset = {
    ...loaded,
    scaling: { ...loaded.scaling, ...(normalisation ? { perChannel: normalisation } : {}) },
    train: drawn ? drawSubset(loaded.train, trainCount, seed) : firstOf(loaded, trainCount),
  };
  const augmentation = augmentationOf(spec.augmentation ?? 'none', seed ?? 1);
  return {
    name: source.title,
    facts: source,
    sha256: dataset.sha256 ?? null,
    normalisation,
    objective: objectiveOf(task.id),
    train: { ...examplesOf(dataset, 'train', task), ...(augmentation ? { augmentation } : {}) },
    validation: examplesOf(dataset, 'validation', task),
    test: examplesOf(dataset, 'test', task),
  };
}

async function loadSpeechExamples(
  spec: ExampleChoice,
  source: SpeechSource,
  task: Task,
  onBytes?: OnBytes,
): Promise<LoadedExamples> {
  const front = spec.front ?? (spec.network === undefined ? undefined : parseNotation(spec.network).front);
  if (task.targets !== 'voices')
    throw new DataError(`${source.title} is speech, which the task ${task.id} does not learn from.`);
  if (!front)
    throw new DataError(`A network for ${source.title} begins with an encoder, as 1x32000-e64k20s10-…`);
  const { trainCount, validationCount, seed = judgedSeed } = spec;
  const { sha256, train, validation, test, draw } = await loadMixtures(
    source,
    {
      samples: front.samples,
      ...{ trainCount, validationCount, seed },
      trainSeed: spec.seedVaries === 'images' ? seed : judgedSeed,
    },
    onBytes,
  );
  const { title: name } = source;
  const objective = objectiveOf(task.id);
  return {
    ...{ name, facts: source, sha256, normalisation: null, objective },
    ...{ train, validation, test, draw },
  };
}

/**
 * Returns the examples as the core of a network gets them, and the objective of its ends. They are
 * the same examples where the network has no front.
 */
export async function throughFront(
  examples: LoadedExamples,
  ends: OpenEnds | null,
  task: Pick<Task, 'id'>,
): Promise<LoadedExamples> {
  if (!ends) return examples;
  const { separator } = ends;
  const { draw: _, ...fixed } = examples;
  const encoded = (set: ExampleSet) => encodedSet(ends, set);
  return {
    ...fixed,
    objective: objectiveOf(task.id, separator),
    train: await encoded(examples.train),
    validation: await encoded(examples.validation),
    test: await encoded(examples.test),
  };
}

/** Does the same with the ends that a network starts with, for as long as the process lives. */
export function throughFrontOf(
  { ends }: Pick<StartNetwork, 'ends'>,
  examples: LoadedExamples,
  task: Pick<Task, 'id'>,
): Promise<LoadedExamples> {
  return throughFront(examples, ends ? openEnds(ends) : null, task);
}

/** Returns the first examples of the training images. */
function firstOf({ train, inputShape, targetShape }: Dataset, count: number): Split {
  if (train.count <= count) return train;
  const { inputs, labels, arrays } = train;
  const cut = {
    count,
    inputs: inputs.subarray(0, count * sizeOf(inputShape)),
    labels: labels.subarray(0, count),
  };
  return arrays && targetShape ? { ...cut, arrays: arrays.subarray(0, count * sizeOf(targetShape)) } : cut;
}

/** Pixels that are added on every side before an image is cut at a random place. */
const cropPadding = 4;

function augmentationOf(setting: RunSpec['augmentation'], seed: number): Augmentation | null {
  switch (setting) {
    case 'none':
      return null;
    case 'crop':
      return augmentImages({ padding: cropPadding, flip: false }, seed);
    case 'flip':
      return augmentImages({ padding: 0, flip: true }, seed);
    case 'crop-flip':
      return augmentImages({ padding: cropPadding, flip: true }, seed);
  }
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
    case 'voices':
      throw noSpeech(title, id);
  }
}

/** The network that a run starts from. */
export interface StartNetwork {
  readonly layers: readonly Layer[];
  /** The analog records that follow the layers. */
  readonly back: readonly BackRecord[];
  readonly values: readonly LayerValues[];
  /** The analog ends with their values; left out where there are none. */
  readonly ends?: Ends | undefined;
  /** Shape of what the first layer takes. */
  readonly inputShape: ImageShape;
  readonly checkpoint: { readonly file: string; readonly sha256: string } | null;
}

/** The same once its values are on the backend. */
export type BuiltNetwork = Omit<StartNetwork, 'values' | 'ends'> & { readonly front?: Front | undefined };

/**
 * Loads the network that a spec starts from: the preset's checkpoint, an imported one, or seeded
 * random weights. Throws {@link DataError} where it is not here.
 */
export async function loadNetwork(
  spec: RunSpec,
  read: ReadFile,
  onBytes?: OnBytes,
  known: Pick<Known, 'models'> = houseKnown,
): Promise<StartNetwork> {
  const record = parseNotation(spec.network);
  const { core: layers, back, inputShape } = modelOf(record, taskOf(spec.task).back);
  if (spec.start === 'scratch') {
    const values = randomValues(spec, layers);
    return { layers, back, inputShape, values, ends: randomEnds(spec, record), checkpoint: null };
  }
  const { file, bytes, sha256 } = await checkpointBytes(spec, read, onBytes, known);
  const checkpoint = checkpointIn(file, bytes, record);
  return {
    layers,
    back,
    inputShape,
    values: checkpoint.layers,
    ends: checkpoint.ends,
    checkpoint: { file, sha256 },
  };
}

async function checkpointBytes(
  { model, preset }: RunSpec,
  read: ReadFile,
  onBytes: OnBytes | undefined,
  { models }: Pick<Known, 'models'>,
): Promise<{ readonly file: string; readonly bytes: Uint8Array; readonly sha256: string }> {
  if (model !== presetModel) {
    const own = models.find(({ id }) => id === model);
    if (!own) throw new DataError(`${modelShelf.missingWords(model)}.`);
    // Its own hash says nothing of the name of its file.
    return { file: model, bytes: await own.read(), sha256: ownHash(model) };
  }
  const file = findPreset(preset)?.checkpoint;
  if (!file) throw new DataError(`Preset ${preset} ships no pre-trained network.`);
  const bytes = await read(file, onBytes);
  return { file, bytes, sha256: sha256Hex(bytes) };
}

/** Returns the network of a spec with seeded random weights, to be trained and not converted. */
export function untrainedNetwork(spec: RunSpec): StartNetwork {
  const record = parseNotation(spec.network);
  const layers = toLayers(record);
  return {
    layers,
    back: backOf(taskOf(spec.task).back),
    inputShape: record.inputShape,
    values: randomValues(spec, layers),
    ends: randomEnds(spec, record),
    checkpoint: null,
  };
}

function randomValues({ seed }: RunSpec, layers: readonly Layer[]): LayerValues[] {
  const random = createRandom(seed, 'initial weights');
  return layers.map((layer) => initialValues(layer, random));
}

function randomEnds({ seed }: RunSpec, { front }: NetworkRecord): Ends | undefined {
  return front && initialEnds(front, createRandom(seed, 'initial ends').next);
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
export function checkFit(
  { train, name, facts }: LoadedExamples,
  network: Pick<StartNetwork, 'inputShape' | 'layers' | 'ends'>,
  task: Task,
): void {
  const have = train.inputShape.join('×');
  const { inputShape, ends } = network;
  const want = takenShape(ends ? { inputShape, front: ends.front } : { inputShape }).join('×');
  if (have !== want) throw new DataError(`The network takes inputs of ${want}, ${name} has ${have}.`);
  const misfit = task.misfit(neuronCount(network.layers.at(-1)!), facts);
  if (misfit) throw new DataError(`The network does not fit the task ${task.id}: ${misfit}.`);
}
