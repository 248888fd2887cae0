/**
 * `percentiles`: measures how much a layer's upper bound depends on the training images that it is
 * measured on (§3.3 claims: little). It makes conversions without fine-tuning, each with
 * calibration images of its own, and prints mean and deviation of every layer's bound.
 */
import { examplesFrom } from '../../src/engine/examples/example-set.ts';
import { loadExamples, loadNetwork, throughFrontOf } from '../../src/runs/execution/materials.ts';
import { convertStart } from '../../src/runs/inspection/untuned.ts';
import { parseSpec, type RunSpec, SpecError } from '../../src/runs/spec/spec.ts';
import { statisticOf } from '../../src/runs/sweep/summary.ts';
import { taskOf } from '../../src/tasks/index.ts';
import { openNodeBackend } from '../backend.ts';
import { percent } from '../format.ts';
import { table } from '../print-report.ts';
import { diskReader } from '../read-disk.ts';
import { type SpecOptions, untunedSpecOf } from '../spec-options.ts';
import { wholeOption } from '../whole-option.ts';

interface PercentilesOptions extends SpecOptions {
  readonly sizes: string;
  readonly percentiles: string;
  readonly batches: string;
}

const watch = async () => {};

export async function run(options: PercentilesOptions): Promise<void> {
  const base = untunedSpecOf(options, 'percentiles');
  if (base.start !== 'checkpoint')
    throw new SpecError([`start: preset ${base.preset} ships no pre-trained network`]);
  if (base.thresholdScope !== 'layer')
    throw new SpecError(['thresholdScope must be layer: a channel’s bound takes 1,000 examples at least']);
  if (base.thresholdRule !== 'percentile')
    throw new SpecError(['thresholdRule must be percentile: bounds by least squares have none']);
  const batches = wholeOption('--batches', options.batches, 2, 100);
  const numbers = (text: string) => text.split(',').map(Number);
  // Every conversion is checked before the first is computed.
  const specs = numbers(options.sizes).flatMap((calibrationCount) =>
    numbers(options.percentiles).map((percentile) => parseSpec({ ...base, calibrationCount, percentile })),
  );
  const needed = batches * Math.max(...specs.map(({ calibrationCount }) => calibrationCount));
  const trainCount = Math.max(base.trainCount, needed);
  parseSpec({ ...base, trainCount });
  const { backend, device } = await openNodeBackend(base.backend);
  const read = diskReader();
  const start = await loadNetwork(base, read);
  const loaded = await loadExamples({ ...base, trainCount }, read);
  const examples = await throughFrontOf(start, loaded, taskOf(base.task));

  const boundsOf = async (spec: RunSpec, batch: number): Promise<number[]> => {
    const own = examplesFrom(examples.train, batch * spec.calibrationCount, spec.calibrationCount);
    const { thresholds } = await convertStart(start, own, spec, watch);
    return thresholds.map(({ threshold }) => threshold[0]! * spec.timeSteps);
  };
  const names = start.layers.slice(0, -1).map(({ name }) => name);
  const rows = [['percentile', 'examples', ...names]];
  for (const spec of specs) {
    const bounds: number[][] = [];
    for (let batch = 0; batch < batches; batch++) bounds.push(await boundsOf(spec, batch));
    const cells = names.map((_, l) => {
      const { mean, sd } = statisticOf(bounds.map((of) => of[l]!))!;
      return `${mean.toFixed(3)} ± ${percent(sd! / mean)}`;
    });
    const name = spec.percentile === 100 ? 'max' : `p${spec.percentile}`;
    rows.push([name, String(spec.calibrationCount), ...cells]);
    console.error([name, spec.calibrationCount, ...cells].join('  '));
  }
  console.log(`${base.network} (${start.checkpoint?.file}) on ${backend} (${device}), Ns ${base.timeSteps}`);
  console.log(table(rows));
  console.log(
    `Upper bound in activation units, mean ± sample standard deviation in % of it, over ${batches} batches of different training examples each.`,
  );
}
