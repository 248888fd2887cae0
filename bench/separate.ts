/** Separates a long signal piece by piece, and measures the memory that it takes. */
import { loadavg } from 'node:os';
import type { Command } from 'commander';
import { measuredIn } from './memory/child.ts';
import type { SeparateAnswer, SeparateQuestion } from './memory/separate-worker.ts';
import { describeMachine, printHead, printResult } from './shared/machine.ts';
import { wholeNumber } from './shared/options.ts';
import { printTable } from './shared/table.ts';

interface SeparateBenchOptions {
  readonly filters: number;
  readonly seconds: number;
  readonly steps: number;
}

const rate = 8000;

/** The process has to stay below this. */
const most = 2 ** 30;
const mebi = (bytes: number) => Math.round(bytes / 2 ** 20);

export function addSeparate(program: Command): void {
  program
    .command('separate')
    .summary('a long signal through a spiking separator')
    .description(
      'Separates noise with a spiking separator of random weights and ten dilations, on wasm in one ' +
        'process, and prints its memory, which must stay within 1 GiB.',
    )
    .option('--filters <N>', 'filters of the encoder', wholeNumber(1), 64)
    .option('--seconds <count>', 'seconds of sound at 8 kHz', wholeNumber(1), 600)
    .option('--steps <Ns>', 'steps of the window', wholeNumber(1), 32)
    .action(bench);
}

async function bench({ filters, seconds, steps }: SeparateBenchOptions): Promise<void> {
  const machine = describeMachine('not used');
  printHead(
    `${seconds} s of sound through a separator, N ${filters}, Ns ${steps}`,
    machine,
    1,
    loadavg()[0]!,
  );
  const asked: SeparateQuestion = { filters, samples: seconds * rate, timeSteps: steps };
  const found = await measuredIn<SeparateAnswer>('./separate-worker.ts', asked);
  const { peak, frames, spikeRates } = found;
  printTable(
    'MiB',
    ['', 'measured'],
    [
      ['heap of the backend', mebi(peak.heap)],
      ['heap and arrays', mebi(peak.both)],
      ['resident', mebi(peak.resident)],
    ],
  );
  const rates = spikeRates.map((each) => (each === null ? '–' : each.toFixed(3)));
  console.log(
    `\n${frames} frames in ${found.seconds.toFixed(0)} s, ${(seconds / found.seconds).toFixed(2)} s of sound a second`,
  );
  console.log(`spikes per neuron and step by layer: ${rates.join(' ')}`);
  printResult('separate', machine, { ...asked, ...found });
  if (peak.resident > most) process.exitCode = 1;
}
