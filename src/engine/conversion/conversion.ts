/** A conversion's terms: what it is given, and what it tells while it goes. */
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

export interface ConversionSettings extends HybridSettings, TuningSettings {
  readonly threshold: ThresholdSettings;
  /** Training images for Threshold LayerNorm. */
  readonly calibrationCount: number;
  readonly trainCoupledLayer: boolean;
  readonly readoutStage: boolean;
  readonly seed: number;
}

export interface ConversionData {
  readonly train: ExampleSet;
  readonly validation: ExampleSet;
  /** What training lowers, and how outputs are judged. */
  readonly objective: Objective;
}

/** Of this worker, in bytes. */
export interface MemoryUse {
  /** Kept spikes of frozen layers, and how much they may take. */
  readonly cacheBytes: number;
  readonly cacheBudget: number;
  readonly tensorBytes: number;
  /** What the wasm backend's memory has grown to; null on other backends. */
  readonly heapBytes: number | null;
}

/**
 * A stage's start. `threshold` and `diagnostics` are null in the readout stage, diagnostics where a
 * crew's rank is not 0 too.
 */
export interface StageStart {
  readonly stage: number;
  readonly layer: string;
  readonly threshold: LayerThreshold | null;
  readonly diagnostics: LayerDiagnostics | null;
}

/** An epoch of a stage; epoch 0 is just converted, not yet tuned. */
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
  /** Of the parameters that were kept. */
  readonly after: Scores;
  readonly scheduler: SchedulerState;
  readonly diagnosticsBefore: LayerDiagnostics | null;
  readonly diagnosticsAfter: LayerDiagnostics | null;
  /** The hybrid network as it now stands. */
  readonly network: SpikingNetwork;
}

/**
 * Told as the conversion goes; each is awaited, so that the listener may measure the network
 * meanwhile.
 */
export interface ConversionListener {
  stageBegan(start: StageStart): Promise<void> | void;
  /** `potentialsOf` evaluates the hybrid network as it stands after this epoch. */
  epoch(epoch: StageEpoch, potentialsOf: (x: tf.Tensor4D) => tf.Tensor): Promise<void> | void;
  /** `potentialsOf` evaluates the hybrid network with the parameters that were kept. */
  stageEnded(end: StageEnd, potentialsOf: (x: tf.Tensor4D) => tf.Tensor): Promise<void> | void;
}

/** What a conversion may use; alone and without a cache when left out. */
export interface ConversionResources {
  readonly crew?: Crew;
  /** Memory of this worker for the spikes of frozen layers, in bytes. */
  readonly cacheBytes?: number;
}
