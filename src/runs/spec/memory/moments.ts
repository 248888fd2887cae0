/**
 * The moments of a run that may be its largest, with what each holds. A term stands for tensors or
 * arrays of the engine; what layers hold one after the other counts once.
 */
import { chainImages, heldBytes, imagesNeeded } from '../../../engine/hybrid/calibration.ts';
import { inferenceBatch } from '../../../engine/layers/inference-batch.ts';
import { judgedValues } from '../../../engine/separation/judged-values.ts';
import type { Dynamics } from '../../../engine/spiking/dynamics.ts';
import { paperDynamics, plannedBatch, simulationBatch } from '../../../engine/spiking/simulation-memory.ts';
import { groupCount } from '../../../engine/work/groups.ts';
import { type Front, framesShape, talkers } from '../../../networks/front.ts';
import { arrivingShape } from '../../../networks/layer.ts';
import { sizeOf } from '../../../networks/shape.ts';
import { unknownKind } from '../../../networks/unknown-kind.ts';
import { isLimited } from '../constraint.ts';
import { methodsOf } from '../methods/registry.ts';
import { dynamicSpikes } from '../methods/spikes.ts';
import { stageNames } from '../methods/stages.ts';
import { type LayerBytes, layerBytes, mostOf, sumOf } from './layer-bytes.ts';
import { isDevice } from './limits.ts';
import type { MemoryMoment, PartBytes, PlannedRun } from './parts.ts';

/** Bytes that the backend's heap has to itself, and the kernels' lists, tables and tiles. */
export const scratch = 4 * 2 ** 20;

const megabyte = 2 ** 20;

/** Share of the machine's memory that a run's cache may take. */
export const spareShare = 0.25;

/** The facts of a run that its moments share. */
export interface Facts extends PlannedRun {
  readonly own: readonly LayerBytes[];
  /** Images of the largest pass of a training step in one worker. */
  readonly passImages: number;
  /** The same in pre-training. */
  readonly pretrainImages: number;
  readonly calibration: number;
  /** Bytes of an image as the first layer gets it. */
  readonly pixels: number;
  /** Bytes of the ends of a separator for one signal, as {@link endBytes} has them. */
  readonly ends: EndBytes;
  /** All parameters, once. */
  readonly whole: number;
  /** Arrays that are there from the beginning. */
  readonly loaded: PartBytes;
}

export interface PlannedMoments {
  readonly moments: readonly MemoryMoment[];
  /** The largest single tensor. */
  readonly largest: { readonly bytes: number; readonly layer: string };
}

/** Returns the moments of a run from its beginning to its end. */
export function momentsOf(run: PlannedRun): PlannedMoments {
  const facts = factsOf(run);
  const { spec } = run;
  const pretrains = spec.start === 'scratch' && spec.pretrainEpochs > 0;
  return {
    moments: [
      ...(pretrains ? [training(facts, 'pretraining', 0)] : []),
      measuring(facts),
      ...converting(facts),
      simulation(facts),
    ],
    largest: largestTensor(facts, facts.passImages),
  };
}

/** Returns the largest tensor: the weights of a layer, or its values for so many images. */
export function largestTensor({ own }: Facts, images: number): PlannedMoments['largest'] {
  const widest = own.reduce((a, b) => (b.weights > a.weights ? b : a));
  const fullest = own.reduce((a, b) => (b.values > a.values ? b : a));
  const batch = fullest.values * images;
  if (batch > widest.weights) return { bytes: batch, layer: fullest.name };
  return { bytes: widest.weights, layer: widest.name };
}

function converting(facts: Facts): MemoryMoment[] {
  const { spec, layers, own } = facts;
  const { stages, heldSteps } = facts.recipe;
  const bounds = () => own.slice(0, -1).map((_, l) => percentiles(facts, l, false));
  switch (stages) {
    case 'none':
      return corrects(facts) ? own.slice(0, -1).map((_, l) => correction(facts, l)) : bounds();
    case 'whole':
      return [
        ...bounds(),
        training(facts, 'tuning', 0, heldSteps?.(spec, layers)),
        stageEnd(facts, own.length - 1),
      ];
    case 'layers':
      return stageNames(spec, layers, methodsOf([facts.recipe])).flatMap((_, l) => stage(facts, l));
    default:
      return unknownKind(stages);
  }
}

