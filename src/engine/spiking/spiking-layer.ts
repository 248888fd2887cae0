/**
 * Runs one layer of spiking neurons over the window. The hybrid network in training and the
 * simulator share it.
 */
import * as tf from '@tensorflow/tfjs-core';
import { runKernel } from '../../backends/plain-kernel.ts';
import { type Layer, outputShape } from '../../networks/layer.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { synapseTensors, synapticCurrent, trainCurrent } from '../layers/synapse.ts';
import { inputCodingOf, type WindowSettings } from './dynamics.ts';
import { takesEvents } from './events.ts';
import { integrateAndFire, type NeuronParameters, type SpikeResponse } from './neuron.ts';
import { firesAfterWindow, initialShare } from './neuron-settings.ts';
import { countsOf, imageAxis, isPacked, trainOf } from './packed-spikes.ts';
import { respondWide, runWide, type WideNeurons } from './wide-neuron.ts';
import { respondInPieces } from './window-pieces.ts';

/**
 * Folded weights and thresholds as tensors: weight in the synapse's shape, bias `[C]`, threshold
 * `[1]` or `[C]`.
 */
export interface SpikingTensors {
  readonly weight: tf.Tensor;
  readonly bias: tf.Tensor1D;
  readonly threshold: tf.Tensor1D;
}

/**
 * Sends a current `[S, N, …, C]` through neurons over the window, as {@link integrateAndFire} does,
 * whatever spikes they send.
 */
function fire(
  current: tf.Tensor,
  injected: tf.Tensor1D,
  tensors: SpikingTensors,
  settings: WindowSettings,
  held = false,
): SpikeResponse {
  const wide = wideNeurons(tensors, settings);
  if (!wide) return integrateAndFire(current, injected, neuronsOf(tensors, settings), { ...settings, held });
  const { timeSteps } = settings;
  const [first, ...later] = tf.unstack(current);
  const currentAt = (t: number) => {
    if (t >= timeSteps) return null;
    const came = held || t === 0 ? first! : later[t - 1];
    return came ? tf.add(came, injected) : injected;
  };
  return runWide(currentAt, current.shape.slice(1), wide);
}

/** Returns the neurons of a layer whose spikes are not 0 or 1, null where they are. */
function wideNeurons({ threshold }: SpikingTensors, settings: WindowSettings): WideNeurons | null {
  const { timeSteps, initialPotential, dynamics } = settings;
  return dynamics?.spikes ? { threshold, spikes: dynamics.spikes, timeSteps, initialPotential } : null;
}

/** Returns the neurons of a layer with these thresholds. */
function neuronsOf({ threshold }: SpikingTensors, { dynamics }: WindowSettings): NeuronParameters {
  return dynamics ? { threshold, leak: dynamics.leak, reset: dynamics.reset } : { threshold };
}

/**
 * Runs the first layer (§3.4, design §4.2): its whole pre-activation for the image `x`
 * `[N, h, w, c]` enters as current at t = 1 and is discharged over the window; `spread` brings the
 * bias in equal parts instead. Under other codings the current comes in equal parts at every step,
 * or from the Poisson train `x` of the image (poisson.ts).
 */
export function encode(
  layer: Layer,
  x: tf.Tensor,
  tensors: SpikingTensors,
  settings: WindowSettings,
): SpikeResponse {
  const coding = inputCodingOf(settings);
  const { timeSteps } = settings;
  const current = () => synapticCurrent(layer, x, tensors.weight);
  return tf.tidy(() => {
    if (firesAfterWindow(settings)) {
      const [input, weight] =
        coding === 'poisson' ? [countsOf(x), tf.div(tensors.weight, timeSteps)] : [x, tensors.weight];
      return afterWindow(layer, input, { ...tensors, weight }, settings);
    }
    switch (coding) {
      case 'poisson':
        return respond(layer, x, { ...tensors, weight: tf.div(tensors.weight, timeSteps) }, settings);
      case 'constant': {
        const held = tf.expandDims(tf.div(tf.add(current(), tensors.bias), timeSteps), 0);
        const none = tf.zerosLike(tensors.bias);
        return fire(held, none, tensors, settings, true);
      }
      case 'firstStep': {
        const spread = settings.firstLayerBias === 'spread';
        const first = tf.expandDims(spread ? current() : tf.add(current(), tensors.bias), 0);
        const injected = spread ? tf.div(tensors.bias, timeSteps) : tf.zerosLike(tensors.bias);
        return fire(first, injected as tf.Tensor1D, tensors, settings);
      }
      default:
        return unknownKind(coding);
    }
  });
}

