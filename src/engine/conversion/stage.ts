/**
 * Runs one stage: converts a layer, then fine-tunes it and all later layers until patience runs out
 * (tuning.ts).
 */
import type * as tf from '@tensorflow/tfjs-core';
import { diagnoseCoupled } from '../diagnosis/diagnose-coupled.ts';
import type { LayerDiagnostics } from '../diagnosis/diagnostics.ts';
import { firstExamples } from '../examples/example-set.ts';
import type { Arrival } from '../examples/examples.ts';
import type { CacheBudget } from '../hybrid/arrivals.ts';
import { correctBias } from '../hybrid/correct-bias.ts';
import {
  constrainedReadout,
  constrainReadout,
  couple,
  coupledCounts,
  freeze,
  type HybridNetwork,
  hybridPotentials,
  limitFanIn,
  potentialsFrom,
  tandemPotentials,
} from '../hybrid/hybrid.ts';
import { recordHybrid } from '../hybrid/record-hybrid.ts';
import {
  collectActivations,
  type LayerThreshold,
  thresholdLayerNorm,
} from '../hybrid/threshold-layer-norm.ts';
import type { LayerValuesOf } from '../hybrid/value-blocks.ts';
import { runLayers } from '../layers/ann.ts';
import { trainable } from '../layers/parameters.ts';
import type { Trainee, TrainingSet } from '../learning/training.ts';
import { type TuningTask, tune } from '../learning/tuning.ts';
import { measure } from '../objectives/measure.ts';
import type { Crew } from '../work/crew.ts';
import type { Watch } from '../work/watch.ts';
import type { ConversionData, ConversionListener, ConversionSettings, StageEnd } from './conversion.ts';
import { memoryUse } from './memory-use.ts';
import type { Originals } from './originals.ts';
import { readResumePoint } from './resume-point.ts';
import type { StageArrivals } from './stage-arrivals.ts';

interface StageContext {
  readonly hybrid: HybridNetwork;
  readonly data: ConversionData;
  readonly settings: ConversionSettings;
  readonly watch: Watch;
  readonly listener: ConversionListener;
  readonly train: TrainingSet;
  readonly stage: number;
  /** Whether no stage follows. */
  readonly last: boolean;
  readonly epochsSoFar: number;
  readonly crew: Crew;
  readonly cache: CacheBudget;
  readonly arrivals: StageArrivals;
  readonly originals: Originals;
}

/** Runs one stage and returns the number of fine-tuning epochs of the run so far. */
export async function runStage(context: StageContext): Promise<number> {
  const { hybrid, data, settings, watch, listener, train, stage, crew, cache, arrivals } = context;
  const layer = hybrid.layers[stage - 1]!.name;
  const converted = stage < hybrid.layers.length ? await convertLayer(context) : null;
  if (!converted) await constrainReadout(hybrid);
  await listener.stageBegan({
    stage,
    layer,
    threshold: converted?.threshold ?? null,
    diagnostics: converted?.diagnostics ?? null,
  });
  const potentialsOf = (x: tf.Tensor4D) => hybridPotentials(hybrid, x);
  const validate = () =>
    measure((arrival) => potentialsFrom(hybrid, arrival), arrivals.validation, {
      objective: data.objective,
      batchSize: settings.batchSize,
      phase: 'validating',
      watch,
      crew,
    });
  const task: TuningTask = {
    trainee: traineeOf(context),
    learning: hybrid.parameters.slice(hybrid.frozen.length),
    train,
    validate,
    report: (epoch) => listener.epoch({ stage, layer, memory: memoryUse(cache), ...epoch }, potentialsOf),
    epochsSoFar: context.epochsSoFar,
  };
  const { before, after, scheduler, epochs } = await tune(task, settings, watch, crew);
  const diagnosticsAfter = converted && (await diagnosticsOf(context, converted.threshold));
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
    network: await recordHybrid(hybrid, data.train.inputShape),
    resumePoint: context.last ? null : () => readResumePoint(hybrid, epochs, context.originals),
  };
  await listener.stageEnded(end, potentialsOf);
  return epochs;
}

interface ConvertedLayer {
  readonly threshold: LayerThreshold;
  readonly diagnostics: LayerDiagnostics | null;
}

async function convertLayer(context: StageContext): Promise<ConvertedLayer> {
  const { hybrid, settings, watch, arrivals, stage, originals } = context;
  await limitFanIn(hybrid);
  const activations = await collectActivations(hybrid, arrivals.calibration, settings.batchSize, watch);
  const threshold =
    originals.thresholds?.[stage - 1] ??
    (await thresholdLayerNorm(activations, settings.threshold, settings));
  couple(hybrid, threshold.threshold);
  const means = originals.means?.[stage - 1];
  if (!means) return { threshold, diagnostics: await diagnosticsOf(context, threshold, activations) };
  const found = { means, threshold: threshold.threshold };
  await correctBias(hybrid, found, arrivals.calibration, settings.batchSize, watch);
  return { threshold, diagnostics: await diagnosticsOf(context, threshold) };
}

/**
 * Returns diagnostics on the member of a crew that reports, and null on the others, which save
 * themselves the work.
 */
async function diagnosticsOf(
  { hybrid, data, settings, watch, arrivals, crew }: StageContext,
  threshold: LayerThreshold,
  activations?: LayerValuesOf,
): Promise<LayerDiagnostics | null> {
  if (crew.rank > 0) return null;
  const { calibration } = arrivals;
  const images = firstExamples(data.train, calibration.count);
  const coupled = { threshold, images, calibration, batchSize: settings.batchSize, activations };
  return diagnoseCoupled(hybrid, coupled, watch);
}

/**
 * Returns what a stage trains: the coupled layer and all ANN layers after it.
 * `trainCoupledLayer: false` freezes the coupled layer from stage 2 on, as the released code does:
 * nothing in it changes then, not even its batch norm.
 */
function traineeOf({ hybrid, settings, stage, data: { objective } }: StageContext): Trainee {
  const l = hybrid.frozen.length;
  const laterAlone = (from: number, arriving: (arrival: Arrival) => tf.Tensor): Trainee => ({
    variables: hybrid.parameters.slice(from).flatMap(trainable),
    together: true,
    prepare: (arrival) => [arriving(arrival)],
    objective,
    potentials: ([value], pass) => runLayers(hybrid, value!, from, pass),
  });
  if (hybrid.readoutConstrained)
    return {
      variables: trainable(hybrid.parameters[l]!),
      together: true,
      prepare: ({ value }) => [value],
      objective,
      potentials: ([value], pass) => constrainedReadout(hybrid, value!, pass),
    };
  if (!hybrid.coupled) return laterAlone(l, ({ value }) => value);
  if (!settings.trainCoupledLayer && stage > 1)
    return laterAlone(l + 1, (arrival) => coupledCounts(hybrid, arrival));
  return {
    variables: hybrid.parameters.slice(l).flatMap(trainable),
    together: true,
    prepare: (arrival) => [arrival.value, coupledCounts(hybrid, arrival)],
    objective,
    potentials: ([value, counts], pass) => tandemPotentials(hybrid, value!, counts!, pass),
  };
}
