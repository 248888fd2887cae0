/**
 * Measures how long the real page takes to show the untuned accuracy of a new setting, after Ns or
 * the percentile was moved.
 */
import { type Command, InvalidArgumentError } from 'commander';
import { presetSpec } from '../src/runs/spec/spec.ts';
import { printResult } from './shared/machine.ts';
import { median, significant } from './shared/numbers.ts';
import { type SiteOptions, wholeNumber, withSite } from './shared/options.ts';
import { withSession } from './shared/session.ts';
import { printTable } from './shared/table.ts';
import { type Move, mostMoves, moveSettings } from './workbench/untuned.ts';

interface UntunedOptions extends SiteOptions {
  readonly moves: number;
  readonly preset: string;
}

/** Most milliseconds on wasm, by issue 4. */
const wanted = 2000;

function movesOf(text: string): number {
  const moves = wholeNumber(1)(text);
  if (moves > mostMoves) throw new InvalidArgumentError(`At most ${mostMoves}: there are no more stops.`);
  return moves;
}

export function addUntuned(program: Command): void {
  withSite(program.command('untuned').summary('untuned accuracy as Ns and the percentile move'))
    .description('Milliseconds from a key on a slider of the page to the untuned accuracy shown, on wasm.')
    .option('--moves <count>', `of each slider, at most ${mostMoves}`, movesOf, 9)
    .option('--preset <name>', 'whose shipped network is converted', 'first-look-paper')
    .action(bench);
}

function bench(options: UntunedOptions): Promise<void> {
  // The seed draws nothing here: conversions without training have no seed of their own.
  const { preset, seed } = presetSpec(options.preset);
  const session = { ...options, seed };
  return withSession(`Untuned accuracy of ${preset} as settings move, wasm`, session, async (opened) => {
    const moves = await moveSettings(opened, `#v=1&preset=${preset}&backend=wasm`, options.moves);
    printTable(
      'Milliseconds from the key to the accuracy shown',
      ['move', 'to', 'ms'],
      moves.map(({ setting, to, milliseconds }, i) => [`${i + 1} ${setting}`, to, milliseconds.toFixed(0)]),
    );
    const summary = (setting: Move['setting']) => {
      const times = moves.filter((move) => move.setting === setting).map((move) => move.milliseconds);
      return { median: significant(median(times)), worst: significant(Math.max(...times)) };
    };
    const [ns, percentile] = [summary('Ns'), summary('percentile')];
    console.log(
      `\nNs: median ${ns.median.toFixed(0)} ms, worst ${ns.worst.toFixed(0)} ms; percentile: median ${percentile.median.toFixed(0)} ms, ` +
        `worst ${percentile.worst.toFixed(0)} ms (wanted: at most ${wanted} ms)`,
    );
    printResult('untuned', opened.machine, {
      ratio: null,
      milliseconds: { timeSteps: ns, percentile },
      wantedMilliseconds: wanted,
      moves: moves.length,
      preset,
      seed,
    });
  });
}