/**
 * Mean spikes per neuron and step from which on a dense product is faster than adding a row of
 * weights per spike. It is a constant, and not a time measured, so that a run repeats.
 */
const denseRate = 0.3;

/**
 * Runs a deeper layer: it takes spikes of `[N, …]` neurons, injects bias / T at each step, and
 * returns spikes (Eq. 3–6). It is event-driven, so that silent inputs cost nothing, unless they are
 * known to arrive densely: `arrivalRate` in spikes per neuron and step. Where neurons fire after
 * their window, only the counts of what arrived matter.
 */
export function respond(
  layer: Layer,
  spikes: tf.Tensor,
  tensors: SpikingTensors,
  settings: WindowSettings,
  arrivalRate?: number | null,
): SpikeResponse {
  const dense = (arrivalRate ?? 0) > denseRate;
  return tf.tidy(() => {
    if (firesAfterWindow(settings)) return afterWindow(layer, countsOf(spikes), tensors, settings);
    const injected = tf.div(tensors.bias, settings.timeSteps) as tf.Tensor1D;
    const wide = wideNeurons(tensors, settings);
    if (wide) {
      const shape = [spikes.shape[imageAxis]!, ...outputShape(layer.synapse)];
      return respondWide(layer, spikes, tensors.weight, injected, shape, wide);
    }
    if (!dense && takesEvents(layer) && isPacked(spikes))
      return respondToEvents(layer, spikes, injected, tensors, settings);
    const neurons = neuronsOf(tensors, settings);
    if (settings.dynamics) return respondInPieces(layer, spikes, tensors.weight, injected, neurons, settings);
    const train = trainOf(spikes, settings.timeSteps);
    return integrateAndFire(trainCurrent(layer, train, tensors.weight), injected, neurons, settings);
  });
}

/** Returns Σz over a window, `[N, …]`, of neurons that collect all of it: W·value + b, at once. */
export function collectedCurrent(
  layer: Layer,
  value: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor1D,
): tf.Tensor {
  return tf.add(synapticCurrent(layer, value, weight), bias);
}

/**
 * Runs a layer that fires after its window: one product on what came in the whole of it, `value`
 * `[N, …]`, and the discharge of that over Ns steps, as the first layer sends its image (§3.4).
 */
function afterWindow(
  layer: Layer,
  value: tf.Tensor,
  tensors: SpikingTensors,
  settings: WindowSettings,
): SpikeResponse {
  const collected = collectedCurrent(layer, value, tensors.weight, tensors.bias);
  const none = tf.zerosLike(tensors.bias);
  return fire(tf.expandDims(collected, 0), none, tensors, settings);
}

function respondToEvents(
  layer: Layer,
  spikes: tf.Tensor,
  injected: tf.Tensor1D,
  tensors: SpikingTensors,
  settings: WindowSettings,
): SpikeResponse & { operations: tf.Tensor } {
  const { threshold, leak, reset } = neuronsOf(tensors, settings);
  const { weight } = tensors;
  const { timeSteps, initialPotential } = settings;
  const window = { timeSteps, initialShare: initialShare(initialPotential), leak, reset };
  const inputs = { spikes, weight, injected, threshold };
  const { kernel, geometry } = synapseTensors(layer).events(layer.synapse);
  const [out, spikeCount, operations] = runKernel(kernel, inputs, { ...window, ...geometry });
  return { spikes: out!, spikeCount: spikeCount!, operations: operations! };
}
