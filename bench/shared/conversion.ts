/**
 * Runs one conversion by the built worker in a browser of its own, and reads times from its events.
 */
import type { Browser } from 'playwright';
import type { RunEvent } from '../../src/runs/records/events.ts';
import type { RunReport, StageReport } from '../../src/runs/records/report.ts';
import type { RunSpec } from '../../src/runs/spec/spec.ts';
import type { Sites } from './build.ts';
import { type BenchWindow, type TimedEvent, withBenchPage } from './chromium.ts';
import type { Server } from './serve.ts';

export interface Bench {
  readonly sites: Sites;
  readonly server: Server;
}

/**
 * Called after every epoch, with the number of epochs so far; the run is paused until it has
 * resolved.
 */
export type AtEpoch = (epochs: number, browser: Browser) => Promise<void>;

export interface Watching {
  readonly atEpoch?: AtEpoch;
  /** The number of epochs after which the run is stopped. */
  readonly epochs?: number;
}

/** Runs `spec` to its end. Rejects when the run fails. */
export function convertInBrowser(
  { sites, server }: Bench,
  spec: RunSpec,
  { atEpoch, epochs }: Watching = {},
): Promise<TimedEvent[]> {
  return withBenchPage(server.address, async (page, browser) => {
    if (atEpoch) await page.exposeFunction('atEpoch', (epochs: number) => atEpoch(epochs, browser));
    return page.evaluate(
      ([worker, wanted, most]) => (window as unknown as BenchWindow).bench.convert(worker, wanted, most),
      [sites.conversionWorker, spec, epochs] as const,
    );
  });
}

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

export function eventsOf<T extends RunEvent['type']>(
  events: readonly TimedEvent[],
  type: T,
): { readonly at: number; readonly event: EventOf<T> }[] {
  return events.filter((timed) => timed.event.type === type) as { at: number; event: EventOf<T> }[];
}

export function reportOf(events: readonly TimedEvent[]): RunReport {
  return eventsOf(events, 'runFinished')[0]!.event.report;
}

/** Returns for how many seconds a run was paused between two moments. */
export function pausedBetween(events: readonly TimedEvent[], from: number, to: number): number {
  const resumed = eventsOf(events, 'resumed');
  const pauses = eventsOf(events, 'paused').filter(({ at }) => at >= from && at <= to);
  const lengths = pauses.map(({ at }) => (resumed.find((resume) => resume.at >= at)?.at ?? at) - at);
  return lengths.reduce((total, length) => total + length, 0) / 1000;
}

export interface StageTime {
  readonly report: StageReport;
  /**
   * Seconds from the end of the stage before (or from the finished ANN) to the end of this one,
   * everything included.
   */
  readonly whole: number;
  /** Mean seconds of a fine-tuning epoch with its validation. */
  readonly epoch: number;
}

export function stageTimes(events: readonly TimedEvent[]): StageTime[] {
  let before = eventsOf(events, 'annReady')[0]!.at;
  const rows = eventsOf(events, 'epoch').map(({ event }) => event.row);
  return eventsOf(events, 'stageEnded').map(({ at, event: { report } }) => {
    const whole = (at - before) / 1000;
    before = at;
    const epochs = rows.filter(({ stage, epoch }) => stage === report.stage && epoch > 0);
    const epoch = epochs.reduce((total, { seconds }) => total + seconds, 0) / Math.max(1, epochs.length);
    return { report, whole, epoch };
  });
}
