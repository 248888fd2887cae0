/** Measures the import of an archive in the real page: seconds, and what holds up the page. */
import { access } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { printResult } from './shared/machine.ts';
import { median, significant } from './shared/numbers.ts';
import { type SiteOptions, wholeNumber, withSite } from './shared/options.ts';
import { withSession } from './shared/session.ts';
import { printTable } from './shared/table.ts';
import { type WatchedImport, watchImport } from './workbench/import.ts';
import { printFrames } from './workbench/long-tasks.ts';

interface ImportOptions extends SiteOptions {
  readonly archive: string;
  readonly rounds: number;
}

/** Wanted by issue 14 of 12,000 images: most seconds, and most milliseconds of one task. */
const wanted = { seconds: 20, milliseconds: 100 };

export function addImport(program: Command): void {
  withSite(program.command('import').summary('importing an archive of images in the page'))
    .description('Seconds until an archive is read and kept, and main-thread tasks over 50 ms meanwhile.')
    .option('--archive <file>', 'what is imported', '../shared/data/cifar10-jpeg75-10k-2k.tar.gz')
    .option('--rounds <count>', 'imports, each in a fresh browser', wholeNumber(1), 3)
    .action(bench);
}

async function bench(options: ImportOptions): Promise<void> {
  const { archive } = options;
  await access(archive).catch(() => {
    throw new InvalidArgumentError(`${archive} is not there; --archive names another.`);
  });
  // The seed draws nothing here.
  await withSession(`The page while it imports ${archive}`, { ...options, seed: 1 }, async (session) => {
    const rounds: WatchedImport[] = [];
    for (let round = 0; round < options.rounds; round++) rounds.push(await watchImport(session, archive));
    printTable(
      'An import',
      ['round', 'read s', 'kept s', 'tasks over 50 ms', 'longest ms', 'most processor ms'],
      rounds.map(({ readSeconds, keepSeconds, tasks, processor }, i) => [
        `${i + 1}`,
        readSeconds.toFixed(1),
        keepSeconds.toFixed(1),
        tasks.length,
        tasks.length > 0 ? tasks[0]!.toFixed(0) : 'none',
        processor.longest.toFixed(1),
      ]),
    );
    printFrames(rounds.toSorted((a, b) => (b.tasks[0] ?? 0) - (a.tasks[0] ?? 0))[0]!.frames);
    const seconds = median(rounds.map(({ readSeconds }) => readSeconds));
    const longest = Math.max(...rounds.map(({ tasks }) => tasks[0] ?? 0));
    const most = Math.max(...rounds.map(({ processor }) => processor.longest));
    console.log(
      `\n${rounds[0]!.words}\nRead in ${seconds.toFixed(1)} s in the median (wanted: under ${wanted.seconds} s); ` +
        `the longest task of the page took ${longest > 0 ? `${longest.toFixed(0)} ms` : 'under 50 ms'} (wanted: under ${wanted.milliseconds} ms), and none more than ${most.toFixed(0)} ms of a core`,
    );
    printResult('import', session.machine, {
      ratio: null,
      readSeconds: rounds.map(({ readSeconds }) => significant(readSeconds)),
      keepSeconds: rounds.map(({ keepSeconds }) => significant(keepSeconds)),
      longTasks: rounds.map(({ tasks }) => tasks.map((ms) => significant(ms, 3))),
      processorMilliseconds: rounds.map(({ processor: { longest, sum } }) => ({
        longest: significant(longest),
        sum: significant(sum),
      })),
      wanted,
    });
  });
}
