/** Converts and simulates VGG-16 for ImageNet, and measures the memory against the plan. */
import { loadavg } from 'node:os';
import type { Command } from 'commander';
import { paperNetwork } from '../src/runs/spec/presets/paper-networks.ts';
import { measuredIn } from './memory/child.ts';
import type { ImagenetAnswer } from './memory/imagenet-worker.ts';
import { lapText } from './memory/laps.ts';
import { describeMachine, printHead, printResult } from './shared/machine.ts';
import { wholeNumber } from './shared/options.ts';
import { printTable } from './shared/table.ts';

interface ImagenetOptions {
  readonly images: number;
  readonly steps: number;
}

/** The process has to stay below this. */
const most = 4 * 2 ** 30;
const mebi = (bytes: number) => Math.round(bytes / 2 ** 20);

export function addImagenet(program: Command): void {
  program
    .command('imagenet')
    .summary('VGG-16 at 224×224×3: built, converted without training, simulated')
    .description(
      'Builds VGG-16 for 224×224×3 with 1,000 outputs and random weights, normalises its thresholds on ' +
        'made-up images, converts it without fine-tuning and simulates the images, on wasm in one process.',
    )
    .option('--images <count>', 'images', wholeNumber(1), 4)
    .option('--steps <Ns>', 'steps of the window', wholeNumber(1), 8)
    .action(bench);
}

async function bench({ images, steps }: ImagenetOptions): Promise<void> {
  const machine = describeMachine('not used');
  printHead('VGG-16 for 224×224×3', machine, 1, loadavg()[0]!);
  const network = paperNetwork('imagenet-vgg16', 1, 1000);
  const asked = { network, images, timeSteps: steps };
  const found = await measuredIn<ImagenetAnswer>('./imagenet-worker.ts', asked);
  const { planned, peak, seconds, parameters, spikes } = found;
  console.log(`${network}: ${mebi(4 * parameters)} MiB of parameters, ${images} images, Ns ${steps}`);
  printTable(
    'MiB',
    ['', 'planned', 'measured'],
    [
      ['heap of the backend', mebi(planned.heap), mebi(peak.heap)],
      ['heap and arrays', mebi(planned.worker), mebi(peak.both)],
      ['resident', '', mebi(peak.resident)],
    ],
  );
  const { build, convert, simulate } = seconds;
  console.log('\nseconds on the clock (and of one processor):');
  console.log(`built ${lapText(build)}, converted ${lapText(convert)}, simulated ${lapText(simulate)}`);
  const off = planned.worker / peak.both - 1;
  const silent = spikes.filter((count) => count === 0).length;
  console.log(
    `the plan is ${(100 * off).toFixed(1)} % off (wanted: 25 %); layers without a spike: ${silent}`,
  );
  printResult('imagenet', machine, { ...asked, ...found, off });
  if (Math.abs(off) > 0.25 || peak.resident > most || silent > 0) process.exitCode = 1;
}
