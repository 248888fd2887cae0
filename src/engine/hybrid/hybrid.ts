/**
 * The hybrid network between the stages of a conversion (Fig. 2B): frozen spiking layers, at most
 * one coupled layer whose spiking and analog branches share weights, and the analog layers after
 * it.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Arrival } from '../examples/examples.ts';
import { type AnnNetwork, inferLayer, runLayers, trainLayer } from '../layers/ann.ts';
import { constrained, withFanIn } from '../layers/constrain.ts';
import type { HardwareConstraint } from '../layers/constraint.ts';
import { type Folded, foldThreshold } from '../layers/fold.ts';
import { connections, type LayerParameters } from '../layers/parameters.ts';
import { affine, trainedCurrent } from '../layers/synapse.ts';
import type { Mode, TrainingPass } from '../layers/training-pass.ts';
import type { NeuronSettings } from '../spiking/neuron-settings.ts';
import { encode, respond, type SpikingTensors } from '../spiking/spiking-layer.ts';

export interface HybridSettings extends NeuronSettings {
  /**
   * Whether the next layer's weights are multiplied by ϑ (design §4.5). Off only to reproduce the
   * released code.
   */
  readonly foldThreshold: boolean;
  /**
   * The constraint imposed on each layer as it converts, and on the readout in its own stage; none
   * by default.
   */
  readonly constraint?: HardwareConstraint | null;
  /**
   * Whether the biases of each layer are corrected as it converts (correct-bias.ts). Left out, they
   * stay as they are, as in Algorithm 1.
   */
  readonly correctBias?: boolean;
}

export interface HybridNetwork extends AnnNetwork {
  readonly settings: HybridSettings;
  /** Parameters of the ANN. A layer under a fan-in limit has its mask from its own stage on. */
  readonly parameters: LayerParameters[];
  /** Layers 0 … frozen.length − 1. Their weights are folded and never change again. */
  readonly frozen: FrozenLayer[];
  /**
   * Spikes per neuron and step that arrive at layer frozen.length, on calibration images; null for
   * the first layer.
   */
  arrivalRate: number | null;
  /** ϑ of layer frozen.length while it is coupled, `[1]` or `[C]`; null between stages. */
  coupled: tf.Tensor1D | null;
  /** True from the readout's own stage on, if there are constraints. */
  readoutConstrained: boolean;
}

export interface FrozenLayer extends SpikingTensors {
  /**
   * Spikes per neuron and step that arrive here, on calibration images; null for the first layer.
   */
  readonly arrivalRate: number | null;
}

export function createHybrid(ann: AnnNetwork, settings: HybridSettings): HybridNetwork {
  return {
    ...ann,
    settings,
    parameters: [...ann.parameters],
    frozen: [],
    arrivalRate: null,
    coupled: null,
    readoutConstrained: false,
  };
}

/**
 * Runs the frozen layers on images `x` `[N, h, w, c]`. Of the layers in between nothing is left.
 */
export function throughFrozen(network: HybridNetwork, x: tf.Tensor): Arrival {
  let arrival: Arrival = { spikes: null, value: x };
  network.frozen.forEach((tensors, l) => {
    const next = spike(network, l, arrival, tensors);
    if (l > 0) tf.dispose([arrival.spikes!, arrival.value]);
    arrival = next;
  });
  return arrival;
}

/** Runs layer `l` with spiking neurons: a frozen layer, or the coupled one. */
function spike(network: HybridNetwork, l: number, arrival: Arrival, tensors: FrozenLayer): Arrival {
  const layer = network.layers[l]!;
  const { spikes, spikeCount } = arrival.spikes
    ? respond(layer, arrival.spikes, tensors, network.settings, tensors.arrivalRate)
    : encode(layer, arrival.value, tensors, network.settings);
  return { spikes, value: spikeCount };
}

/** Runs the last frozen layer on its input. */
export function throughLastFrozen(network: HybridNetwork, arrival: Arrival): Arrival {
  const l = network.frozen.length - 1;
  return spike(network, l, arrival, network.frozen[l]!);
}

/**
 * Returns the weights and bias that the spiking neurons of layer `l`, or the readout, get from its
 * current parameters.
 */
export function sharedWeights(network: HybridNetwork, l: number): Folded {
  return constrained(network.layers[l]!, network.parameters[l]!, network.settings.constraint);
}

/**
 * Returns spike counts of the coupled layer's spiking branch with the current weights, batch norm
 * on running statistics.
 */
export function coupledCounts(network: HybridNetwork, arrival: Arrival): tf.Tensor {
  const l = network.frozen.length;
  const { weight, bias } = sharedWeights(network, l);
  const tensors = { weight, bias, threshold: network.coupled!, arrivalRate: network.arrivalRate };
  return spike(network, l, arrival, tensors).value;
}

/**
 * Returns the activation of the coupled (or, between stages, the next) layer's analog branch in
 * inference mode. Its neurons represent this activation.
 */
