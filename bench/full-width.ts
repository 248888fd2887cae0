/** Trains and simulates the paper's networks for CIFAR-10 at full width, on wasm in one process. */
import { loadavg } from 'node:os';
import type { Command } from 'commander';
import { paperNetwork } from '../src/runs/spec/presets/paper-networks.ts';
import { measuredIn } from './memory/child.ts';
import type { FullWidthAnswer } from './memory/full-width-worker.ts';
import { lapText } from './memory/laps.ts';
import { describeMachine, printHead, printResult } from './shared/machine.ts';
import { wholeNumber } from './shared/options.ts';
import { printTable } from './shared/table.ts';

interface FullWidthOptions {
  readonly images: number;
  readonly judged: number;
}

const names = ['cifar-alexnet', 'cifar-vgg11'] as const;

/** The process has to stay below this. */
const most = 6 * 2 ** 30;
const mebi = (bytes: number) => Math.round(bytes / 2 ** 20);

export function addFullWidth(program: Command): void {
  program
    .command('full-width')
    .summary('AlexNet and VGG-11 for CIFAR-10 at full width')
    .description(
      'A training step at batch 128, an epoch of the first stage and the simulation of the whole network ' +
        '(Ns 8), with images of the set shapes; seconds, and the memory beside the plan.',
    )
    .option('--images <count>', 'training images of the epoch', wholeNumber(256), 1024)
    .option('--judged <count>', 'images that are validated and simulated', wholeNumber(32), 32)
    .action(bench);
}

async function bench({ images, judged }: FullWidthOptions): Promise<void> {
  const machine = describeMachine('not used');
  printHead('Full width, CIFAR-10’s networks', machine, 1, loadavg()[0]!);
  const rows: { readonly name: string; readonly found: FullWidthAnswer }[] = [];
  for (const name of names) {
    const network = paperNetwork(name, 1, 10);
    const found = await measuredIn<FullWidthAnswer>('./full-width-worker.ts', { network, images, judged });
    rows.push({ name, found });
  }
  printTable(
    'seconds on the clock (and of one processor); memory in MiB',
    [
      ...['network', 'parameters', 'training step', `stage epoch, ${images}`, `simulation, ${judged}`],
      ...['planned heap', 'heap', 'planned', 'heap and arrays', 'resident'],
    ],
    rows.map(({ name, found: { parameters, planned, peak, seconds } }) => [
      name,
      mebi(4 * parameters),
      lapText(seconds.step),
      lapText(seconds.epoch),
      lapText(seconds.simulate),
      mebi(planned.heap),
      mebi(peak.heap),
      mebi(planned.worker),
      mebi(peak.both),
      mebi(peak.resident),
    ]),
  );
  printResult('full-width', machine, { images, judged, rows });
  if (rows.some(({ found }) => found.peak.resident > most)) process.exitCode = 1;
}
