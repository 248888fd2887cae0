/** Measures how long a calibration takes, on wasm in one process. */
import { loadavg } from 'node:os';
import type { Command } from 'commander';
import { openNodeBackend } from '../../cli/backend.ts';
import { diskReader } from '../../cli/read-disk.ts';
import { createParameters, disposeParameters } from '../../src/engine/layers/parameters.ts';
import { calibrate } from '../../src/engine/methods/calibration/calibrate.ts';
import { loadExamples, loadNetwork } from '../../src/runs/execution/materials.ts';
import { presetSpec } from '../../src/runs/spec/spec.ts';
import { describeMachine, printHead, printResult } from '../shared/machine.ts';
import { median } from '../shared/numbers.ts';
import { wholeNumber, wholeNumbers } from '../shared/options.ts';
import { printTable } from '../shared/table.ts';

interface CalibrateOptions {
  readonly preset: string;
  readonly steps: readonly number[];
  readonly rounds: number;
}

/** Most seconds for `first-look@2` on wasm, by issue 18. */
const wanted = 3;
const images = 1000;

export function addCalibrate(program: Command): void {
  program
    .command('calibrate')
    .summary('how long a calibration takes')
    .description(
      `Calibrates a shipped network per channel with its biases corrected, on ${images.toLocaleString('en')} ` +
        'training images, and prints the seconds, on the clock and of the processor.',
    )
    .option('--preset <id>', 'whose shipped network is calibrated', 'first-look@2')
    .option('--steps <list>', 'windows', wholeNumbers(1), [1, 2, 4, 8])
    .option('--rounds <count>', 'how often each is done', wholeNumber(1), 3)
    .action(bench);
}

async function bench({ preset, steps, rounds }: CalibrateOptions): Promise<void> {
  const spec = presetSpec(preset);
  const machine = describeMachine('not used');
  printHead(`Calibration of ${spec.preset}, ${spec.network}, wasm`, machine, spec.seed, loadavg()[0]!);
  await openNodeBackend('wasm');
  const read = diskReader();
  const data = await loadExamples(spec, read);
  const start = await loadNetwork(spec, read);
  const times: { timeSteps: number; clock: number; processor: number }[] = [];
  for (let round = 0; round < rounds; round++)
    for (const timeSteps of steps) {
      const parameters = start.layers.map((layer, l) => createParameters(layer, start.values[l]!));
      const threshold = { rule: 'leastSquares', percentile: 100, scope: 'channel' } as const;
      const settings = { timeSteps, threshold, firing: 'window', correctBias: true } as const;
      const [began, used] = [performance.now(), process.cpuUsage()];
      await calibrate(
        { layers: start.layers, parameters },
        data,
        { ...settings, calibrationCount: images, batchSize: spec.batchSize },
        async () => {},
      );
      const { user, system } = process.cpuUsage(used);
      times.push({
        timeSteps,
        clock: (performance.now() - began) / 1000,
        processor: (user + system) / 1e6,
      });
      disposeParameters(parameters);
    }
  const rows = steps.map((timeSteps) => {
    const own = times.filter((each) => each.timeSteps === timeSteps);
    const clock = own.map((each) => each.clock);
    return [
      `${timeSteps}`,
      median(clock).toFixed(2),
      Math.max(...clock).toFixed(2),
      median(own.map((each) => each.processor)).toFixed(2),
    ];
  });
  printTable('Seconds', ['T', 'clock, median', 'clock, worst', 'processor, median'], rows);
  console.log(`wanted for first-look@2: under ${wanted} s`);
  printResult('calibrate', machine, { preset: spec.preset, images, rounds, times });
}
