/** Types of a conversion: its settings, data and resources, and the events that it reports. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Scores } from '../../tasks/metric.ts';
import type { LayerDiagnostics } from '../diagnosis/diagnostics.ts';
import type { ExampleSet } from '../examples/example-set.ts';
import type { HybridSettings } from '../hybrid/hybrid.ts';
import type { LayerThreshold, ThresholdSettings } from '../hybrid/threshold-layer-norm.ts';
import type { SchedulerState } from '../learning/scheduler.ts';
import type { TunedEpoch, TuningSettings } from '../learning/tuning.ts';
import type { Objective } from '../objectives/objective.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import type { Crew } from '../work/crew.ts';
import type { ResumePoint } from './resume-point.ts';

export interface ConversionSettings extends HybridSettings, TuningSettings {
  readonly threshold: ThresholdSettings;
  /** Number of training images for Threshold LayerNorm. */
  readonly calibrationCount: number;
  readonly trainCoupledLayer: boolean;
  readonly readoutStage: boolean;
  readonly seed: number;
}

export interface ConversionData {
  readonly train: ExampleSet;
  readonly validation: ExampleSet;
  /** The loss that training lowers, and the rule that judges outputs. */
  readonly objective: Objective;
}

/** Memory that this worker uses, in bytes. */
export interface MemoryUse {
  /** Kept spikes of frozen layers, and the memory they may take. */
  readonly cacheBytes: number;
  readonly cacheBudget: number;
  readonly tensorBytes: number;
  /** Size that the wasm backend's memory has grown to; null on other backends. */
  readonly heapBytes: number | null;
}

/**
 * The start of a stage. `threshold` and `diagnostics` are null in the readout stage; diagnostics
 * are null also on members of a crew whose rank is not 0.
 */
export interface StageStart {
  readonly stage: number;
  readonly layer: string;
  readonly threshold: LayerThreshold | null;
  readonly diagnostics: LayerDiagnostics | null;
}

/** An epoch of a stage. Epoch 0 is measured right after the conversion, before any tuning. */
export interface StageEpoch extends TunedEpoch {
  readonly stage: number;
  readonly layer: string;
  readonly memory: MemoryUse;
}

export interface StageEnd {
  readonly stage: number;
  readonly layer: string;
  readonly threshold: LayerThreshold | null;
  readonly before: Scores;
  /** Scores with the parameters that were kept. */
  readonly after: Scores;
  readonly scheduler: SchedulerState;
  readonly diagnosticsBefore: LayerDiagnostics | null;
  readonly diagnosticsAfter: LayerDiagnostics | null;
  /** The hybrid network at the end of the stage. */
  readonly network: SpikingNetwork;
  /**
   * Reads what going on from here needs; null at the end of the last stage, which makes `network`.
   */
  readonly resumePoint: (() => Promise<ResumePoint>) | null;
}

/**
 * Receives the events of a conversion. Each call is awaited, so that the listener may measure the
 * network meanwhile.
 */
export interface ConversionListener {
  stageBegan(start: StageStart): Promise<void> | void;
  /** Called after an epoch. `potentialsOf` evaluates the hybrid network of that moment. */
  epoch(epoch: StageEpoch, potentialsOf: (x: tf.Tensor4D) => tf.Tensor): Promise<void> | void;
  /**
   * Called at the end of a stage. `potentialsOf` evaluates the hybrid network with the parameters
   * that were kept.
   */
  stageEnded(end: StageEnd, potentialsOf: (x: tf.Tensor4D) => tf.Tensor): Promise<void> | void;
}

/** Resources of a conversion. Without them it runs alone and without a cache. */
export interface ConversionResources {
  readonly crew?: Crew;
  /** Memory of this worker for the spikes of frozen layers, in bytes. */
  readonly cacheBytes?: number;
  /**
   * The point from which a conversion that was cut off goes on, with an ANN of its parameters. Only
   * methods that convert layer by layer have one.
   */
  readonly resumePoint?: ResumePoint | undefined;
}
