/** Judges a network file on a split of a data set, for `simulate` and `run --predictions`. */

import { DataError, type DatasetFacts } from '../src/datasets/dataset.ts';
import { datasets } from '../src/datasets/index.ts';
import { datasetShelf } from '../src/datasets/own/shelf.ts';
import { type ExampleSet, firstExamples } from '../src/engine/examples/example-set.ts';
import type { Objective } from '../src/engine/objectives/objective.ts';
import { type Evaluation, evaluate } from '../src/engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../src/engine/simulation/simulate.ts';
import { alone } from '../src/engine/work/crew.ts';
import type { Watch } from '../src/engine/work/watch.ts';
import type { StoredNetwork } from '../src/exchange/network-file.ts';
import { isOwnBeginning } from '../src/exchange/own-shelf.ts';
import { imagesTested, testSecondsLeft } from '../src/runs/execution/eta.ts';
import { loadExamples } from '../src/runs/execution/materials.ts';
import { SpecError } from '../src/runs/spec/spec.ts';
import type { Task } from '../src/tasks/task.ts';
import { testLine } from './print-event.ts';
import { diskReader } from './read-disk.ts';

const splits = ['test', 'validation'] as const;

export interface Judges {
  /** Name as it was asked for: `mnist-test`. */
  readonly name: string;
  readonly facts: DatasetFacts;
  readonly split: (typeof splits)[number];
}

/** Finds `<data set>-<split>`. Throws a {@link SpecError} that lists the known names. */
export function judgesNamed(name: string): Judges {
  const all = [...datasets, ...datasetShelf.all()].flatMap((facts) =>
    splits.map((split) => ({ name: `${facts.id}-${split}`, facts, split })),
  );
  const [id = '', split] = name.split('-');
  const whole = isOwnBeginning(id) ? `${datasetShelf.wholeId(id)}-${split}` : name;
  const found = all.find((each) => each.name === whole);
  if (found) return found;
  throw new SpecError([
    `--data must be one of ${all.map((each) => each.name).join(', ')} (got ${JSON.stringify(name)})`,
  ]);
}

export interface Judgement extends Evaluation {
  readonly set: ExampleSet;
  readonly seconds: number;
}

/** Milliseconds between lines on the progress. */
const interval = 5000;

/** Throws a {@link DataError} when the network takes inputs of another shape. */
export function requireFit({ inputShape }: StoredNetwork, { name, facts }: Judges): void {
  const [takes, has] = [inputShape.join('×'), facts.inputShape.join('×')];
  if (takes !== has) throw new DataError(`The network takes inputs of ${takes}, ${name} has ${has}.`);
}

/**
 * Returns the first `count` examples of a split as the network takes them. Throws a
 * {@link DataError} when they do not fit.
 */
export async function examplesOf(
  network: StoredNetwork,
  judges: Judges,
  task: Task,
  count: number,
): Promise<{ readonly set: ExampleSet; readonly objective: Objective }> {
  requireFit(network, judges);
  const { facts, split } = judges;
  const counts = { trainCount: 0, validationCount: split === 'validation' ? facts.available.validation : 0 };
  const examples = await loadExamples({ dataset: facts.id, task: task.id, ...counts }, diskReader());
  const stored = firstExamples(examples[split], count);
  const set = { ...stored, scaling: { ...stored.scaling, perChannel: network.normalisation } };
  return { set, objective: examples.objective };
}

/**
 * Simulates a network on the first `count` examples of a split, and prints how far it is. The
 * outputs of each example are kept on request.
 */
export async function judge(
  network: StoredNetwork,
  judges: Judges,
  task: Task,
  count: number,
  keepOutputs = false,
): Promise<Judgement> {
  const { set, objective } = await examplesOf(network, judges, task, count);
  const simulator = createSimulator(network);
  const began = performance.now();
  let told = began;
  const watch: Watch = async ({ batch, batches }) => {
    const now = performance.now();
    if (now - told < interval || batch === batches) return;
    told = now;
    const pass = { before: 0, images: count, all: count };
    const share = batch / batches;
    const images = imagesTested(pass, share);
    console.log(testLine({ images, all: count }, testSecondsLeft(pass, share, (now - began) / 1000)));
  };
  try {
    const result = await evaluate(simulator, set, objective, watch, alone, { keepOutputs });
    return { ...result, set, seconds: (performance.now() - began) / 1000 };
  } finally {
    disposeSimulator(simulator);
  }
}
