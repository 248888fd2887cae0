/** Measures what holds up the page while slow motion plays an image. */
import type { Command } from 'commander';
import { presetSpec } from '../src/runs/spec/spec.ts';
import { printResult } from './shared/machine.ts';
import { significant } from './shared/numbers.ts';
import { type SiteOptions, wholeNumber, withSite } from './shared/options.ts';
import { withSession } from './shared/session.ts';
import { printTable } from './shared/table.ts';
import { printFrames } from './workbench/long-tasks.ts';
import { type WatchedFilm, watchFilm } from './workbench/slow.ts';

interface SlowOptions extends SiteOptions {
  readonly rounds: number;
  readonly preset: string;
}

export function addSlow(program: Command): void {
  withSite(program.command('slow').summary('slow motion in the page'))
    .description('Main-thread tasks over 50 ms while slow motion plays an image from start to end.')
    .option('--rounds <count>', 'films watched, each in a fresh browser', wholeNumber(1), 3)
    .option('--preset <name>', 'whose shipped network is played, converted untuned', 'mnist')
    .action(bench);
}

function bench(options: SlowOptions): Promise<void> {
  const { preset, seed, timeSteps } = presetSpec(options.preset);
  return withSession(
    `Slow motion of ${preset}, ${timeSteps} steps`,
    { ...options, seed },
    async (session) => {
      const rounds: WatchedFilm[] = [];
      for (let round = 0; round < options.rounds; round++) rounds.push(await watchFilm(session, preset));
      printTable(
        'A film at the fastest speed',
        ['round', 'seconds', 'tasks over 50 ms', 'longest ms', 'most processor ms'],
        rounds.map(({ seconds, tasks, processor }, i) => [
          `${i + 1}`,
          seconds.toFixed(1),
          tasks.length,
          tasks.length > 0 ? tasks[0]!.toFixed(0) : 'none',
          processor.longest.toFixed(1),
        ]),
      );
      printFrames(rounds.toSorted((a, b) => (b.tasks[0] ?? 0) - (a.tasks[0] ?? 0))[0]!.frames);
      const longest = Math.max(...rounds.map(({ tasks }) => tasks[0] ?? 0));
      const most = Math.max(...rounds.map(({ processor }) => processor.longest));
      console.log(
        `\nThe longest task of the page took ${longest > 0 ? `${longest.toFixed(0)} ms` : 'under 50 ms'} (wanted: none over 50 ms), and none more than ${most.toFixed(1)} ms of a core`,
      );
      printResult('slow', session.machine, {
        ratio: null,
        longestTaskMilliseconds: significant(longest),
        longTasks: rounds.map(({ tasks }) => tasks.map((ms) => significant(ms, 3))),
        processorMilliseconds: rounds.map(({ processor: { longest: of, sum } }) => ({
          longest: significant(of),
          sum: significant(sum),
        })),
        rounds: options.rounds,
        preset,
      });
    },
  );
}
