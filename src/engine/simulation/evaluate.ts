/** Measures scores and cost of a spiking network on a set of examples, in batches. */
import * as tf from '@tensorflow/tfjs-core';
import { type NetworkCost, networkCost } from '../../networks/cost.ts';
import type { Front } from '../../networks/front.ts';
import { choosingSteps, neuronCount, onwardSize } from '../../networks/layer.ts';
import type { NeuroBench } from '../../networks/neurobench.ts';
import { sizeOf } from '../../networks/shape.ts';
import type { MetricId, Scores } from '../../tasks/metric.ts';
import { type ExampleSet, examplesFrom, inputsAt, targetsAt } from '../examples/example-set.ts';
import { rangeOf } from '../examples/examples.ts';
import { goingOn } from '../layers/synapse.ts';
import type { Objective } from '../objectives/objective.ts';
import { countsSpikes, inputCodingOf, simulatedSteps } from '../spiking/dynamics.ts';
import { countsOf, packsSpikes } from '../spiking/packed-spikes.ts';
import { paperDynamics, plannedBatch, simulationBatch } from '../spiking/simulation-memory.ts';
import { isFullySpiking, type SpikingNetwork } from '../spiking/spiking-network.ts';
import { alone, blockShareOf, type Crew, sumInOrder, sumOver } from '../work/crew.ts';
import type { Watch } from '../work/watch.ts';
import { answersOverTime } from './answers.ts';
import { type AnswersAt, addExits, type EarlyExit, exitSums, exitsOf } from './early-exit.ts';
import { createSpikeTally } from './neurobench.ts';
import { presented, simulate } from './simulate.ts';
import type { Simulated, Simulator } from './simulator.ts';

export interface Evaluation {
  readonly scores: Scores;
  readonly images: number;
  /** The examples that this member of the crew judged: `count` of them from `start` on. */
  readonly share: { readonly start: number; readonly count: number };
  /** Spikes sent per neuron of each hidden layer, signed ones as well, summed over the images. */
  readonly spikeSums: readonly Float64Array[];
  /** The cost; null while a hidden layer is still analog. */
  readonly cost: NetworkCost | null;
  /** NeuroBench's counts; null when they were not requested, or a hidden layer is still analog. */
  readonly neuroBench: NeuroBench | null;
  /** The lead score of each example: 0 or 1 when it is a share of hits. */
  readonly each: Float32Array;
  /**
   * The class that the network chose for each example, `noClass` for one without an answer; null
   * when the task has no classes or this member has no examples.
   */
  readonly classes: Uint16Array | null;
  /** The outputs of each example, `[count, …]`; null when they were not requested. */
  readonly outputs: Float32Array | null;
  /**
   * The lead score if the answer were read after step t + 1 of the window, from the spikes (or
   * counts) and the bias that have come by then; `timeSteps` entries, the last one equal to that in
   * `scores`, with steps that settle signed spikes. Null when it was not requested.
   */
  readonly anytime: readonly number[] | null;
  /** Early exit, measured with `anytime` where the task has classes; else null. */
  readonly exits: readonly EarlyExit[] | null;
}

export interface EvaluationOptions {
  /** Whether the outputs of each example are kept; not by default. */
  readonly keepOutputs?: boolean;
  /** The metric of {@link Evaluation.anytime}; not measured by default. */
  readonly anytime?: MetricId;
  /** The sizes of the network's analog ends, whose cost is counted; by default it has none. */
  readonly front?: Front | undefined;
  /** Whether NeuroBench's figures are counted; not by default. */
  readonly neuroBench?: boolean;
}

/**
 * Returns scores and cost of a network on a set of examples. A crew shares the work in whole
 * batches; each member then knows the sums over all, which do not depend on the crew, and the
 * result of each example of its own share.
 */