export function factsOf(run: PlannedRun): Facts {
  const { spec, layers, data, workers, limits, front } = run;
  const own = layers.map((layer) => layerBytes(layer, spec.timeSteps, !spikesIn(run).spikes));
  const groups = groupCount(spec, layers);
  const pixels = 4 * sizeOf(arrivingShape(layers[0]!));
  const images = spec.trainCount + spec.validationCount + (data?.available.test ?? spec.testCount);
  // Data sets keep what is scaled by bytes as bytes.
  const perValue = !front && (data === null || data.scaling.divisor > 1) ? 1 : 4;
  const ends = endBytes(front);
  const whole = sumOf(own, ({ parameters }) => parameters);
  const groupImages = Math.ceil(spec.batchSize / groups);
  const passImages = Math.min(spec.batchSize, groupImages * Math.ceil(groups / workers));
  return {
    ...run,
    own,
    passImages,
    pretrainImages: front ? groupImages : passImages,
    calibration: Math.min(
      spec.trainCount,
      Math.max(spec.calibrationCount, imagesNeeded(spec.thresholdScope, corrects(run))),
    ),
    pixels,
    ends,
    whole,
    // A run that may lose its GPU keeps the values with which it begins.
    loaded: {
      examples: images * ((pixels * perValue) / 4 + ends.signal),
      copies: isDevice(limits) ? whole : 0,
    },
  };
}

export interface EndBytes {
  /** A mixture and both of its voices. */
  readonly signal: number;
  /** The encoding, the masks and the voices as they are made, and the gradients on the way back. */
  readonly trained: number;
  /** The same without those of an encoder that does not learn. */
  readonly judged: number;
  /** The voices alone. */
  readonly outputs: number;
}

/** Returns the bytes of a separator's ends for one signal, in single precision. */
function endBytes(front: Front | undefined): EndBytes {
  if (!front) return { signal: 0, trained: 0, judged: 0, outputs: 0 };
  const frames = 4 * sizeOf(framesShape(front));
  const voices = 4 * talkers * front.samples;
  const judged = 4 * judgedValues(front);
  return { signal: voices + 4 * front.samples, trained: judged + 8 * frames, judged, outputs: voices };
}

/** Returns what stands in the heap between the steps of a stage: l layers are frozen. */
function standing({ own, whole, spec }: Facts, l: number): PartBytes {
  // Without batch norm and limits the frozen weights share the memory of the parameters.
  const frozen = own.slice(0, l).filter(({ folds }) => folds || isLimited(spec));
  return addAll({ weights: whole, copies: sumOf(frozen, ({ weights }) => weights), scratch }, holesOf(own));
}

/**
 * Returns what lies idle in a heap: where weights were replaced by new ones, smaller tensors
 * settle, and the next of that size no longer fit in.
 */
export function holesOf(own: readonly LayerBytes[]): PartBytes {
  return { holes: mostOf(own, ({ weights }) => weights) };
}

/**
 * A training step of the layers from `l` on: the values of the forward pass, their gradients on the
 * way back, the gradients of the weights, Adam's moments and the parameters of the best epoch.
 */
