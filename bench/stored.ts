/** Measures how long the real page takes to open with many stored runs. */
import type { Command } from 'commander';
import { printResult } from './shared/machine.ts';
import { median, significant } from './shared/numbers.ts';
import { type SiteOptions, wholeNumber, withSite } from './shared/options.ts';
import { withSession } from './shared/session.ts';
import { printTable } from './shared/table.ts';
import { type Opened, openStored } from './workbench/stored.ts';

interface StoredOptions extends SiteOptions {
  readonly runs: number;
  readonly rounds: number;
}

/** Most milliseconds that the stored runs may add to the opening of the page, by issue 13. */
const wanted = 1000;

export function addStored(program: Command): void {
  withSite(program.command('stored').summary('opening the page with many stored runs'))
    .description('Milliseconds from opening the page to its list of runs, without any and with many.')
    .option('--runs <count>', 'runs that are stored', wholeNumber(1), 500)
    .option('--rounds <count>', 'times the page is opened with each', wholeNumber(1), 3)
    .action(bench);
}

function bench(options: StoredOptions): Promise<void> {
  const { runs, rounds } = options;
  // The seed draws nothing here.
  return withSession(`The page with ${runs} stored runs`, { ...options, seed: 1 }, async (session) => {
    const opened: Opened[] = [];
    for (let round = 0; round < rounds; round++) opened.push(await openStored(session, runs));
    printTable(
      'Milliseconds from opening the page',
      ['round', 'no runs', 'drawn', `${runs} runs`, 'drawn'],
      opened.map(({ empty, full }, i) => [
        `${i + 1}`,
        ...[empty.read, empty.drawn, full.read, full.drawn].map((ms) => ms.toFixed(0)),
      ]),
    );
    const more = median(opened.map(({ empty, full }) => full.drawn - empty.drawn));
    const whole = median(opened.map(({ full }) => full.drawn));
    console.log(
      `\n${runs} stored runs are listed ${whole.toFixed(0)} ms after opening, ${more.toFixed(0)} ms later than none (wanted: under ${wanted} ms)`,
    );
    printResult('stored', session.machine, {
      ratio: null,
      runs,
      rounds,
      milliseconds: { whole: significant(whole), more: significant(more) },
      wantedMilliseconds: wanted,
    });
  });
}
