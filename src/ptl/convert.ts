/**
 * Progressive tandem learning (Algorithm 1): layer by layer, set the threshold, couple, fine-tune the coupled and all later
 * layers until patience runs out, reload the best, freeze.
 */
import * as tf from '@tensorflow/tfjs-core';
import { createAdam } from './adam.ts';
import { type AnnNetwork, runLayers } from './ann.ts';
import { firstImages, type LabelledImages } from './data.ts';
import { diagnose, type LayerDiagnostics } from './diagnostics.ts';
import {
  type Arrival,
  couple,
  coupledCounts,
  createHybrid,
  disposeHybrid,
  freeze,
  type HybridNetwork,
  type HybridSettings,
  hybridLogits,
  tandemLogits,
  throughFrozen,
} from './hybrid.ts';
import { type Measured, measure } from './loss.ts';
import { takeSnapshot, trainable } from './parameters.ts';
import { rateAt } from './pretrain.ts';
import { createRandom, type Random } from './random.ts';
import { recordHybrid } from './record-hybrid.ts';
import { afterEpoch, type SchedulerSettings, type SchedulerState, startScheduler } from './scheduler.ts';
import type { SpikingNetwork } from './spiking-network.ts';
import {
  channelScopeImages,
  collectActivations,
  collectCounts,
  type LayerThreshold,
  type LayerValuesOf,
  type ThresholdSettings,
  thresholdLayerNorm,
} from './threshold-layer-norm.ts';
import { type Trainee, trainEpoch } from './training.ts';
import type { Watch } from './watch.ts';

export interface ConversionSettings extends HybridSettings, SchedulerSettings {
  readonly threshold: ThresholdSettings;
  /** Training images for Threshold LayerNorm. */
  readonly calibrationCount: number;
  readonly learningRate: number;
  /** Fine-tuning epoch of the run, counted over all stages from 1, from which the rate is a tenth; 0 is never. */
  readonly decayEpoch: number;
  readonly batchSize: number;
  readonly trainCoupledLayer: boolean;
  readonly readoutStage: boolean;
  readonly seed: number;
}

export interface ConversionData {
  readonly train: LabelledImages;
  readonly validation: LabelledImages;
}

/** A stage's start. `threshold` and `diagnostics` are null in the readout stage. */
export interface StageStart {
  readonly stage: number;
  readonly layer: string;
  readonly threshold: LayerThreshold | null;
  readonly diagnostics: LayerDiagnostics | null;
}

export interface StageEpoch {
  readonly stage: number;
  readonly layer: string;
  /** 0: just converted, not yet tuned. */
  readonly epoch: number;
  readonly learningRate: number | null;
  readonly trainLoss: number | null;
  readonly validation: Measured;
  readonly scheduler: SchedulerState;
}

export interface StageEnd {
  readonly stage: number;
  readonly layer: string;
  readonly threshold: LayerThreshold | null;
  readonly before: Measured;
  /** Of the parameters that were kept. */
  readonly after: Measured;
  readonly scheduler: SchedulerState;
  readonly diagnosticsBefore: LayerDiagnostics | null;
  readonly diagnosticsAfter: LayerDiagnostics | null;
  /** The hybrid network as it now stands. */
  readonly network: SpikingNetwork;
}

/** Told as the conversion goes; each is awaited, so that the listener may measure the network meanwhile. */
export interface ConversionListener {
  stageBegan(start: StageStart): Promise<void> | void;
  /** `logitsOf` evaluates the hybrid network as it stands after this epoch. */
  epoch(epoch: StageEpoch, logitsOf: (x: tf.Tensor4D) => tf.Tensor): Promise<void> | void;
  /** `logitsOf` evaluates the hybrid network with the parameters that were kept. */
  stageEnded(end: StageEnd, logitsOf: (x: tf.Tensor4D) => tf.Tensor): Promise<void> | void;
}

/** Stages of a conversion: one per hidden layer, and one more where the readout is tuned by itself. */
export function stageCount(layers: number, readoutStage: boolean): number {
  return layers - 1 + (readoutStage ? 1 : 0);
}

/**
 * Converts `ann` in place (its parameters are fine-tuned) and returns the spiking network. What `watch` throws ends the
 * conversion; everything it allocated beyond the ANN's parameters is freed either way.
 */
export async function convert(
  ann: AnnNetwork,
  data: ConversionData,
  settings: ConversionSettings,
  watch: Watch,
  listener: ConversionListener,
): Promise<SpikingNetwork> {
  const hybrid = createHybrid(ann, settings);
  const random = createRandom(settings.seed, 'conversion shuffle');
  const stages = stageCount(ann.layers.length, settings.readoutStage);
  let epochsSoFar = 0;
  try {
    for (let stage = 1; stage <= stages; stage++)
      epochsSoFar = await runStage({ hybrid, data, settings, watch, listener, random, stage, epochsSoFar });
    return await recordHybrid(hybrid, data.train.imageShape);
  } finally {
    disposeHybrid(hybrid);
  }
}

interface StageContext {
  readonly hybrid: HybridNetwork;
  readonly data: ConversionData;
  readonly settings: ConversionSettings;
  readonly watch: Watch;
  readonly listener: ConversionListener;
  readonly random: Random;
  readonly stage: number;
  readonly epochsSoFar: number;
}