function training(facts: Facts, kind: 'pretraining' | 'tuning', l: number, heldSteps = 0): MemoryMoment {
  const { own, pixels, workers, loaded } = facts;
  // Ends that learn take each group by itself.
  const passImages = kind === 'pretraining' ? facts.pretrainImages : facts.passImages;
  const learning = own.slice(l);
  const trained = sumOf(learning, ({ trained: bytes }) => bytes);
  const largest = mostOf(learning, ({ weights }) => weights);
  const last = own.length - 1;
  // Each layer leaves its currents and what neurons or batch norm make of them; both have a
  // gradient on the way back.
  const perImage = sumOf(learning, ({ values, pooled, name }) =>
    name === own[last]!.name ? 3 * values + 2 * pooled : 4 * values + 2 * pooled,
  );
  const coupled = kind === 'tuning' && l < last ? own[l]!.values : 0;
  const arriving = l === 0 ? pixels : own[l]!.arriving;
  const shared = workers > 1 ? trained / workers : trained;
  const ends = kind === 'pretraining' ? facts.ends.trained : facts.ends.judged;
  const activations = Math.max(passImages * (perImage + arriving + ends), heldSteps);
  return {
    kind,
    layer: kind === 'tuning' ? own[l]!.name : null,
    heap: addAll(standing(facts, l), {
      copies: sumOf(learning, ({ parameters }) => parameters),
      gradients: trained,
      adam: 2 * shared,
      // Adam moves a parameter after the values are freed.
      activations: Math.max(activations, workers > 1 ? 2 * shared : largest),
      spikes: passImages * coupled,
    }),
    arrays: addAll(
      loaded,
      cacheOf(facts, l),
      // Messages of the exchange, sent and received.
      workers > 1 ? { gradients: 3 * trained } : {},
    ),
  };
}

/** The ANN on validation and test images. */
function measuring(facts: Facts): MemoryMoment {
  const { own, layers, pixels, loaded, spec, data } = facts;
  const examples = Math.max(spec.validationCount, data?.available.test ?? 0);
  const batch = Math.min(inferenceBatch(layers, facts.ends.judged / 4), examples);
  const inLayers = mostOf(
    own,
    ({ arriving, pooled, values, weights, folds }) =>
      batch * (arriving + pooled + values) + (folds ? weights : 0),
  );
  // Voices stay in the heap until all examples have been computed.
  const ends = batch * (pixels + facts.ends.judged) + examples * facts.ends.outputs;
  return {
    kind: 'measuring',
    layer: null,
    heap: addAll(standing(facts, 0), { activations: ends + inLayers }),
    arrays: addAll(loaded, { examples: batch * pixels }),
  };
}

/** Returns whether biases are corrected, which goes through the spiking layers. */
function corrects({ spec, recipe }: Pick<PlannedRun, 'spec' | 'recipe'>): boolean {
  const inStages = recipe.uses.includes('stageBias') && spec.stageBias === 'corrected';
  return inStages || (recipe.uses.includes('correctBias') && spec.correctBias);
}

/** The calibration of layer `l` with the correction of its bias, on kept spikes. */
function correction(facts: Facts, l: number): MemoryMoment {
  const moment = percentiles(facts, l, true);
  const before = facts.own[l - 1];
  const cache = before ? Math.min(heldBytes, facts.calibration * before.keptSpikes) : 0;
  return { ...moment, arrays: addAll(moment.arrays, { cache }) };
}

function stage(facts: Facts, l: number): MemoryMoment[] {
  const isReadout = l === facts.own.length - 1;
  return [
    ...(isReadout ? [] : [percentiles(facts, l, true)]),
    training(facts, 'tuning', l),
    stageEnd(facts, l + 1),
  ];
}

/** The calibration of layer `l`, with its diagnosis where there is one. */
function percentiles(facts: Facts, l: number, diagnosed: boolean): MemoryMoment {
  const { own, spec, calibration, loaded, pixels } = facts;
  const layer = own[l]!;
  const batch = Math.min(spec.batchSize, calibration);
  const all = layer.values * calibration;
  // Few values lie in one array; of many, a block of each set is read at a time.
  const kept = (images: number) =>
    layer.values * images <= heldBytes ? layer.values * images : layer.values * batch;
  const arriving = l === 0 ? pixels : layer.arriving + own[l - 1]!.spikes;
  const running = batch * (arriving + layer.pooled + layer.values) + layer.weights;
  const spiking = batch * (layer.currents + layer.spikes + layer.values);
  return {
    kind: 'percentiles',
    layer: layer.name,
    heap: addAll(standing(facts, l), {
      activations: running,
      percentiles: all <= heldBytes ? all : 0,
      ...(diagnosed ? { spikes: spiking } : {}),
    }),
    arrays: addAll(loaded, cacheOf(facts, l), {
      percentiles: diagnosed
        ? 2 * kept(calibration) + kept(Math.min(calibration, chainImages))
        : kept(calibration),
    }),
  };
}

