/**
 * The interface of the simulation worker to the page: it inspects one example, and converts without
 * fine-tuning.
 */

import type { TandemStep, TandemStepSettings } from '../../engine/conversion/tandem-step.ts';
import type { Dynamics } from '../../engine/spiking/dynamics.ts';
import type { Firing } from '../../engine/spiking/neuron-settings.ts';
import type { Layer } from '../../networks/layer.ts';
import type { Held } from '../data/held.ts';
import type { Environment, LayerDiagnostics } from '../records/report.ts';
import type { RunSpec } from '../spec/run-spec.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';
import type { Probe } from './probe/found.ts';
import type { ProbeReach } from './probe/reach.ts';
import type { Trials } from './trials.ts';
import type { SettingChange } from './verdict.ts';

/** The origin of a run's network and its examples, by which the desk loads them. */
export type NetworkOrigin = Pick<RunSpec, 'task' | 'dataset' | 'network' | 'start' | 'preset'> &
  Partial<Pick<RunSpec, 'model' | 'seed' | 'seedVaries' | 'normalisation'>>;

/** A network to look into: a checkpoint converted untuned, or a network file of a run. */
export type NetworkSource =
  | {
      readonly kind: 'untuned';
      readonly origin: NetworkOrigin;
      readonly settings: UntunedSettings;
      /** The number of hidden layers that are converted, the others stay analog; all without it. */
      readonly layers?: number;
    }
  | { readonly kind: 'file'; readonly origin: NetworkOrigin; readonly bytes: Uint8Array };

/**
 * An example to look at: a test example by its index, a drawing of the input's shape, 0…1, or a
 * recording `[samples]` at the rate of the mixtures, to be mixed with the first talker of the test
 * mixture `over`.
 */
export type SampleSource =
  | { readonly kind: 'test'; readonly index: number }
  | { readonly kind: 'pixels'; readonly pixels: Float32Array }
  | { readonly kind: 'recorded'; readonly recording: Float32Array; readonly over: number };

export interface LayerInspection {
  readonly layer: Layer;
  /** False while the layer is analog; then `spikes` is empty and `counts` holds activations. */
  readonly spiking: boolean;
  readonly neurons: number;
  readonly counts: Float32Array;
  /**
   * Spikes, `[shownSteps × neurons]`, time leading: 0 or 1, unless the network's dynamics have
   * others.
   */
  readonly spikes: Int8Array;
  readonly firingRate: number;
  readonly threshold: readonly number[];
}

export interface SampleInspection {
  /** The steps that were simulated: the window, and those that settle signed spikes. */
  readonly timeSteps: number;
  /** The most spikes that a neuron can have sent at the end, those taken back left out. */
  readonly mostSpikes: number;
  /** Number of steps whose spikes are given: the window, or the first ones of a long one. */
  readonly shownSteps: number;
  /** The dynamics of the network when they differ from the paper's; null otherwise. */
  readonly dynamics: Dynamics | null;
  readonly firing: Firing;
  /** The input before it is normalised, `[height × width × channels]`: a picture is from 0 to 1. */
  readonly input: Float32Array;
  readonly inputShape: readonly [number, number, number];
  /** The test example's number, or null for a drawing. */
  readonly index: number | null;
  readonly testSize: number;
  /** Hidden layers in order. */
  readonly layers: readonly LayerInspection[];
  /**
   * Output potentials `[timeSteps × outputs]` after each step, time leading; the last row is the
   * SNN's answer. When the dynamics decode counts, the counts so far.
   */
  readonly outputPotentials: Float32Array;
  readonly outputs: number;
  readonly answer: SampleAnswer;
}

/**
 * The answers of ANN and SNN, by task. The ANN's is null when the run trained its own, because that
 * one is not kept.
 */
export type SampleAnswer = ClassAnswer | ValuesAnswer | VoicesAnswer;

/** A class, or `none` when the outputs are no numbers. */
export type Prediction = number | 'none';

/** An answer that is one of the data set's classes. */
export interface ClassAnswer {
  readonly kind: 'class';
  readonly classNames: readonly string[];
  /** The true class, or null for a drawing. */
  readonly label: number | null;
  /** Softmax of the outputs; for counts, of counts times ϑ. */
  readonly annProbabilities: Float32Array | null;
  readonly snnProbabilities: Float32Array;
  readonly annPrediction: Prediction | null;
  readonly snnPrediction: Prediction;
}

