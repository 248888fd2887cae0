/** What the bench page offers to the program that drives it. Times are milliseconds. */
import type { RunEvent } from '../../src/runs/records/events.ts';
import type { RunSpec } from '../../src/runs/spec/spec.ts';
import type { BenchWorker } from './worker-api.ts';

/** An event of a run without the network file, and when the page heard it. */
export interface TimedEvent {
  readonly at: number;
  readonly event: RunEvent;
}

export interface BenchPage {
  /**
   * Runs a spec in the built conversion worker to its end. Where there is a `window.atEpoch`, the
   * run is paused behind every epoch until that has resolved; it is told how many epochs there were
   * so far.
   */
  convert(worker: string, spec: RunSpec): Promise<TimedEvent[]>;
  /**
   * Stops a run `after` ms into its first training and returns how long the last event took from
   * then.
   */
  stop(worker: string, spec: RunSpec, after: number): Promise<number>;
  /** The worker of the bench page itself, started when it is first asked for. */
  readonly kernels: BenchWorker;
}

export interface BenchWindow {
  bench: BenchPage;
  atEpoch?: (epochs: number) => Promise<void>;
}