export async function evaluate(
  simulator: Simulator,
  all: ExampleSet,
  objective: Objective,
  watch: Watch,
  crew: Crew = alone,
  { anytime, keepOutputs = false, front, neuroBench = false }: EvaluationOptions = {},
): Promise<Evaluation> {
  const { network } = simulator;
  const batchSize = batchFor(network);
  const share = blockShareOf(all.count, batchSize, crew);
  const { start } = share;
  const set = examplesFrom(all, start, share.count);
  const hidden = network.layers.slice(0, -1);
  const spikeSums = hidden.map(({ layer }) => new Float64Array(neuronCount(layer)));
  /** What goes on of each layer's spikes where that is not all of them, as behind max pooling. */
  const onwardSums = hidden.map((_, l) => {
    const next = network.layers[l + 1]!.layer;
    return isFullySpiking(network) && choosingSteps(next).length > 0
      ? { next, sums: new Float64Array(onwardSize(next)) }
      : null;
  });
  const each = new Float32Array(set.count);
  let classes: Uint16Array | null = null;
  let kept: Float32Array | null = null;
  /** Spike counts of the input's values, if they spike themselves. */
  const inputSums =
    inputCodingOf(network) === 'poisson' ? new Float64Array(sizeOf(network.inputShape)) : null;
  const tally = neuroBench && isFullySpiking(network) ? createSpikeTally(network) : null;
  const readoutFires = countsSpikes(network);
  let readoutSpikes = 0;
  const batches = Math.ceil(set.count / batchSize);
  const { sumCount } = objective;
  /** Number of steps whose answers are judged; the last one's is the output itself. */
  const earlySteps = anytime === undefined ? 0 : network.timeSteps - 1;
  const exits = anytime !== undefined && set.targets.kind === 'class';
  const scoreSums = sumCount * (1 + earlySteps);
  const rowLength = scoreSums + (exits ? exitSums : 0);
  /** Sums of each batch: those of its outputs, those by step, those of early exit. */
  const rows: Float64Array[] = [];
  for (let b = 0; b < batches; b++) {
    const first = b * batchSize;
    const indices = rangeOf(first, batchSize, set.count);
    const x = inputsAt(set, indices);
    const targets = targetsAt(set, indices);
    const input = await presented(network, x, start + first);
    const { output, neurons, onward, early, entered } = tf.tidy(() => {
      const result = simulate(simulator, input);
      tally?.add(input, result);
      return {
        output: objective.output(result.output, targets),
        neurons: result.sent.map((v) => sumOverExamples(v)),
        onward: onwardSums.map((own, l) =>
          own ? [sumOverExamples(goingOn(own.next, result.sent[l]!))] : [],
        ),
        early:
          earlySteps > 0
            ? [
                tf.stack(
                  tf
                    .unstack(earlyAnswers(simulator, result))
                    .map((answer) => tf.tidy(() => objective.output(answer, targets))),
                ),
              ]
            : [],
        entered: inputSums ? [sumOverExamples(countsOf(input))] : [],
      };
    });
    const outputs = (await output.data()) as Float32Array;
    const row = new Float64Array(rowLength);
    const sumsAt = (place: number) => row.subarray(place * sumCount, (place + 1) * sumCount);
    const judged = objective.judge(outputs, indices.length, targets, sumsAt(0));
    each.set(judged.each, first);
    if (readoutFires) for (const count of outputs) readoutSpikes += count;
    if (keepOutputs) {
      const size = outputs.length / indices.length;
      kept ??= new Float32Array(set.count * size);
      kept.set(outputs, first * size);
    }
    if (judged.classes) {
      classes ??= new Uint16Array(set.count);
      classes.set(judged.classes, first);
    }
    const read: AnswersAt[] = [];
    for (const answers of early) {
      const values = (await answers.data()) as Float32Array;
      for (let t = 0; t < earlySteps; t++) {
        const then = values.subarray(t * outputs.length, (t + 1) * outputs.length);
        const { each: eachThen } = objective.judge(then, indices.length, targets, sumsAt(1 + t));
        read.push({ outputs: then, each: eachThen });
      }
    }
    if (exits) {
      read.push({ outputs, each: judged.each });
      addExits(read, indices.length, simulatedSteps(network), row.subarray(scoreSums));
    }
    rows.push(row);
    for (const [l, sum] of neurons.entries()) await addTo(spikeSums[l]!, sum);
    for (const [l, sums] of onward.entries()) for (const sum of sums) await addTo(onwardSums[l]!.sums, sum);
    for (const sum of entered) await addTo(inputSums!, sum);
    tf.dispose([x, input, output, ...neurons, ...onward.flat(), ...early, ...entered]);
    await tally?.fetch();
    await watch({ phase: 'testing', batch: b + 1, batches });
  }
  const summed = await sumInOrder(crew, rows, rowLength);
  const chosenSums = onwardSums.flatMap((own) => own?.sums ?? []);
  for (const own of [...spikeSums, ...chosenSums, ...(inputSums ? [inputSums] : [])])
    own.set(await sumOver(crew, [...own]));
  const counted = tally
    ? await tally.block(
        {
          hidden: spikeSums,
          input: inputSums,
          readout: readoutFires ? (await sumOver(crew, [readoutSpikes]))[0]! : null,
        },
        all.count,
        crew,
      )
    : null;
  const scoresAt = (place: number) =>
    objective.scores(summed.subarray(place * sumCount, (place + 1) * sumCount), all.count);
  return {
    scores: scoresAt(0),
    images: all.count,
    share,
    spikeSums,
    cost: isFullySpiking(network)
      ? networkCost(
          network.layers.map(({ layer }) => layer),
          spikeSums.map((sums, l) => onwardSums[l]?.sums ?? sums),
          all.count,
          { limited: limitedWeights(network), coding: inputCodingOf(network), inputSums, front },
        )
      : null,
    neuroBench: counted,
    each,
    classes,
    outputs: kept,
    anytime:
      anytime === undefined
        ? null
        : Array.from({ length: earlySteps + 1 }, (_, t) => scoresAt(t < earlySteps ? t + 1 : 0)[anytime]!),
    exits: exits ? exitsOf(summed.subarray(scoreSums), all.count) : null,
  };
}

