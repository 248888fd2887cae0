/**
 * Measures the processor time of the page's tasks by Chromium's own trace. Unlike the time on the
 * clock it leaves out what a task waited for a core, which the run's workers and other programs
 * take.
 */
import type { Page } from 'playwright';

/** The part of a trace event that is read here; times are in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Processor time; events without a length have none. */
  readonly tdur?: number;
}

export interface ProcessorTime {
  /** Milliseconds of the task that took the most. */
  readonly longest: number;
  /** Milliseconds of all tasks together. */
  readonly sum: number;
}

const mark = 'processor-time';

/** Calls `use`, and returns what the tasks of the page's main thread took meanwhile. */
export async function withProcessorTime(page: Page, use: () => Promise<void>): Promise<ProcessorTime> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser to trace.');
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise<void>((resolve) => session.on('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordUntilFull',
      includedCategories: ['toplevel', 'blink.user_timing'],
    },
  });
  // The mark tells which of all traced threads is the page's.
  await page.evaluate((name) => performance.mark(name), mark);
  await use();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const begun = events.find(({ name }) => name === mark);
  if (!begun) throw new Error('The trace does not know the page.');
  const times = events
    .filter(
      ({ name, pid, tid, ts }) =>
        name.endsWith('RunTask') && pid === begun.pid && tid === begun.tid && ts > begun.ts,
    )
    .map(({ tdur }) => (tdur ?? 0) / 1000);
  return { longest: Math.max(0, ...times), sum: times.reduce((total, time) => total + time, 0) };
}
