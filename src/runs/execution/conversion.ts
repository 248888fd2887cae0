/** What the page can ask of the conversion worker. A worker serves one run. */
import type { RunCommand, RunSink } from '../records/events.ts';
import type { RunSpec } from '../spec/spec.ts';

export interface ConversionEndpoint {
  /**
   * Runs to the end. `baseUrl` is where the site's files lie. Everything is told through `sink`;
   * exactly one of `runFinished`, `runStopped` and `runFailed` closes the stream, then this
   * resolves. It does not reject.
   */
  start(spec: RunSpec, baseUrl: string, sink: RunSink): Promise<void>;
  command(command: RunCommand): void;
}