/**
 * Returns the answers after steps 1…T − 1, `[T − 1, N, classes]`. When no spikes arrive at the
 * output, its answer is known from the first step on.
 */
function earlyAnswers(simulator: Simulator, simulated: Simulated): tf.Tensor {
  const steps = simulator.network.timeSteps - 1;
  const answers = answersOverTime(simulator, simulated);
  if (!answers) return tf.stack(new Array<tf.Tensor>(steps).fill(simulated.output));
  return tf.slice(answers, 0, steps);
}

/** Returns the weights of the layers under a fan-in limit, which their cost depends on. */
function limitedWeights({ layers, constraint }: SpikingNetwork): (Float32Array | null)[] {
  const limited = (constraint?.fanIn ?? null) !== null;
  return layers.map(({ weight, constrained }) => (limited && constrained ? weight : null));
}

/** The longest window that a method gives a network without dynamics. */
const paperWindow = 64;

/**
 * Returns the number of images per batch: for a network with dynamics, or with a longer window than
 * the paper's kind, as many as memory allows for its window, and at most the usual number
 * otherwise. Throws as {@link plannedBatch}.
 */
function batchFor({ layers, timeSteps, dynamics }: SpikingNetwork): number {
  const chain = layers.map(({ layer }) => layer);
  const window = { layers: chain, timeSteps, dynamics: dynamics ?? paperDynamics };
  if (!dynamics && timeSteps <= paperWindow) return simulationBatch(window, packsSpikes());
  return plannedBatch(window, packsSpikes());
}

async function addTo(sums: Float64Array, addends: tf.Tensor): Promise<void> {
  const values = await addends.data();
  for (let i = 0; i < values.length; i++) sums[i]! += values[i]!;
}

/** Sums `[N, …]` to `[neurons]`, as a product with ones, which every backend does fast. */
function sumOverExamples(values: tf.Tensor): tf.Tensor {
  const images = values.shape[0]!;
  return tf.reshape(tf.matMul(tf.ones([1, images]), tf.reshape(values, [images, -1])), [-1]);
}
