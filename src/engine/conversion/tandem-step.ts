/**
 * Takes one tandem step (§4.1, Fig. 2) on one example, with every figure of it: forward by the
 * spikes of the coupled layer, backward through its analog branch, and the step of the weights that
 * both share. It begins from the record of a network, whose weights have batch norm folded in.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { BatchTargets } from '../examples/example-set.ts';
import type { Arrival, Examples } from '../examples/examples.ts';
import {
  analogActivation,
  coupledCounts,
  disposeHybrid,
  type HybridNetwork,
  potentialsFrom,
  tandemPotentials,
  throughFrozen,
} from '../hybrid/hybrid.ts';
import { runLayers } from '../layers/ann.ts';
import { foldThreshold } from '../layers/fold.ts';
import { createParameters, disposeParameters, trainable } from '../layers/parameters.ts';
import { trainingPass } from '../layers/training-pass.ts';
import { createOptimiser } from '../learning/create-optimiser.ts';
import { type Trainee, trainStep } from '../learning/training.ts';
import type { Objective } from '../objectives/objective.ts';
import { createSimulator, disposeSimulator } from '../simulation/simulate.ts';
import { recordedFiring } from '../spiking/neuron-settings.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { alone } from '../work/crew.ts';

export interface TandemExample {
  /** One scaled input of the network's input shape. */
  readonly input: Float32Array;
  readonly targets: BatchTargets;
  readonly objective: Objective;
}

export interface TandemStepSettings {
  readonly learningRate: number;
  /** Whether ϑ is folded into the weights of the layer behind (design §4.5). */
  readonly foldThreshold: boolean;
}

export interface TandemStep {
  /** Spike counts of the coupled layer, `[neurons]`, and after the step. */
  readonly counts: Float32Array;
  readonly countsAfter: Float32Array;
  /** Activations of its analog branch, `[neurons]`. */
  readonly activations: Float32Array;
  /** Sum of what arrives: spike counts, or the scaled input of the first layer. */
  readonly arrived: number;
  /** The loss of this example before the step and after it. */
  readonly loss: number;
  readonly lossAfter: number;
  /** ‖∂L/∂c‖ at the counts, which the analog branch takes over unchanged. */
  readonly countGradient: number;
  /** ‖∂L/∂W‖ of the weights that both branches share. */
  readonly weightGradient: number;
  /** Number of these weights, and the most that one of them moved. */
  readonly weights: number;
  readonly largestMove: number;
}

/**
 * Takes the step with layer `l` coupled, the layers before it frozen and those after it analog, as
 * in stage l + 1 of a conversion, with the optimiser of the runs. Throws a RangeError when layer
 * `l` has no threshold, or the dynamics are not the paper's.
 */
export async function tandemStep(
  network: SpikingNetwork,
  l: number,
  { input, targets, objective }: TandemExample,
  { learningRate, foldThreshold: folds }: TandemStepSettings,
): Promise<TandemStep> {
  const hybrid = coupledAt(network, l, folds);
  const x = tf.tensor(input, [1, ...network.inputShape]);
  const [value, spikes = null] = tf.tidy(() => {
    const reached = throughFrozen(hybrid, x);
    return reached.spikes ? [reached.value, reached.spikes] : [reached.value];
  }) as [tf.Tensor, tf.Tensor?];
  const arrival: Arrival = { value, spikes };
  const { weight } = hybrid.parameters[l]!;
  const trainee: Trainee = {
    variables: hybrid.parameters.slice(l).flatMap(trainable),
    together: true,
    prepare: () => [tf.clone(value), coupledCounts(hybrid, arrival)],
    objective,
    potentials: ([arriving, counts], pass) => tandemPotentials(hybrid, arriving!, counts!, pass),
  };
  const division = { batchSize: 1, batches: 1, groups: [{ size: 1, start: 0, count: 1 }] };
  const optimiser = createOptimiser(trainee.variables, division, true, alone);
  try {
    const before = await measured(hybrid, arrival, targets, objective);
    const gradients = await gradientsOf(hybrid, value, before.counts, targets, objective);
    const old = ((await weight.data()) as Float32Array).slice();
    const examples: Examples = {
      count: 1,
      arrivalAt: () => arrival,
      targetsAt: () => targets,
      beginPass: () => {},
    };
    const parts = [{ range: { from: 0, count: 1 }, groups: [[0]] }];
    await trainStep(trainee, examples, parts, { learningRate, batchSize: 1 }, optimiser);
    const after = await measured(hybrid, arrival, targets, objective);
    const moved = (await weight.data()) as Float32Array;
    return {
      counts: before.counts,
      countsAfter: after.counts,
      activations: before.activations,
      arrived: before.arrived,
      loss: before.loss,
      lossAfter: after.loss,
      ...gradients,
      weights: old.length,
      largestMove: moved.reduce((most, value, i) => Math.max(most, Math.abs(value - old[i]!)), 0),
    };
  } finally {
    optimiser.dispose();
    tf.dispose(spikes ? [x, value, spikes] : [x, value]);
    disposeHybrid(hybrid);
    disposeParameters(hybrid.parameters);
  }
}

