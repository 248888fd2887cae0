/** The interface of the conversion worker to the page. A worker serves one run. */
import type { RunCommand, RunSink } from '../records/events.ts';
import type { RunSpec } from '../spec/spec.ts';

export interface ConversionEndpoint {
  /**
   * Runs to the end. `baseUrl` is the address of the site's files. All events go to `sink`; exactly
   * one of `runFinished`, `runStopped` and `runFailed` closes the stream, then this resolves. It
   * does not reject.
   */
  start(spec: RunSpec, baseUrl: string, sink: RunSink): Promise<void>;
  command(command: RunCommand): void;
}