/** The end of a stage: the network as a record and as a file, and what a run goes on from. */
function stageEnd(facts: Facts, frozen: number): MemoryMoment {
  const { own, whole, loaded } = facts;
  const weights = sumOf(own, (layer) => layer.weights);
  return {
    kind: 'stageEnd',
    layer: own[Math.min(frozen, own.length) - 1]!.name,
    heap: standing(facts, frozen),
    arrays: addAll(loaded, cacheOf(facts, Math.min(frozen, own.length - 1)), {
      copies: weights + 2 * whole,
    }),
  };
}

/** The finished network on validation and test images. */
function simulation(facts: Facts): MemoryMoment {
  const { own, spec, layers, whole, loaded, data } = facts;
  const weights = sumOf(own, (layer) => layer.weights);
  const dynamics = { ...dynamicsOf(spec.inputCoding, spec.decoding), ...spikesIn(facts) };
  const window = { layers, timeSteps: spec.timeSteps, dynamics };
  const images = Math.max(spec.validationCount, data?.available.test ?? 0);
  const fitting = facts.recipe.stages === 'layers' ? simulationBatch(window) : plannedBatch(window);
  const perImage = simulatedImage(facts);
  return {
    kind: 'simulation',
    layer: null,
    heap: addAll(holesOf(own), {
      weights: whole,
      copies: weights,
      spikes: Math.min(images, fitting) * perImage,
      scratch,
    }),
    arrays: addAll(loaded, { copies: 2 * weights }),
  };
}

/** Returns the bytes that the simulation of one image holds. */
export function simulatedImage({ own, pixels, ends }: Facts): number {
  return (
    pixels +
    ends.judged +
    2 * own[0]!.values +
    sumOf(own, (layer) => layer.spikes + layer.values) +
    mostOf(own, (layer) => layer.currents)
  );
}

/** Returns the spikes of a run whose method has others than one or none in a step. */
function spikesIn({ spec, recipe }: Pick<PlannedRun, 'spec' | 'recipe'>): Pick<Dynamics, 'spikes'> {
  return recipe.uses.includes('spikes') ? dynamicSpikes(spec) : {};
}

function dynamicsOf(
  inputCoding: PlannedRun['spec']['inputCoding'],
  decoding: Dynamics['decoding'],
): Pick<Dynamics, 'coding' | 'decoding'> {
  return { coding: inputCoding === 'auto' ? paperDynamics.coding : inputCoding, decoding };
}

/** The cache of what arrives at layer `l`: as much as there is, and no more than it may take. */
function cacheOf(facts: Facts, l: number): PartBytes {
  const { own, spec, calibration, workers, limits } = facts;
  if (l === 0 || !facts.recipe.uses.includes('cacheMegabytes')) return {};
  // Augmented images differ from pass to pass, so what they become is not kept.
  const kept = spec.augmentation === 'none' ? spec.trainCount : 0;
  const images = (kept + spec.validationCount) / workers + calibration;
  const most = Math.min(spec.cacheMegabytes * megabyte, limits.machineBytes * spareShare) / workers;
  return { cache: Math.min(most, images * own[l - 1]!.keptSpikes) };
}

export function addAll(...parts: readonly PartBytes[]): PartBytes {
  const sum: Record<string, number> = {};
  for (const own of parts)
    for (const [part, bytes] of Object.entries(own)) if (bytes > 0) sum[part] = (sum[part] ?? 0) + bytes;
  return sum;
}
