/**
 * The functions that the bench page offers to the program that drives it. Times are in
 * milliseconds.
 */
import type { RunEvent } from '../../src/runs/records/events.ts';
import type { RunSpec } from '../../src/runs/spec/spec.ts';
import type { BenchWorker } from './worker-api.ts';

/** An event of a run without the network file, with the time at which the page received it. */
export interface TimedEvent {
  readonly at: number;
  readonly event: RunEvent;
}

export interface BenchPage {
  /**
   * Runs a spec in the built conversion worker to its end. If there is a `window.atEpoch`, the run
   * is paused after every epoch until that has resolved; it is called with the number of epochs so
   * far. With `epochs` the run is stopped after as many.
   */
  convert(worker: string, spec: RunSpec, epochs?: number): Promise<TimedEvent[]>;
  /**
   * Stops a run `after` ms into its first training and returns how long the last event took from
   * then.
   */
  stop(worker: string, spec: RunSpec, after: number): Promise<number>;
  /** The worker of the bench page itself, which is started when it is first asked for. */
  readonly kernels: BenchWorker;
}

export interface BenchWindow {
  bench: BenchPage;
  atEpoch?: (epochs: number) => Promise<void>;
}
