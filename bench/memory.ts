/** Measures the memory of runs against its plan, for networks of 1 to 500 MB of parameters. */
import { loadavg } from 'node:os';
import type { Command } from 'commander';
import { measuredIn } from './memory/child.ts';
import type { RunAnswer, RunQuestion } from './memory/run-worker.ts';
import { describeMachine, printHead, printResult } from './shared/machine.ts';
import { wholeNumber } from './shared/options.ts';
import { printTable } from './shared/table.ts';

const ptl = { images: 32, batchSize: 16, method: 'ptl' } as const;

/** Ten networks, dense and convolutional, strided and pooled; the largest is not trained. */
const runs: readonly RunQuestion[] = [
  { ...ptl, network: '28x28-c16s1-c32s2-c32s2-100-10', images: 64, batchSize: 32 },
  { ...ptl, network: '32x32x3-c64s1-c64s1-a2-c64s1-a2-128-10', images: 64, batchSize: 32 },
  { ...ptl, network: '32x32x3-c24s1-c64s2-c96s2-c96s1-c64s2-512-10' },
  { ...ptl, network: '28x28-c16s1-c32s2-c32s1-c64s2-800-10' },
  { ...ptl, network: '28x28-2000-2000-10', method: 'tandem' },
  { ...ptl, network: '32x32x3-c64s1-c128s2-c256s1-c256s2-c256s1-c512s2-1024-10' },
  { ...ptl, network: '28x28-4000-4000-10' },
  { ...ptl, network: '32x32x3-c64s1-c128s2-c256s2-4096-2048-10' },
  { ...ptl, network: '32x32x3-8000-6000-10' },
  { ...ptl, network: '32x32x3-11000-8000-10', method: 'rate' },
];

const mebi = (bytes: number) => Math.round(bytes / 2 ** 20);

export function addMemory(program: Command): void {
  program
    .command('memory')
    .summary('the planned memory of ten runs against the measured')
    .description(
      'Runs ten networks of 1 to 500 MB of parameters in a process each, and prints the planned and ' +
        'the measured memory of the worker: the heap of its backend and the arrays it holds.',
    )
    .option('--first <count>', 'only the first runs', wholeNumber(1), runs.length)
    .action(bench);
}

async function bench({ first }: { readonly first: number }): Promise<void> {
  const machine = describeMachine('not used');
  printHead('Planned and measured memory', machine, 1, loadavg()[0]!);
  const rows: { readonly run: RunQuestion; readonly found: RunAnswer }[] = [];
  for (const run of runs.slice(0, first))
    rows.push({ run, found: await measuredIn<RunAnswer>('./run-worker.ts', run) });
  const off = ({ planned, peak }: RunAnswer) => planned.worker / peak.both - 1;
  printTable(
    'MiB; "off" is the plan against heap and arrays together',
    [
      ...['network', 'method', 'parameters'],
      ...['planned heap', 'heap', 'planned', 'heap and arrays', 'off', 'resident', 'seconds'],
    ],
    rows.map(({ run, found }) => [
      run.network,
      run.method,
      mebi(4 * found.parameters),
      mebi(found.planned.heap),
      mebi(found.peak.heap),
      mebi(found.planned.worker),
      mebi(found.peak.both),
      `${(100 * off(found)).toFixed(0)} %`,
      mebi(found.peak.resident),
      found.seconds.toFixed(0),
    ]),
  );
  const most = Math.max(...rows.map(({ found }) => Math.abs(off(found))));
  console.log(`\nThe plan is at most ${(100 * most).toFixed(1)} % off (wanted: 25 %).`);
  printResult('memory', machine, { rows: rows.map(({ run, found }) => ({ ...run, ...found })), most });
  if (most > 0.25) process.exitCode = 1;
}
