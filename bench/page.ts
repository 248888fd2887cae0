/**
 * Measures the real page while it converts: tasks that hold up its main thread, and how soon a stop
 * is acknowledged.
 */
import type { Command } from 'commander';
import { createRandom } from '../src/engine/work/random.ts';
import { presetSpec } from '../src/runs/spec/spec.ts';
import { printResult } from './shared/machine.ts';
import { median, significant } from './shared/numbers.ts';
import { type SiteOptions, wholeNumber, withSite } from './shared/options.ts';
import { withSession } from './shared/session.ts';
import { printTable } from './shared/table.ts';
import { printFrames, type Watched, watchConversion } from './workbench/long-tasks.ts';
import { stopInWorker, stopOnPage } from './workbench/stopping.ts';

interface PageOptions extends SiteOptions {
  readonly rounds: number;
  readonly stops: number;
  readonly preset: string;
  readonly seed: number;
}

export function addPage(program: Command): void {
  withSite(program.command('page').summary('long tasks on the page, and stopping'))
    .description('Main-thread tasks over 50 ms while the page converts, and the time from Stop to stopped.')
    .option('--rounds <count>', 'whole conversions watched', wholeNumber(1), 3)
    .option('--stops <count>', 'stops, on the page and in the worker', wholeNumber(1), 5)
    .option('--preset <name>', 'what is converted, from its checkpoint', 'first-look-paper')
    .option('--seed <seed>', 'seed of the run and of the moments of the stops', wholeNumber(1), 1)
    .action(bench);
}

/** Most milliseconds of training before a stop. */
const latestStop = 1500;

function bench(options: PageOptions): Promise<void> {
  return withSession(`The page while it converts ${options.preset}, wasm`, options, async (session) => {
    // The link needs the revision too.
    const { preset } = presetSpec(options.preset);
    const rounds: Watched[] = [];
    for (let round = 0; round < options.rounds; round++)
      rounds.push(await watchConversion(session, preset, options.seed));
    printTable(
      'Main-thread tasks over 50 ms during a conversion',
      ['round', 'seconds', 'tasks', 'longest ms', 'most processor ms', 'processor ms in all'],
      rounds.map(({ seconds, tasks, processor }, i) => [
        `${i + 1}`,
        seconds.toFixed(1),
        tasks.length,
        tasks.length > 0 ? tasks[0]!.toFixed(0) : 'none',
        processor.longest.toFixed(1),
        processor.sum.toFixed(0),
      ]),
    );
    const worst = rounds.toSorted((a, b) => (b.tasks[0] ?? 0) - (a.tasks[0] ?? 0))[0]!;
    printFrames(worst.frames);
    const { seed } = options;
    const random = createRandom(seed, 'stop');
    const onPage: number[] = [];
    const inWorker: number[] = [];
    for (let stop = 0; stop < options.stops; stop++) {
      const after = random.next() * latestStop;
      onPage.push(await stopOnPage(session, preset, seed, after));
      inWorker.push(await stopInWorker(session, preset, seed, after));
    }
    printTable(
      'Milliseconds from Stop to stopped',
      ['stop', 'page', 'worker'],
      onPage.map((ms, i) => [`${i + 1}`, ms.toFixed(0), inWorker[i]!.toFixed(0)]),
    );
    const longest = median(rounds.map(({ tasks }) => tasks[0] ?? 0));
    const [page, worker] = [Math.max(...onPage), Math.max(...inWorker)];
    console.log(
      `\nMedian round's longest task: ${longest > 0 ? `${longest.toFixed(0)} ms` : 'none over 50 ms'} (wanted: none over 50 ms). ` +
        `Stop acknowledged in at most ${page.toFixed(0)} ms on the page, ${worker.toFixed(0)} ms in the worker (wanted: under 100 ms)`,
    );
    printResult('page', session.machine, {
      ratio: null,
      longestTaskMilliseconds: significant(longest),
      processorMilliseconds: rounds.map(({ processor: { longest, sum } }) => ({
        longest: significant(longest),
        sum: significant(sum),
      })),
      longTasks: rounds.map(({ tasks }) => tasks.map((ms) => significant(ms, 3))),
      stopMilliseconds: {
        page: { median: significant(median(onPage)), longest: significant(page) },
        worker: { median: significant(median(inWorker)), longest: significant(worker) },
      },
      rounds: options.rounds,
      stops: options.stops,
      seed: options.seed,
      preset,
    });
  });
}
