/**
 * Counts where a network of staircases and the spiking network of as many steps differ, on test
 * images: with neurons that fire after their window nowhere but at ties of float32.
 */
import type { Command } from 'commander';
import { openNodeBackend } from '../../cli/backend.ts';
import { diskReader } from '../../cli/read-disk.ts';
import { firstExamples } from '../../src/engine/examples/example-set.ts';
import { inputExamples } from '../../src/engine/examples/examples.ts';
import { annActivations } from '../../src/engine/hybrid/ann-thresholds.ts';
import { percentilesOf } from '../../src/engine/hybrid/layer-percentiles.ts';
import { createParameters, disposeParameters } from '../../src/engine/layers/parameters.ts';
import {
  disposeStaircases,
  withStaircases,
} from '../../src/engine/methods/clip-floor-shift/clip-floor-shift-network.ts';
import type { Firing } from '../../src/engine/spiking/neuron-settings.ts';
import { loadExamples, loadNetwork } from '../../src/runs/execution/materials.ts';
import { presetSpec } from '../../src/runs/spec/spec.ts';
import { describeMachine, printResult } from '../shared/machine.ts';
import { wholeNumber, wholeNumbers } from '../shared/options.ts';
import { printTable } from '../shared/table.ts';
import { type Comparison, compareCounts } from './staircase-counts.ts';

interface StaircaseOptions {
  readonly preset: string;
  readonly steps: readonly number[];
  readonly images: number;
}

const firings: readonly Firing[] = ['window', 'immediate'];

export function addStaircase(program: Command): void {
  program
    .command('staircase')
    .summary('counts of clip–floor–shift against its staircases')
    .description(
      'Converts a shipped network with staircases of L = T steps, their bounds at the preset’s percentile, and ' +
        'compares every spike count with the staircase’s height, on wasm. Fails when neurons that fire after ' +
        'their window differ anywhere but at ties of float32.',
    )
    .option('--preset <id>', 'whose shipped network is converted', 'first-look-paper')
    .option('--steps <list>', 'numbers of steps', wholeNumbers(1), [1, 2, 4, 8])
    .option('--images <count>', 'test images, at most all', wholeNumber(1), 10_000)
    .action(bench);
}

async function bench({ preset, steps, images }: StaircaseOptions): Promise<void> {
  const spec = presetSpec(preset);
  await openNodeBackend('wasm');
  const read = diskReader();
  const { train, test } = await loadExamples(spec, read);
  const start = await loadNetwork(spec, read);
  const parameters = start.layers.map((layer, l) => createParameters(layer, start.values[l]!));
  const ann = { layers: start.layers, parameters };
  const watch = async () => {};
  const calibration = inputExamples(firstExamples(train, spec.calibrationCount));
  const bounds: number[] = [];
  for await (const activations of annActivations(ann, calibration, spec.batchSize, watch)) {
    const [[bound]] = (await percentilesOf(activations, [spec.percentile], 'layer')) as [[number]];
    bounds.push(bound);
  }
  const judged = firstExamples(test, images);
  console.log(
    `${spec.preset}: ${spec.network}, ${judged.count} test images, λ at p${spec.percentile} of ${calibration.count} training images, wasm`,
  );
  const found: (Comparison & { readonly timeSteps: number; readonly firing: Firing })[] = [];
  for (const timeSteps of steps)
    for (const firing of firings) {
      const network = withStaircases(ann, bounds, timeSteps);
      found.push({ timeSteps, firing, ...(await compareCounts(network, judged, firing)) });
      disposeStaircases(network);
    }
  disposeParameters(parameters);
  printTable(
    'Counts that differ from the staircase’s height',
    ['T = L', 'fires', 'compared', 'ties', 'behind ties', 'others', 'images', 'answers'],
    found.map((each) => [
      `${each.timeSteps}`,
      each.firing,
      ...[each.compared, each.ties, each.behindTies, each.others, each.images, each.answers],
    ]),
  );
  printResult('staircase', describeMachine('not used'), { preset: spec.preset, images: judged.count, found });
  if (found.some(({ firing, others }) => firing === 'window' && others > 0)) process.exitCode = 1;
}
