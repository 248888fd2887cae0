/** `untuned`: a preset's checkpoint converted without fine-tuning, as a table over Ns, percentiles and V₀. */
import { readFile } from 'node:fs/promises';
import { DataError, type ReadFile } from '../../src/datasets/dataset.ts';
import { runLayers } from '../../src/ptl/ann.ts';
import { firstImages } from '../../src/ptl/data.ts';
import { measure } from '../../src/ptl/loss.ts';
import { createParameters } from '../../src/ptl/parameters.ts';
import { loadImages, loadNetwork } from '../../src/runs/materials.ts';
import { findPreset } from '../../src/runs/presets.ts';
import { SpecError } from '../../src/runs/spec.ts';
import { accuracyOf, convertStart } from '../../src/runs/untuned.ts';
import { openNodeBackend } from '../backend.ts';
import { percent } from '../format.ts';
import { table } from '../print-report.ts';
import { diskReader } from '../read-disk.ts';
import { type SpecOptions, specOf } from '../spec-options.ts';

interface UntunedOptions extends SpecOptions {
  readonly checkpoint?: string;
  readonly images: string;
}

const steps = [1, 2, 4, 8, 16, 32, 64];
const percentiles = [99, 99.9, 100];
const starts = ['zero', 'half'] as const;

export async function run(options: UntunedOptions): Promise<void> {
  const spec = specOf(options);
  const count = Number(options.images);
  if (!Number.isInteger(count) || count < 1 || count > 10000)
    throw new SpecError([`--images must be a whole number from 1 to 10000 (got ${options.images})`]);
  if (spec.start !== 'checkpoint')
    throw new SpecError([`start: preset ${spec.preset} ships no pre-trained network`]);
  const { backend, device } = await openNodeBackend(spec.backend);
  const read = withCheckpoint(diskReader(), spec.preset, options.checkpoint);
  const images = await loadImages(spec, read);
  const start = await loadNetwork(spec, read);
  const judged = firstImages(images.test, count);
  const watch = async () => {};
  const ann = {
    layers: start.layers,
    parameters: start.layers.map((l, i) => createParameters(l, start.values[i]!)),
  };
  const { accuracy } = await measure((x) => runLayers(ann, x, 0, 'infer'), judged, {
    batchSize: 250,
    phase: 'testing',
    watch,
  });
  console.log(
    `${spec.network} (${options.checkpoint ?? start.checkpoint?.file}) on ${backend} (${device}), ${count} test images, ANN ${percent(accuracy)}`,
  );
  const rows: string[][] = [
    [
      'Ns',
      ...starts.flatMap((v0) =>
        percentiles.map((q) => `${q === 100 ? 'max' : `p${q}`} ${v0 === 'zero' ? 'V₀ 0' : 'V₀ ϑ/2'}`),
      ),
    ],
  ];
  for (const timeSteps of steps) {
    const row = [`${timeSteps}`];
    for (const initialPotential of starts)
      for (const percentile of percentiles) {
        const settings = { ...spec, timeSteps, initialPotential, percentile };
        const { network } = await convertStart(start, images.train, settings, watch);
        row.push(percent(await accuracyOf(network, judged, watch)));
      }
    rows.push(row);
    console.error(`Ns ${timeSteps}: ${row.slice(1).join('  ')}`);
  }
  console.log(table(rows));
}

/** The reader, but for the preset's checkpoint: another file of the same network stands in for that. */
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