/**
 * Returns the hybrid network of a record with layer `l` coupled. Layers after it become analog
 * again: a ϑ that was folded into their weights is taken out.
 */
function coupledAt(network: SpikingNetwork, l: number, folds: boolean): HybridNetwork {
  const { layers, timeSteps, initialPotential, firstLayerBias, constraint = null } = network;
  const theta = layers[l]?.threshold;
  if (network.dynamics) throw new RangeError('the neurons of this network do not follow the paper');
  if (!theta || l === layers.length - 1) throw new RangeError(`layer ${l} does not spike`);
  const simulator = createSimulator(network);
  try {
    const parameters = layers.map(({ layer, weight, bias }, k) => {
      const created = createParameters(layer, { weight, bias, batchNorm: null });
      const folded = k > l + 1 && folds ? layers[k - 1]!.threshold : null;
      if (folded) foldThreshold(layer, created.weight, inverse(folded));
      // A connection that a fan-in limit has taken away must not come back.
      if (k !== l || !layers[k]!.constrained || constraint?.fanIn == null) return created;
      const mask = tf.tidy(() => tf.cast(tf.notEqual(created.weight, 0), 'float32'));
      return { ...created, mask };
    });
    return {
      layers: layers.map(({ layer }) => layer),
      parameters,
      settings: {
        timeSteps,
        initialPotential,
        firstLayerBias,
        ...recordedFiring(network),
        foldThreshold: folds,
        constraint: layers[l]!.constrained ? constraint : null,
      },
      frozen: simulator.tensors.slice(0, l).map(({ weight, bias, threshold }, k) => ({
        weight: tf.clone(weight),
        bias: tf.clone(bias),
        threshold: tf.clone(threshold!),
        arrivalRate: layers[k]!.arrivalRate ?? null,
      })),
      arrivalRate: layers[l]!.arrivalRate ?? null,
      coupled: tf.tensor1d(theta),
      readoutConstrained: false,
    };
  } finally {
    disposeSimulator(simulator);
  }
}

/** Dead channels stay 0, which folding takes for 1. */
function inverse(threshold: Float32Array): Float32Array {
  return threshold.map((theta) => (theta > 0 ? 1 / theta : 0));
}

async function measured(
  hybrid: HybridNetwork,
  arrival: Arrival,
  targets: BatchTargets,
  objective: Objective,
) {
  const [counts, activations, arrived, loss] = tf.tidy(() => [
    coupledCounts(hybrid, arrival),
    analogActivation(hybrid, arrival),
    tf.sum(arrival.value),
    objective.loss(potentialsFrom(hybrid, arrival), targets, 1),
  ]) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const found = {
    counts: ((await counts.data()) as Float32Array).slice(),
    activations: ((await activations.data()) as Float32Array).slice(),
    arrived: (await arrived.data())[0]!,
    loss: (await loss.data())[0]!,
  };
  tf.dispose([counts, activations, arrived, loss]);
  return found;
}

/** Returns the norms of the gradients at the counts and at the shared weights. */
async function gradientsOf(
  hybrid: HybridNetwork,
  value: tf.Tensor,
  counts: Float32Array,
  targets: BatchTargets,
  objective: Objective,
) {
  const l = hybrid.frozen.length;
  const { weight } = hybrid.parameters[l]!;
  const [atCounts, atWeights] = tf.tidy(() => {
    const shape = analogActivation(hybrid, { spikes: null, value }).shape;
    const given = tf.tensor(counts, shape);
    const behind = (c: tf.Tensor) =>
      objective.loss(runLayers(hybrid, c, l + 1, trainingPass([1])), targets, 1);
    const { grads } = tf.variableGrads(
      () => objective.loss(tandemPotentials(hybrid, value, given, trainingPass([1])), targets, 1),
      [weight],
    );
    return [tf.norm(tf.grad(behind)(given)), tf.norm(grads[weight.name]!)];
  }) as [tf.Tensor, tf.Tensor];
  const norms = { countGradient: (await atCounts.data())[0]!, weightGradient: (await atWeights.data())[0]! };
  tf.dispose([atCounts, atWeights]);
  return norms;
}
