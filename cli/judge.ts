/** Judges a network file on a split of a data set, for `simulate` and `run --predictions`. */

import { DataError, type DatasetFacts } from '../src/datasets/dataset.ts';
import { datasets } from '../src/datasets/index.ts';
import { datasetShelf } from '../src/datasets/own/shelf.ts';
import { type ExampleSet, firstExamples } from '../src/engine/examples/example-set.ts';
import { encodedSet } from '../src/engine/learning/encoded-set.ts';
import { objectiveOf } from '../src/engine/objectives/index.ts';
import type { Objective } from '../src/engine/objectives/objective.ts';
import { disposeEnds, openEnds } from '../src/engine/separation/ends.ts';
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
export function requireFit({ inputShape, ends }: StoredNetwork, { name, facts }: Judges): void {
  if ((ends !== undefined) !== (facts.speech !== undefined))
    throw new DataError(
      `The network takes ${ends ? 'speech' : `inputs of ${inputShape.join('×')}`}, ${name} has ${ends ? 'none' : 'speech'}.`,
    );
  // Mixtures are drawn as long as a network takes them.
  if (ends) return;
  const [takes, has] = [inputShape.join('×'), facts.inputShape.join('×')];
  if (takes !== has) throw new DataError(`The network takes inputs of ${takes}, ${name} has ${has}.`);
}

/**
 * Returns the first `count` examples of a split as the layers of the network take them, and the
 * objective for its ends, which the caller frees. Throws a {@link DataError} when they do not fit.
 */
export async function examplesOf(
  network: StoredNetwork,
  judges: Judges,
  task: Task,
  count: number,
): Promise<{ readonly set: ExampleSet; readonly objective: Objective; free(): void }> {
  requireFit(network, judges);
  const { facts, split } = judges;
  const { ends } = network;
  const judged = facts.speech ? count : facts.available.validation;
  const counts = { trainCount: 0, validationCount: split === 'validation' ? judged : 0 };
  const choice = { dataset: facts.id, task: task.id, ...counts, ...(ends ? { front: ends.front } : {}) };
  const examples = await loadExamples(choice, diskReader());
  const stored = firstExamples(examples[split], count);
  if (ends) {
    const open = openEnds(ends);
    const objective = objectiveOf(task.id, open.separator);
    return { set: await encodedSet(open, stored), objective, free: () => disposeEnds(open) };
  }
  const set = { ...stored, scaling: { ...stored.scaling, perChannel: network.normalisation } };
  return { set, objective: examples.objective, free: () => {} };
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
  const { set, objective, free } = await examplesOf(network, judges, task, count);
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
    const result = await evaluate(simulator, set, objective, watch, alone, {
      keepOutputs,
      front: network.ends?.front,
      neuroBench: true,
    });
    return { ...result, set, seconds: (performance.now() - began) / 1000 };
  } finally {
    disposeSimulator(simulator);
    free();
  }
}
