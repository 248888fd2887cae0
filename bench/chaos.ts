/**
 * Cuts off runs of the page and of the command line at random moments: `npm run chaos`. Ends with 1
 * when a stage was lost, or a run that went on ended otherwise than an undisturbed one.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import { type Chaos, chaosOfCommands, chaosWords } from '../cli/testing/chaos.ts';
import { withBrowser } from './shared/chromium.ts';
import { type SiteOptions, wholeNumber, withSite } from './shared/options.ts';
import { withSession } from './shared/session.ts';
import { chaosOfPage } from './workbench/chaos.ts';

interface Options extends SiteOptions {
  readonly kills: number;
  readonly seed: number;
  readonly only?: 'page' | 'commands';
}

function print(where: string, chaos: Chaos): void {
  console.log(chaosWords(where, chaos));
  if (chaos.lost > 0 || chaos.identical < chaos.runs) process.exitCode = 1;
}

await withSite(new Command('chaos'))
  .description('Cuts off runs of the page and of the command line, and goes on with them.')
  .option('--kills <count>', 'cuts of the page, and of the command line', wholeNumber(0), 50)
  .option('--seed <seed>', 'seed of the moments', wholeNumber(1), 1)
  .addOption(new Option('--only <where>', 'only one of the two').choices(['page', 'commands']))
  .action(async (options: Options) => {
    const { kills, seed, only } = options;
    const tell = (line: string) => console.error(line);
    if (only !== 'commands')
      await withSession('Runs that are cut off', options, ({ server }) =>
        withBrowser(async (browser) =>
          print('page', await chaosOfPage(browser, server.address, { kills, seed, tell })),
        ),
      );
    if (only === 'page') return;
    const folder = await mkdtemp(path.join(tmpdir(), 'spikewise-chaos-'));
    try {
      print('command line', await chaosOfCommands(folder, { kills, seed, tell }));
    } finally {
      await rm(folder, { recursive: true });
    }
  })
  .parseAsync();