/** One stage; returns the fine-tuning epochs of the run so far. */
async function runStage(context: StageContext): Promise<number> {
  const { hybrid, data, settings, watch, listener, random, stage } = context;
  const layer = hybrid.layers[stage - 1]!.name;
  const converted = stage < hybrid.layers.length ? await convertLayer(context) : null;
  await listener.stageBegan({
    stage,
    layer,
    threshold: converted?.threshold ?? null,
    diagnostics: converted?.diagnostics ?? null,
  });
  const logitsOf = (x: tf.Tensor4D) => hybridLogits(hybrid, x);
  const validate = () =>
    measure(logitsOf, data.validation, { batchSize: settings.batchSize, phase: 'validating', watch });
  const before = await validate();
  let scheduler = startScheduler(settings);
  const report = (epoch: Omit<StageEpoch, 'stage' | 'layer' | 'scheduler'>) =>
    listener.epoch({ stage, layer, scheduler, ...epoch }, logitsOf);
  await report({ epoch: 0, learningRate: null, trainLoss: null, validation: before });
  const trainee = traineeOf(hybrid, settings, stage);
  const learning = hybrid.parameters.slice(hybrid.frozen.length);
  const adam = createAdam();
  let kept = takeSnapshot(learning);
  let after = before;
  let epochs = context.epochsSoFar;
  try {
    while (!scheduler.ended) {
      epochs++;
      const learningRate = rateAt(settings.learningRate, settings.decayEpoch, epochs);
      const epochSettings = { batchSize: settings.batchSize, learningRate, phase: 'training' as const };
      const trainLoss = await trainEpoch(trainee, data.train, epochSettings, adam, random, watch);
      const validation = await validate();
      scheduler = afterEpoch(scheduler, validation, settings);
      if (scheduler.improved) {
        kept.dispose();
        kept = takeSnapshot(learning);
        after = validation;
      }
      await report({ epoch: scheduler.epoch, learningRate, trainLoss, validation });
    }
    kept.restore();
  } finally {
    kept.dispose();
    adam.dispose();
  }
  const diagnosticsAfter = converted && (await diagnoseCoupled(context, converted.threshold));
  if (converted) freeze(hybrid);
  const end: StageEnd = {
    stage,
    layer,
    threshold: converted?.threshold ?? null,
    before,
    after,
    scheduler,
    diagnosticsBefore: converted?.diagnostics ?? null,
    diagnosticsAfter,
    network: await recordHybrid(hybrid, data.train.imageShape),
  };
  await listener.stageEnded(end, logitsOf);
  return epochs;
}

interface ConvertedLayer {
  readonly threshold: LayerThreshold;
  readonly diagnostics: LayerDiagnostics;
}

function calibrationImages({ data, settings }: StageContext): LabelledImages {
  const least = settings.threshold.scope === 'channel' ? channelScopeImages : 1;
  return firstImages(data.train, Math.max(least, settings.calibrationCount));
}

async function convertLayer(context: StageContext): Promise<ConvertedLayer> {
  const { hybrid, settings, watch } = context;
  const activations = await collectActivations(hybrid, calibrationImages(context), settings.batchSize, watch);
  const threshold = thresholdLayerNorm(activations, settings.threshold, settings.timeSteps);
  couple(hybrid, threshold.threshold);
  return { threshold, diagnostics: await diagnoseCoupled(context, threshold, activations) };
}

async function diagnoseCoupled(
  context: StageContext,
  threshold: LayerThreshold,
  known?: LayerValuesOf,
): Promise<LayerDiagnostics> {
  const { hybrid, settings, watch } = context;
  const images = calibrationImages(context);
  const activations = known ?? (await collectActivations(hybrid, images, settings.batchSize, watch));
  const counts = await collectCounts(hybrid, images, settings.batchSize, watch);
  return diagnose(
    activations,
    counts,
    threshold,
    settings.timeSteps,
    hybrid.layers[hybrid.frozen.length + 1]!,
  );
}

/**
 * What a stage trains: the coupled layer and all ANN layers after it. `trainCoupledLayer: false` freezes the coupled layer
 * from stage 2 on, as the released code does: it then stands still altogether, its batch norm included.
 */
function traineeOf(hybrid: HybridNetwork, settings: ConversionSettings, stage: number): Trainee {
  const l = hybrid.frozen.length;
  const laterAlone = (from: number, arriving: (arrival: Arrival) => tf.Tensor): Trainee => ({
    variables: hybrid.parameters.slice(from).flatMap(trainable),
    prepare: (x) => [arriving(throughFrozen(hybrid, x))],
    logits: ([value]) => runLayers(hybrid, value!, from, 'train'),
  });
  if (!hybrid.coupled) return laterAlone(l, ({ value }) => value);
  if (!settings.trainCoupledLayer && stage > 1)
    return laterAlone(l + 1, (arrival) => coupledCounts(hybrid, arrival));
  return {
    variables: hybrid.parameters.slice(l).flatMap(trainable),
    prepare: (x) => {
      const arrival = throughFrozen(hybrid, x);
      return [tf.clone(arrival.value), coupledCounts(hybrid, arrival)];
    },
    logits: ([value, counts]) => tandemLogits(hybrid, value!, counts!),
  };
}
