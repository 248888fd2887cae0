/**
 * The measurements of the bench page's own worker. Times are in milliseconds, medians unless said
 * otherwise.
 */

export interface LayerTiming {
  readonly name: string;
  /** Time for the whole batch. */
  readonly milliseconds: number;
  /** Accumulates per image; 0 for the dense way, which counts none. */
  readonly accumulates: number;
}

export interface TrainQuestion {
  readonly network: string;
  readonly batch: number;
  readonly steps: number;
  readonly seed: number;
}

export interface KernelShare {
  readonly kernel: string;
  /** Calls per step. */
  readonly calls: number;
  /** Mean self time per step. */
  readonly milliseconds: number;
}

export interface TrainAnswer {
  /** Time of every measured step, without the stopwatch on the kernels. */
  readonly steps: readonly number[];
  readonly kernels: readonly KernelShare[];
  /** Mean time of a step under the stopwatch: kernels and all else. */
  readonly watchedStep: number;
}

export interface TrainsQuestion {
  readonly network: string;
  /** The window Ns. */
  readonly timeSteps: number;
  /** Chance that a neuron spikes in a step, 0…1. */
  readonly rate: number;
  readonly images: number;
  readonly seed: number;
}

export interface Ceilings {
  /**
   * Speed of a 1024³ float32 matrix product, at best: billions of operations a second, two per
   * multiply-accumulate.
   */
  readonly gflops: number;
  /** Speed of copying 64 MiB, at best: bytes read and written, GB/s. */
  readonly gigabytesPerSecond: number;
}

export interface BenchWorker {
  /** Opens wasm; returns the device in words. */
  open(): Promise<string>;
  /**
   * Measures the event-driven kernels of the hidden layers after the first, on synthetic trains.
   */
  spiking(question: TrainsQuestion): Promise<LayerTiming[]>;
  /**
   * Measures the same layers by Ns dense convolutions or products of tfjs and the
   * integrate-and-fire kernel.
   */
  dense(question: TrainsQuestion): Promise<LayerTiming[]>;
  train(question: TrainQuestion): Promise<TrainAnswer>;
  ceilings(): Promise<Ceilings>;
}