/** An answer that is an array: the input again, or the array beside the input. */
export interface ValuesAnswer {
  readonly kind: 'values';
  /** Shape of target and answers, `[height, width, channels]`. */
  readonly shape: readonly [number, number, number];
  readonly target: Float32Array;
  readonly ann: Float32Array | null;
  readonly snn: Float32Array;
  /** The SNN's answer after each step, `[timeSteps × size]`; empty when it is not known. */
  readonly overTime: Float32Array;
  /** The lead score of the SNN's answer after each step; empty where that is not known. */
  readonly scoresOverTime: readonly number[];
  /** Whether all values of the SNN's answer are numbers. */
  readonly answered: boolean;
  /** The lead score of each answer for this example. */
  readonly annScore: number | null;
  readonly snnScore: number;
}

/** The masks of a separator, each `[frames × filters]` of values from 0 to 1, by talker. */
export interface Masks {
  readonly frames: number;
  readonly filters: number;
  readonly ann: readonly Float32Array[] | null;
  readonly snn: readonly Float32Array[];
}

/** An answer that is the voices of two talkers, each `[samples]`. */
export interface VoicesAnswer {
  readonly kind: 'voices';
  /** Samples a second, in Hz. */
  readonly rate: number;
  readonly mixture: Float32Array;
  /** Each talker alone, as in the mixture. */
  readonly targets: readonly Float32Array[];
  /** The separated voices, in the order of the targets that gives more. */
  readonly ann: readonly Float32Array[] | null;
  readonly snn: readonly Float32Array[];
  /** The masks that made the voices, in the same order. */
  readonly masks: Masks;
  /** The SNN's voices after each step, `[timeSteps × 2 × samples]`; empty when not known. */
  readonly overTime: Float32Array;
  /** Whether all samples of the SNN's voices are numbers. */
  readonly answered: boolean;
  /** The lead score of each answer for this example. */
  readonly annScore: number | null;
  readonly snnScore: number;
}

/**
 * The membrane of a neuron for the sample inspected last. `potential[t]` is V[t+1] before the reset
 * of its own spike (design §4.1).
 */
export interface MembraneTrace {
  readonly layer: string;
  readonly neuron: number;
  readonly initialPotential: number;
  readonly threshold: number;
  readonly potential: Float32Array;
  readonly spikes: Int8Array;
  /** The most spikes that the neuron can send in one step. */
  readonly most: number;
  /** Number of steps, the first ones, in which the neuron collects and cannot fire; mostly 0. */
  readonly collecting: number;
}

/**
 * The moment of conversion of a layer for the sample inspected last: what its neurons would say as
 * plain numbers, and what they say in spikes.
 */
export interface ConversionMoment {
  readonly layer: string;
  /** The layer behind it. */
  readonly next: string;
  /** Threshold ϑ, one entry or one per channel; the upper bound is Ns times as much. */
  readonly threshold: readonly number[];
  /** Activations of the analog branch, `[neurons]`. */
  readonly activations: Float32Array;
  /** Spike counts of the spiking branch, `[neurons]`. */
  readonly counts: Float32Array;
}

export interface TandemMoment extends TandemStep {
  readonly layer: string;
  /** The layers behind the coupled one. */
  readonly behind: readonly string[];
  readonly threshold: readonly number[];
  readonly learningRate: number;
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
  /** The Threshold LayerNorm of this conversion per hidden layer. */
  readonly thresholds: readonly { readonly layer: string; readonly threshold: readonly number[] }[];
}

/**
 * The loss in every hidden layer of a conversion without fine-tuning. `verdictOf` draws the
 * conclusions.
 */
export interface Diagnosis {
  /** The layers of the network; the readout is the last. */
  readonly layers: readonly Layer[];
  readonly findings: readonly { readonly layer: string; readonly diagnostics: LayerDiagnostics }[];
}

/**
 * The result of a question that may fail. A failure is a value, because errors lose their fields
 * between workers.
 */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** A network as NIR, and the card by which a reader of it proves itself. */
export interface NirFiles {
  readonly nir: Uint8Array<ArrayBuffer>;
  readonly card: string;
}

