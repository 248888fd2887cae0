/**
 * `untuned`: converts a preset's checkpoint without fine-tuning, and prints a table over Ns,
 * percentiles and V₀.
 */
import { readFile } from 'node:fs/promises';
import { DataError, type ReadFile } from '../../src/datasets/dataset.ts';
import { findDataset } from '../../src/datasets/index.ts';
import { firstExamples } from '../../src/engine/examples/example-set.ts';
import { loadExamples, loadNetwork, throughFrontOf } from '../../src/runs/execution/materials.ts';
import { annScoresOf } from '../../src/runs/inspection/ann-scores.ts';
import { convertStart, scoresOf } from '../../src/runs/inspection/untuned.ts';
import { findPreset } from '../../src/runs/spec/presets/presets.ts';
import { parseSpec, type RunSpec, SpecError } from '../../src/runs/spec/spec.ts';
import { taskOf } from '../../src/tasks/index.ts';
import { leadMetric, leadScore } from '../../src/tasks/task.ts';
import { openNodeBackend } from '../backend.ts';
import { table } from '../print-report.ts';
import { diskReader } from '../read-disk.ts';
import { scoreOf, scoreText } from '../scores.ts';
import { type SpecOptions, untunedSpecOf } from '../spec-options.ts';
import { wholeOption } from '../whole-option.ts';

interface UntunedOptions extends SpecOptions {
  readonly checkpoint?: string;
  readonly images?: string;
  readonly steps: string;
  readonly percentiles: string;
  readonly potentials: string;
}

/** Test images to measure on when no number is given. */
const usualImages = 2000;

export async function run(options: UntunedOptions): Promise<void> {
  const spec = untunedSpecOf(options, 'untuned');
  const most = findDataset(spec.dataset)!.available.test;
  const count =
    options.images === undefined
      ? Math.min(usualImages, most)
      : wholeOption('--images', options.images, 1, most);
  if (spec.thresholdRule !== 'percentile')
    throw new SpecError(['thresholdRule must be percentile: the table’s columns are percentiles']);
  if (spec.start !== 'checkpoint')
    throw new SpecError([`start: preset ${spec.preset} ships no pre-trained network`]);
  const list = (text: string) => text.split(',').map((part) => part.trim());
  // Every cell is checked before the first is computed.
  const rowsOfSpecs = list(options.steps).map((timeSteps) =>
    list(options.potentials).flatMap((initialPotential) =>
      list(options.percentiles).map((percentile) =>
        parseSpec({
          ...spec,
          timeSteps: Number(timeSteps),
          initialPotential,
          percentile: Number(percentile),
        }),
      ),
    ),
  );
  const { backend, device } = await openNodeBackend(spec.backend);
  const read = withCheckpoint(diskReader(), spec.preset, options.checkpoint);
  const task = taskOf(spec.task);
  const start = await loadNetwork(spec, read);
  const examples = await throughFrontOf(start, await loadExamples(spec, read), task);
  const judged = firstExamples(examples.test, count);
  const watch = async () => {};
  const { objective } = examples;
  const lead = leadMetric(task);
  const annScores = await annScoresOf(start, judged, objective, watch);
  console.log(
    `${spec.network} (${options.checkpoint ?? start.checkpoint?.file}) on ${backend} (${device}), ANN ${scoreOf(lead, leadScore(task, annScores), count)} test examples, as all below`,
  );
  const rows = [['Ns', ...rowsOfSpecs[0]!.map(columnName)]];
  for (const cells of rowsOfSpecs) {
    const row = [`${cells[0]!.timeSteps}`];
    for (const cell of cells) {
      const { network } = await convertStart(start, examples.train, cell, watch);
      row.push(scoreText(lead, leadScore(task, await scoresOf(network, judged, objective, watch))));
    }
    rows.push(row);
    console.error(`Ns ${row.join('  ')}`);
  }
  console.log(table(rows));
}

function columnName({ percentile, initialPotential }: RunSpec): string {
  return `${percentile === 100 ? 'max' : `p${percentile}`} V₀ ${initialPotential === 'zero' ? '0' : 'ϑ/2'}`;
}

/**
 * Returns a reader that reads `file`, another checkpoint of the same network, in place of the
 * preset's checkpoint.
 */
function withCheckpoint(read: ReadFile, preset: string, file: string | undefined): ReadFile {
  if (file === undefined) return read;
  const shipped = findPreset(preset)?.checkpoint;
  return (name, onProgress) => {
    if (name !== shipped) return read(name, onProgress);
    return readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new DataError(`${file} cannot be read (${error.code}); give a checkpoint that pretrain wrote.`);
    });
  };
}