export function analogActivation(network: HybridNetwork, arrival: Arrival): tf.Tensor {
  const l = network.frozen.length;
  return inferLayer(
    network.layers[l]!,
    network.parameters[l]!,
    arrival.value,
    l === network.layers.length - 1,
  );
}

/** Returns the logits in evaluation mode for images `x` `[N, h, w, c]`. */
export function hybridPotentials(network: HybridNetwork, x: tf.Tensor): tf.Tensor {
  return potentialsFrom(network, throughFrozen(network, x));
}

/**
 * Returns the logits in evaluation mode, computed from the input of the first layer that still
 * trains.
 */
export function potentialsFrom(network: HybridNetwork, arrival: Arrival): tf.Tensor {
  const l = network.frozen.length;
  if (network.readoutConstrained) return constrainedReadout(network, arrival.value, 'infer');
  if (!network.coupled) return runLayers(network, arrival.value, l, 'infer');
  return runLayers(network, coupledCounts(network, arrival), l + 1, 'infer');
}

/**
 * Returns the readout's output from counts `value` `[N, …]`, with constrained weights. In a
 * training pass gradients pass through to the full-precision ones.
 */
export function constrainedReadout(network: HybridNetwork, value: tf.Tensor, mode: Mode): tf.Tensor {
  const l = network.layers.length - 1;
  const layer = network.layers[l]!;
  const parameters = network.parameters[l]!;
  const { weight, bias } = sharedWeights(network, l);
  if (mode === 'infer') return affine(layer, value, weight, bias, 'linear');
  return trainedCurrent(
    layer,
    value,
    straightThrough(connections(parameters), weight),
    straightThrough(parameters.bias, bias),
    mode.sizes,
  );
}

/**
 * Returns the spike counts in the forward pass, and passes ∂L/∂count unchanged into the analog
 * branch in the backward pass: no 1/ϑ (the rate absorbs it), no mask where neurons are silent or
 * saturated (§4.1, design §4.7).
 */
export function straightThrough(analog: tf.Tensor, counts: tf.Tensor): tf.Tensor {
  return tf.customGrad((_analog) => ({ value: tf.clone(counts), gradFunc: (dy: tf.Tensor) => [dy] }))(analog);
}

/**
 * Returns the logits in a training pass, differentiable in the coupled and all later layers.
 * `value` `[N, …]` arrives at the coupled layer; `counts` are what its spiking branch made of it,
 * computed before the step.
 */
export function tandemPotentials(
  network: HybridNetwork,
  value: tf.Tensor,
  counts: tf.Tensor,
  pass: TrainingPass,
): tf.Tensor {
  const l = network.frozen.length;
  const analog = trainLayer(network.layers[l]!, network.parameters[l]!, value, false, pass);
  return runLayers(network, straightThrough(analog, counts), l + 1, pass);
}

/**
 * Imposes the fan-in limit, if there is one, on the layer whose stage begins. Call it before the
 * layer's threshold is found.
 */
export async function limitFanIn(network: HybridNetwork): Promise<void> {
  const { constraint } = network.settings;
  if (!constraint) return;
  const l = network.frozen.length;
  network.parameters[l] = await withFanIn(network.layers[l]!, network.parameters[l]!, constraint);
}

/** Begins the readout's stage by constraining the readout. */
export async function constrainReadout(network: HybridNetwork): Promise<void> {
  if (!network.settings.constraint) return;
  await limitFanIn(network);
  network.readoutConstrained = true;
}

/**
 * Converts the next layer: couples spiking neurons of threshold ϑ to it and, by default, folds ϑ
 * into the layer after.
 */
export function couple(network: HybridNetwork, threshold: Float32Array): void {
  const l = network.frozen.length;
  network.coupled = tf.tensor1d(threshold);
  if (network.settings.foldThreshold)
    foldThreshold(network.layers[l + 1]!, network.parameters[l + 1]!.weight, threshold);
}

/**
 * Ends a stage: the coupled layer's folded (and constrained) weights become constants. Nothing in
 * it changes any more.
 */
export function freeze(network: HybridNetwork): void {
  const l = network.frozen.length;
  const folded = tf.tidy(() => {
    const { weight, bias } = sharedWeights(network, l);
    return { weight: tf.clone(weight), bias: tf.clone(bias) };
  });
  network.frozen.push({ ...folded, threshold: network.coupled!, arrivalRate: network.arrivalRate });
  network.coupled = null;
  network.arrivalRate = null;
}

/**
 * Lets the parameters of the layer that was frozen last share the memory of its frozen weights.
 * What they were before folding is lost, so a conversion that trains, or that goes on later, keeps
 * them.
 */
export function releaseFrozen(network: HybridNetwork): void {
  const l = network.frozen.length - 1;
  network.parameters[l]!.weight.assign(network.frozen[l]!.weight);
}

/** Frees what the hybrid added to the ANN's parameters. */
export function disposeHybrid(network: HybridNetwork): void {
  for (const { weight, bias, threshold } of network.frozen) tf.dispose([weight, bias, threshold]);
  network.frozen.length = 0;
  for (const { mask } of network.parameters) mask?.dispose();
  network.coupled?.dispose();
  network.coupled = null;
}
