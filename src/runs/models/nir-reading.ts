/**
 * Reads a NIR file that a person gave to the page: says what the network is and how it runs, and
 * simulates it on examples that fit.
 */
import { type ExampleSet, firstExamples } from '../../engine/examples/example-set.ts';
import type { Objective } from '../../engine/objectives/objective.ts';
import { evaluate } from '../../engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../engine/simulation/simulate.ts';
import { alone } from '../../engine/work/crew.ts';
import type { Watch } from '../../engine/work/watch.ts';
import type { StoredNetwork } from '../../exchange/network-file.ts';
import { rulesOf } from '../../exchange/nir/card.ts';
import { factsOfNetwork } from '../../exchange/nir/facts.ts';
import { type NirOptions, readNir, usualOptions } from '../../exchange/nir/read.ts';
import { kinds } from '../../networks/kinds/index.ts';
import { inputShape, neuronCount, outputShape } from '../../networks/layer.ts';
import { taskOf } from '../../tasks/index.ts';
import type { Scores } from '../../tasks/metric.ts';
import { leadScore, type TaskExamples, type TaskId } from '../../tasks/task.ts';

export interface NirLayer {
  readonly name: string;
  /** What it computes, steps before it included, as `average pooling, convolution`. */
  readonly kinds: string;
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /** Number of neurons that spike; null where the layer has none. */
  readonly neurons: number | null;
}

/** A data set that a network may be simulated on. */
export interface NirSet extends TaskExamples {
  readonly id: string;
}

/** What the network answers for validation examples. */
export interface NirMeasured {
  readonly set: string;
  readonly examples: number;
  readonly score: number;
  readonly scores: Scores;
}

export interface NirReading {
  readonly task: TaskId;
  readonly timeSteps: number;
  readonly layers: readonly NirLayer[];
  /** How the network runs, a sentence each. */
  readonly rules: readonly string[];
  /** What was assumed because the file does not say it. */
  readonly notes: readonly string[];
  /** The options that it was read with; null where the file leaves nothing open. */
  readonly options: NirOptions | null;
  /** The data sets that it can be simulated on. */
  readonly fitting: readonly { readonly id: string; readonly title: string }[];
  readonly measured: NirMeasured | null;
}

export interface NirQuestion {
  readonly options: Partial<NirOptions>;
  /** The data sets at hand, the likeliest first. */
  readonly sets: readonly NirSet[];
  /** The data set to simulate on, or null for the first that fits. */
  readonly dataset: string | null;
}

export interface NirSurroundings {
  /** Opens what computes tensors. */
  open(): Promise<unknown>;
  /** Loads at most so many validation examples of a data set for a task. */
  load(
    dataset: string,
    task: TaskId,
    validationCount: number,
  ): Promise<{ readonly validation: ExampleSet; readonly objective: Objective }>;
}

/** Examples that are simulated: enough to see whether the file runs as meant. */
const simulated = 500;

/** Reads and simulates a file; `tell` gets the share that is done. Rejects in words. */
export async function nirReading(
  bytes: Uint8Array,
  { options, sets, dataset }: NirQuestion,
  { open, load }: NirSurroundings,
  tell: (share: number) => void,
): Promise<NirReading> {
  const { network, notes } = await readNir(bytes, options);
  const task = taskOf(network.task);
  const outputs = neuronCount(network.layers.at(-1)!.layer);
  const fitting = sets.filter(
    (set) => set.inputShape.join() === network.inputShape.join() && task.misfit(outputs, set) === null,
  );
  const set = fitting.find(({ id }) => id === dataset) ?? fitting[0];
  tell(0.1);
  let measured: NirMeasured | null = null;
  if (set) {
    await open();
    const { validation, objective } = await load(set.id, network.task, simulated);
    const examples = firstExamples(validation, simulated);
    const scores = await scoresOf(network, examples, objective, (share) => tell(0.2 + 0.8 * share));
    measured = { set: set.id, examples: examples.count, score: leadScore(task, scores), scores };
  }
  return {
    task: network.task,
    timeSteps: network.timeSteps,
    layers: layersIn(network),
    rules: rulesOf(factsOfNetwork(network)),
    notes,
    options: notes.length > 0 ? { ...usualOptions, ...options } : null,
    fitting: fitting.map(({ id, title }) => ({ id, title })),
    measured,
  };
}

function layersIn({ layers }: StoredNetwork): NirLayer[] {
  return layers.map(({ layer, threshold }) => ({
    name: layer.name,
    kinds: [...layer.before, layer.synapse].map(({ kind }) => kinds[kind].title).join(', '),
    inputShape: inputShape(layer.synapse),
    outputShape: outputShape(layer.synapse),
    neurons: threshold && neuronCount(layer),
  }));
}

async function scoresOf(
  network: StoredNetwork,
  stored: ExampleSet,
  objective: Objective,
  tell: (share: number) => void,
): Promise<Scores> {
  const examples = { ...stored, scaling: { ...stored.scaling, perChannel: network.normalisation } };
  const simulator = createSimulator(network);
  try {
    const watch: Watch = async ({ batch, batches }) => tell(batch / batches);
    return (await evaluate(simulator, examples, objective, watch, alone)).scores;
  } finally {
    disposeSimulator(simulator);
  }
}
