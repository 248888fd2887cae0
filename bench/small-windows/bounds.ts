/**
 * Compares the rules for upper bounds at short windows: a shipped network is calibrated with bounds
 * by least squares and by percentiles, and judged, on wasm.
 */
import { type Command, Option } from 'commander';
import { openNodeBackend } from '../../cli/backend.ts';
import { diskReader } from '../../cli/read-disk.ts';
import { firstExamples } from '../../src/engine/examples/example-set.ts';
import type { ThresholdSettings } from '../../src/engine/hybrid/threshold-layer-norm.ts';
import { withAnn } from '../../src/engine/layers/with-ann.ts';
import { calibrate } from '../../src/engine/methods/calibration/calibrate.ts';
import { evaluate } from '../../src/engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../src/engine/simulation/simulate.ts';
import type { Firing } from '../../src/engine/spiking/neuron-settings.ts';
import { loadExamples, loadNetwork } from '../../src/runs/execution/materials.ts';
import { presetSpec } from '../../src/runs/spec/spec.ts';
import { describeMachine, printResult } from '../shared/machine.ts';
import { wholeNumber, wholeNumbers } from '../shared/options.ts';
import { printTable } from '../shared/table.ts';

interface BoundsOptions {
  readonly preset: string;
  readonly steps: readonly number[];
  readonly split: 'validation' | 'test';
  readonly images: number;
  readonly firing: Firing;
  readonly bias: 'on' | 'off';
}

type Rule = Omit<ThresholdSettings, 'from' | 'scope'>;

const rules: Readonly<Record<string, Rule>> = {
  'least squares': { rule: 'leastSquares', percentile: 100 },
  p99: { percentile: 99 },
  'p99.9': { percentile: 99.9 },
  maximum: { percentile: 100 },
};

const calibrationCount = 1000;

export function addBounds(program: Command): void {
  program
    .command('bounds')
    .summary('rules for upper bounds at short windows')
    .description(
      `Calibrates a shipped network on ${calibrationCount.toLocaleString('en')} training images with bounds by ` +
        'least squares, p99, p99.9 and the maximum, and prints accuracy and SynOps.',
    )
    .option('--preset <id>', 'whose shipped network is calibrated', 'first-look@2')
    .option('--steps <list>', 'windows', wholeNumbers(1), [1, 2, 4, 8])
    .addOption(
      new Option('--split <name>', 'images to judge by')
        .choices(['validation', 'test'])
        .default('validation'),
    )
    .option('--images <count>', 'how many of them, at most all', wholeNumber(1), 6000)
    .addOption(
      new Option('--firing <when>', 'when neurons fire').choices(['window', 'immediate']).default('window'),
    )
    .addOption(
      new Option('--bias <state>', 'whether biases are corrected').choices(['on', 'off']).default('on'),
    )
    .action(bench);
}

async function bench({ preset, steps, split, images, firing, bias }: BoundsOptions): Promise<void> {
  const count = split === 'validation' ? { validationCount: images } : {};
  const spec = { ...presetSpec(preset), ...count };
  await openNodeBackend('wasm');
  const read = diskReader();
  const data = await loadExamples(spec, read);
  const judged = firstExamples(data[split], images);
  const start = await loadNetwork(spec, read);
  const watch = async () => {};
  const found: { scope: string; rule: string; timeSteps: number; accuracy: number; synOps: number }[] = [];
  console.log(
    `${spec.preset}: ${spec.network}, ${judged.count} ${split} images, biases ${bias}, firing ${firing}, wasm`,
  );
  for (const scope of ['layer', 'channel'] as const)
    for (const [rule, settings] of Object.entries(rules))
      for (const timeSteps of steps) {
        const wanted = {
          ...{ timeSteps, firing, calibrationCount, batchSize: spec.batchSize },
          ...{ threshold: { ...settings, scope }, correctBias: bias === 'on' },
        };
        const network = await withAnn(start, (ann) => calibrate(ann, data, wanted, watch));
        const simulator = createSimulator(network);
        const { scores, cost } = await evaluate(simulator, judged, data.objective, watch);
        disposeSimulator(simulator);
        found.push({ scope, rule, timeSteps, accuracy: scores.accuracy!, synOps: cost!.ratio });
      }
  const rows = ['layer', 'channel'].flatMap((scope) =>
    Object.keys(rules).map((rule) => {
      const own = found.filter((each) => each.scope === scope && each.rule === rule);
      return [
        ...[scope, rule],
        ...own.map(({ accuracy, synOps }) => `${(100 * accuracy).toFixed(2)} (${synOps.toFixed(3)})`),
      ];
    }),
  );
  printTable('Accuracy %, SynOps ratio', ['scope', 'bounds', ...steps.map((t) => `T ${t}`)], rows);
  printResult('bounds', describeMachine('not used'), { preset: spec.preset, split, bias, firing, found });
}
