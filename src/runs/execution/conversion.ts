/** The interface of the conversion worker to the page. A worker serves one run. */
import type { Held } from '../data/held.ts';
import type { RunCommand, RunSink } from '../records/events.ts';
import type { RunSpec } from '../spec/spec.ts';

/** What a run has to do with being cut off. */
export interface CutOff {
  /** The file of a run that was, which goes on; null for a run that begins. */
  readonly resume: Uint8Array | null;
  /** Whether the run is kept at the end of each stage, in case that it is. */
  readonly keeps: boolean;
}

export interface ConversionEndpoint {
  /**
   * Runs to the end. `baseUrl` is the address of the site's files, `held` is what was imported and
   * the run needs. All events go to `sink`; exactly one of `runFinished`, `runStopped` and
   * `runFailed` closes the stream, then this resolves. Rejects with a ResumeError when a run that
   * was cut off cannot go on.
   */
  start(spec: RunSpec, baseUrl: string, sink: RunSink, cut: CutOff, held: Held): Promise<void>;
  command(command: RunCommand): void;
}
