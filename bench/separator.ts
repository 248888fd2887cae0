/** Trains and simulates separators of two widths, on wasm in a process each. */
import { loadavg } from 'node:os';
import type { Command } from 'commander';
import { measuredIn } from './memory/child.ts';
import { lapText } from './memory/laps.ts';
import type { SeparatorAnswer, SeparatorQuestion } from './memory/separator-worker.ts';
import { describeMachine, printHead, printResult } from './shared/machine.ts';
import { printTable } from './shared/table.ts';

interface SeparatorBenchOptions {
  readonly presets: string;
}

const mebi = (bytes: number) => Math.round(bytes / 2 ** 20);

export function addSeparator(program: Command): void {
  program
    .command('separator')
    .summary('a small separator and the paper’s at full width')
    .description(
      'A training step of two mixtures of 4 s, a step of the first stage at Ns 32 and the separation of ' +
        'one mixture by a spiking core of random weights; seconds, and the memory beside the plan.',
    )
    .option('--presets <ids>', 'presets of separators, with commas', 'separator-64@1,separator-512@1')
    .action(bench);
}

async function bench({ presets }: SeparatorBenchOptions): Promise<void> {
  const machine = describeMachine('not used');
  printHead('Separators', machine, 1, loadavg()[0]!);
  const rows: { readonly preset: string; readonly found: SeparatorAnswer }[] = [];
  for (const preset of presets.split(',')) {
    const asked: SeparatorQuestion = { preset };
    rows.push({ preset, found: await measuredIn<SeparatorAnswer>('./separator-worker.ts', asked) });
  }
  const off = ({ planned, peak }: SeparatorAnswer) => planned.worker / peak.both - 1;
  printTable(
    'seconds on the clock (and of one processor); memory in MiB; "off" is the plan against heap and arrays',
    [
      ...['preset', 'parameters', 'training step', 'stage step', 'simulation, 4 s'],
      ...['planned heap', 'heap', 'planned', 'heap and arrays', 'off', 'resident'],
    ],
    rows.map(({ preset, found }) => [
      preset,
      mebi(4 * found.parameters),
      lapText(found.seconds.step),
      lapText(found.seconds.stageStep),
      lapText(found.seconds.simulate),
      mebi(found.planned.heap),
      mebi(found.peak.heap),
      mebi(found.planned.worker),
      mebi(found.peak.both),
      `${(100 * off(found)).toFixed(0)} %`,
      mebi(found.peak.resident),
    ]),
  );
  printResult('separator', machine, { rows });
  if (rows.some(({ found }) => Math.abs(off(found)) > 0.25)) process.exitCode = 1;
}
