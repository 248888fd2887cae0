/**
 * What the page can ask of the simulation worker: look inside one image, and convert without
 * fine-tuning.
 */
import type { Dynamics } from '../../engine/spiking/dynamics.ts';
import type { Layer } from '../../networks/layer.ts';
import type { Environment, LayerDiagnostics } from '../records/report.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';
import type { Trials } from './setting-trials.ts';
import type { SettingChange } from './verdict.ts';

/** A network to look into: a preset's checkpoint converted untuned, or a network file of a run. */
export type NetworkSource =
  | { readonly kind: 'untuned'; readonly preset: string; readonly settings: UntunedSettings }
  | {
      readonly kind: 'file';
      readonly preset: string;
      readonly bytes: Uint8Array;
      /** Whether the run started from the preset's checkpoint, which then is its ANN. */
      readonly fromCheckpoint: boolean;
    };

/** An image to look at: a test image by its index, or pixels of the network's input shape, 0…1. */
export type SampleSource =
  | { readonly kind: 'test'; readonly index: number }
  | { readonly kind: 'pixels'; readonly pixels: Float32Array };

export interface LayerInspection {
  readonly layer: Layer;
  /** False while the layer is analog: then `spikes` is empty and `counts` holds activations. */
  readonly spiking: boolean;
  readonly neurons: number;
  readonly counts: Float32Array;
  /** `[shownSteps × neurons]`, time leading, 0 or 1. */
  readonly spikes: Uint8Array;
  readonly firingRate: number;
  readonly threshold: readonly number[];
}

export interface SampleInspection {
  readonly timeSteps: number;
  /** Steps whose spikes are given: the window, or the first ones of a long one. */
  readonly shownSteps: number;
  /** How the network lives through its window, where not in the paper's way; else null. */
  readonly dynamics: Dynamics | null;
  /** `[height × width × channels]`, 0…1. */
  readonly pixels: Float32Array;
  readonly imageShape: readonly [number, number, number];
  /** The true class, or null for a drawing. */
  readonly label: number | null;
  readonly index: number | null;
  readonly testSize: number;
  /** Hidden layers in order. */
  readonly layers: readonly LayerInspection[];
  /**
   * Output potentials `[timeSteps × classes]` after each step, time leading; the last row is the
   * SNN's answer. Where the dynamics decode counts, the counts so far.
   */
  readonly outputPotentials: Float32Array;
  readonly classes: number;
  /**
   * Softmax of the outputs, of counts times ϑ. The ANN's is null where the run trained its own: it
   * is not kept.
   */
  readonly annProbabilities: Float32Array | null;
  readonly snnProbabilities: Float32Array;
  readonly annPrediction: number | null;
  readonly snnPrediction: number;
}

/**
 * Of the sample inspected last. `potential[t]` is V[t+1] before the reset of its own spike (design
 * §4.1).
 */
export interface MembraneTrace {
  readonly layer: string;
  readonly neuron: number;
  readonly initialPotential: number;
  readonly threshold: number;
  readonly potential: Float32Array;
  readonly spikes: Uint8Array;
}

export interface UntunedPoint {
  readonly timeSteps: number;
  readonly accuracy: number;
}

export interface UntunedResult extends UntunedPoint {
  readonly annAccuracy: number;
  readonly images: number;
  readonly milliseconds: number;
  /** Per hidden layer, the Threshold LayerNorm of this conversion. */
  readonly thresholds: readonly { readonly layer: string; readonly threshold: readonly number[] }[];
}

/**
 * What a conversion without fine-tuning costs every hidden layer; `verdictOf` says what follows
 * from it.
 */
export interface Diagnosis {
  /** The readout is the last. */
  readonly layers: readonly Layer[];
  readonly findings: readonly { readonly layer: string; readonly diagnostics: LayerDiagnostics }[];
}

/**
 * Every answer that may fail says so as a value, since errors lose their fields between workers.
 */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

export interface SimulationEndpoint {
  /** Loads backend, data and network. Calling again replaces the network. */
  open(source: NetworkSource): Promise<Answer<{ environment: Environment; layers: readonly Layer[] }>>;
  inspect(sample: SampleSource): Promise<Answer<SampleInspection>>;
  membrane(layer: string, neuron: number): Promise<Answer<MembraneTrace>>;
  /** Untuned accuracy on the first `images` validation images. */
  untuned(preset: string, settings: UntunedSettings, images: number): Promise<Answer<UntunedResult>>;
  /**
   * The untuned curve over `steps`; each point is handed to `onPoint` as it is ready. A newer call
   * of `untuned` or `untunedCurve` ends it early; the points so far are the answer.
   */
  untunedCurve(
    preset: string,
    settings: UntunedSettings,
    steps: readonly number[],
    images: number,
    onPoint: (point: UntunedPoint) => void,
  ): Promise<Answer<readonly UntunedPoint[]>>;
  /**
   * The untuned conversion looked into, layer by layer, and what changes of its settings would do
   * to its accuracy on the first `images` validation images. Both stand back while `untuned` is
   * answered; a newer call of the same ends an older one.
   */
  diagnose(preset: string, settings: UntunedSettings): Promise<Answer<Diagnosis>>;
  tryChanges(
    preset: string,
    settings: UntunedSettings,
    changes: readonly SettingChange[],
    images: number,
  ): Promise<Answer<Trials>>;
  /** Ends both: nobody waits for them any more. */
  giveUpDiagnosis(): void;
  /** Ends untuned work under way: nobody waits for it any more. */
  giveUpUntuned(): void;
}

/**
 * Results of the preset after fine-tuning, shipped beside its checkpoint as JSON
 * (`<preset>.tuned.json`).
 */
export interface TunedResults {
  readonly command: string;
  readonly machine: string;
  readonly annTestAccuracy: number;
  readonly points: readonly {
    readonly timeSteps: number;
    readonly testAccuracy: number;
    readonly validationAccuracy: number;
    readonly seed: number;
  }[];
}