/** The forms in which an analog network goes out. */
export type AnnForm = 'tfjs' | 'onnx';

export interface AnnFile {
  readonly name: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

export interface SimulationEndpoint {
  /** Replaces the imported sets that networks may be asked about. */
  offer(held: Held): void;
  /** Loads backend, data and network. Calling it again replaces the network. */
  open(source: NetworkSource): Promise<Answer<{ environment: Environment; layers: readonly Layer[] }>>;
  inspect(sample: SampleSource): Promise<Answer<SampleInspection>>;
  /** Returns the next test example of a class behind `index`, from the first on after the last. */
  nextOfClass(label: number, index: number): Promise<Answer<number | null>>;
  membrane(layer: string, neuron: number): Promise<Answer<MembraneTrace>>;
  /**
   * Returns the SNN's answer to the example inspected last, with `counts` in place of the spike
   * counts of a layer: neurons whose count changed fire evenly over the window. The ANN's answer
   * stays the same.
   */
  decode(layer: string, counts: Float32Array): Promise<Answer<SampleAnswer>>;
  /**
   * Returns the ANN's activations of every hidden layer for the example inspected last; null where
   * the run trained its own ANN, because that one is not kept.
   */
  annActivations(): Promise<Answer<readonly Float32Array[] | null>>;
  /** Returns the moment of conversion of a layer that spikes. */
  conversionMoment(layer: string): Promise<Answer<ConversionMoment>>;
  /** Takes one tandem step at a layer that spikes. The network that is open does not change. */
  tandemStep(layer: string, settings: TandemStepSettings): Promise<Answer<TandemMoment>>;
  /** Returns the untuned score on the first `examples` validation examples. */
  untuned(origin: NetworkOrigin, settings: UntunedSettings, examples: number): Promise<Answer<UntunedResult>>;
  /**
   * Returns the untuned curve over `steps`; each point goes to `onPoint` as it is ready. A newer
   * call of `untuned` or `untunedCurve` ends it early; the answer is then the points so far.
   */
  untunedCurve(
    origin: NetworkOrigin,
    settings: UntunedSettings,
    steps: readonly number[],
    examples: number,
    onPoint: (point: UntunedPoint) => void,
  ): Promise<Answer<readonly UntunedPoint[]>>;
  /**
   * Diagnoses the untuned conversion, layer by layer, and measures what changes of its settings
   * would do to its accuracy on the first `examples` validation examples. Both stand back while
   * `untuned` is answered; a newer call of the same ends an older one.
   */
  diagnose(origin: NetworkOrigin, settings: UntunedSettings): Promise<Answer<Diagnosis>>;
  tryChanges(
    origin: NetworkOrigin,
    settings: UntunedSettings,
    changes: readonly SettingChange[],
    examples: number,
  ): Promise<Answer<Trials>>;
  /**
   * Probes other ways to convert without fine-tuning where this one loses much, on the first
   * `examples` validation examples. It stands back and ends as the trials do.
   */
  probe(
    origin: NetworkOrigin,
    settings: UntunedSettings,
    reach: ProbeReach,
    examples: number,
  ): Promise<Answer<Probe>>;
  /** Returns a network file as NIR, with the conformance card as JSON text. */
  toNir(network: Uint8Array): Promise<Answer<NirFiles>>;
  /** Returns the analog network of an origin as files whose names begin with `name`. */
  toAnn(origin: NetworkOrigin, form: AnnForm, name: string): Promise<Answer<readonly AnnFile[]>>;
  /** Ends the diagnosis, the trials and the probe, because nobody waits for them any more. */
  giveUpDiagnosis(): void;
  /** Ends untuned work in progress, because nobody waits for it any more. */
  giveUpUntuned(): void;
}

/**
 * Results of a preset after fine-tuning, shipped beside its checkpoint as JSON
 * (`<preset>.tuned.json`). Scores are those of the task's lead metric.
 */
export interface TunedResults {
  readonly command: string;
  readonly machine: string;
  /** Revision of the engine that computed them. */
  readonly engine: number;
  readonly annTest: number;
  readonly points: readonly {
    readonly timeSteps: number;
    readonly test: number;
    readonly validation: number;
    readonly seed: number;
  }[];
}
