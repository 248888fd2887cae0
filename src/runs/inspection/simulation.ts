/**
 * What the page can ask of the simulation worker: look inside one example, and convert without
 * fine-tuning.
 */
import type { Dynamics } from '../../engine/spiking/dynamics.ts';
import type { Layer } from '../../networks/layer.ts';
import type { Environment, LayerDiagnostics } from '../records/report.ts';
import type { RunSpec } from '../spec/run-spec.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';
import type { Trials } from './trials.ts';
import type { SettingChange } from './verdict.ts';

/** Where a run's network and its examples come from: what the desk loads them by. */
export type NetworkOrigin = Pick<RunSpec, 'task' | 'dataset' | 'network' | 'start' | 'preset'>;

/** A network to look into: a checkpoint converted untuned, or a network file of a run. */
export type NetworkSource =
  | { readonly kind: 'untuned'; readonly origin: NetworkOrigin; readonly settings: UntunedSettings }
  | { readonly kind: 'file'; readonly origin: NetworkOrigin; readonly bytes: Uint8Array };

/**
 * An example to look at: a test example by its index, or a drawing of the input's shape, 0…1.
 */
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
  /** The scaled input, `[height × width × channels]`. */
  readonly input: Float32Array;
  readonly inputShape: readonly [number, number, number];
  /** The test example's number, or null for a drawing. */
  readonly index: number | null;
  readonly testSize: number;
  /** Hidden layers in order. */
  readonly layers: readonly LayerInspection[];
  /**
   * Output potentials `[timeSteps × outputs]` after each step, time leading; the last row is the
   * SNN's answer. Where the dynamics decode counts, the counts so far.
   */
  readonly outputPotentials: Float32Array;
  readonly outputs: number;
  readonly answer: SampleAnswer;
}

/**
 * What ANN and SNN answer, by task. The ANN's is null where the run trained its own: it is not
 * kept.
 */
export type SampleAnswer = ClassAnswer | ValuesAnswer;

/** One of the data set's classes. */
export interface ClassAnswer {
  readonly kind: 'class';
  readonly classNames: readonly string[];
  /** The true class, or null for a drawing. */
  readonly label: number | null;
  /** Softmax of the outputs, of counts times ϑ. */
  readonly annProbabilities: Float32Array | null;
  readonly snnProbabilities: Float32Array;
  readonly annPrediction: number | null;
  readonly snnPrediction: number;
}

/** An array: the input again, or what stands beside it. */
export interface ValuesAnswer {
  readonly kind: 'values';
  /** `[height, width, channels]` of target and answers. */
  readonly shape: readonly [number, number, number];
  readonly target: Float32Array;
  readonly ann: Float32Array | null;
  readonly snn: Float32Array;
  /** The SNN's answer after each step, `[timeSteps × size]`; empty where it is not known. */
  readonly overTime: Float32Array;
  /** The lead score of each answer for this example. */
  readonly annScore: number | null;
  readonly snnScore: number;
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
  /** The lead score. */
  readonly score: number;
}

export interface UntunedResult extends UntunedPoint {
  readonly annScore: number;
  readonly examples: number;
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
  /**
   * The SNN's answer to the example inspected last, with `counts` in place of the spike counts of a
   * layer: neurons whose count changed fire evenly over the window. The ANN's answer stays.
   */
  decode(layer: string, counts: Float32Array): Promise<Answer<SampleAnswer>>;
  /** The untuned score on the first `examples` validation examples. */
  untuned(origin: NetworkOrigin, settings: UntunedSettings, examples: number): Promise<Answer<UntunedResult>>;
  /**
   * The untuned curve over `steps`; each point is handed to `onPoint` as it is ready. A newer call
   * of `untuned` or `untunedCurve` ends it early; the points so far are the answer.
   */
  untunedCurve(
    origin: NetworkOrigin,
    settings: UntunedSettings,
    steps: readonly number[],
    examples: number,
    onPoint: (point: UntunedPoint) => void,
  ): Promise<Answer<readonly UntunedPoint[]>>;
  /**
   * The untuned conversion looked into, layer by layer, and what changes of its settings would do
   * to its accuracy on the first `examples` validation examples. Both stand back while `untuned` is
   * answered; a newer call of the same ends an older one.
   */
  diagnose(origin: NetworkOrigin, settings: UntunedSettings): Promise<Answer<Diagnosis>>;
  tryChanges(
    origin: NetworkOrigin,
    settings: UntunedSettings,
    changes: readonly SettingChange[],
    examples: number,
  ): Promise<Answer<Trials>>;
  /** Ends both: nobody waits for them any more. */
  giveUpDiagnosis(): void;
  /** Ends untuned work under way: nobody waits for it any more. */
  giveUpUntuned(): void;
}

/**
 * Results of a preset after fine-tuning, shipped beside its checkpoint as JSON
 * (`<preset>.tuned.json`). Scores are those of the task's lead metric.
 */
export interface TunedResults {
  readonly command: string;
  readonly machine: string;
  readonly annTest: number;
  readonly points: readonly {
    readonly timeSteps: number;
    readonly test: number;
    readonly validation: number;
    readonly seed: number;
  }[];
}
