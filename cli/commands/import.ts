/**
 * `import`: reads a trained network of another program, says what becomes of each layer, compares
 * its outputs, measures it, and keeps it as a checkpoint that runs can start from.
 */

import { DataError, type DatasetFacts } from '../../src/datasets/dataset.ts';
import { datasets, findDataset } from '../../src/datasets/index.ts';
import { datasetShelf } from '../../src/datasets/own/shelf.ts';
import type { Checkpoint } from '../../src/exchange/checkpoint.ts';
import { ExchangeError } from '../../src/exchange/error.ts';
import type { ModelDescription } from '../../src/exchange/models/description.ts';
import { type ModelFile, readModel } from '../../src/exchange/models/index.ts';
import { type Lowered, lower, type PoolingChoice } from '../../src/exchange/models/lower.ts';
import { finishedOutputs } from '../../src/exchange/models/reference.ts';
import { asksForPooling, refusalsIn, reportCells } from '../../src/exchange/models/report.ts';
import { type Replacement, replacements } from '../../src/exchange/own-models.ts';
import { isOwnBeginning } from '../../src/exchange/own-shelf.ts';
import { parseNotation } from '../../src/networks/notation.ts';
import { type LoadedExamples, loadExamples } from '../../src/runs/execution/materials.ts';
import { takesImages } from '../../src/runs/models/import-model.ts';
import { importedCheckpoint } from '../../src/runs/models/imported-checkpoint.ts';
import {
  comparedImages,
  type Difference,
  differenceFromReference,
  differenceOf,
  modelOutputs,
  scaledBy,
  scoresOfModel,
} from '../../src/runs/models/measure-model.ts';
import { type ScalingChoice, scalingNamed, usualScalings } from '../../src/runs/models/scalings.ts';
import { SpecError } from '../../src/runs/spec/spec.ts';
import { classification } from '../../src/tasks/classification.ts';
import { leadMetric, leadScore } from '../../src/tasks/task.ts';
import { openNodeBackend } from '../backend.ts';
import { claimFile } from '../files/claim-file.ts';
import { givenModel, givenSample } from '../files/given-model.ts';
import { keepModel } from '../files/model-store.ts';
import { writeWhole } from '../files/write-whole.ts';
import { table } from '../print-report.ts';
import { diskReader } from '../read-disk.ts';
import { scoreOf } from '../scores.ts';
import { importRun } from './import-run.ts';

interface ImportOptions {
  readonly data?: string;
  readonly network?: string;
  readonly pooling?: Replacement;
  readonly scaling?: string;
  readonly sample?: readonly string[];
  readonly out?: string;
  readonly overwrite: boolean;
}

/** Validation examples on which the scaling of inputs is guessed. */
const guessedOn = 1000;

const lead = leadMetric(classification);

export async function run(paths: readonly string[], options: ImportOptions): Promise<void> {
  try {
    await importModel(paths, options);
  } catch (error) {
    throw error instanceof ExchangeError ? new DataError(error.message) : error;
  }
}

async function importModel(paths: readonly string[], options: ImportOptions): Promise<void> {
  const { out, network, pooling } = options;
  if (await importRun(paths)) return;
  const files = await givenModel(paths);
  const description = await readModel(files, network === undefined ? {} : { network });
  const data = dataFor(description, options.data);
  const as = (choice: PoolingChoice) =>
    lower(description, { pooling: choice, ...(data ? { inputShape: data.inputShape } : {}) });
  const analog = as('max');
  const chosen = pooling ? as(pooling) : analog;
  console.log(`${files[0]!.name}: ${description.format}, inputs of ${description.inputShape.join('×')}`);
  console.log(columns(reportCells(chosen.report)));
  refuse(chosen);
  const checkpoint = chosen.checkpoint!;
  if (!analog.checkpoint) refuse(analog);
  if (out !== undefined) await claimFile(out, options.overwrite);
  console.log(`network ${checkpoint.notation}`);
  await openNodeBackend('wasm');
  await compare(description, analog, options.sample);
  const measured = data ? await measureOn(data, analog.checkpoint!, options.scaling) : null;
  if (data && measured) await printReplaced(description, measured, as, pooling);
  if (!pooling && asksForPooling(analog.report))
    throw new DataError(
      'Max pooling cannot spike where neurons fire at once, and nothing is written: choose what becomes of it with --pooling average, --pooling stride, or --pooling kept for firing=window.',
    );
  await write(files, checkpoint, measured?.scaling ?? chosenScaling(description, options), data, options);
}

/** Writes cells in columns that begin at the left, since the last one is sentences. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, c) => cell.padEnd(widths[c]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function refuse({ report }: Lowered): void {
  const refused = refusalsIn(report);
  if (refused.length > 0)
    throw new DataError(
      `The network cannot be imported: ${refused.length === 1 ? 'a layer is' : `${refused.length} layers are`} refused (${refused
        .slice(0, 8)
        .map(({ layer }) => layer)
        .join(', ')}).`,
    );
}

/** Returns the data set to measure on: the given one, or one of the same inputs. */
function dataFor({ inputShape }: ModelDescription, given: string | undefined): DatasetFacts | null {
  if (given === undefined) return datasets.find((set) => takesImages(inputShape, set.inputShape)) ?? null;
  const id = isOwnBeginning(given) ? datasetShelf.wholeId(given) : given;
  const found = findDataset(id);
  if (!found)
    throw new SpecError([
      `--data must be one of ${datasets.map((set) => set.id).join(', ')} or own: and a hash (got ${given})`,
    ]);
  if (!takesImages(inputShape, found.inputShape))
    throw new DataError(
      `The network takes inputs of ${inputShape.join('×')}, and ${found.title} has ${found.inputShape.join('×')}.`,
    );
  return found;
}

function chosenScaling({ inputShape }: ModelDescription, { scaling }: ImportOptions): ScalingChoice | null {
  return scaling === undefined ? null : scalingOf(scaling, inputShape.length === 3 ? inputShape[2]! : 1);
}

function scalingOf(text: string, channels: number): ScalingChoice {
  const found = scalingNamed(text, channels);
  if (!found)
    throw new SpecError([
      `--scaling must be one of ${usualScalings(channels)
        .map(({ name }) => name)
        .join(', ')}, or mean:deviation of each channel (got ${text})`,
    ]);
  return found;
}

const words = ({ absolute, relative }: Difference) =>
  `${absolute.toExponential(1)}, which is ${relative.toExponential(1)} of the largest output`;

async function compare(
  description: ModelDescription,
  { checkpoint, output }: Lowered,
  sample: readonly string[] | undefined,
): Promise<void> {
  const { inputShape } = parseNotation(checkpoint!.notation);
  const images = comparedImages(inputShape);
  const difference = await differenceFromReference(description, checkpoint!, output, images);
  console.log(
    `outputs differ from the file in double precision by at most ${words(difference)} (3 random inputs)`,
  );
  if (!sample) return;
  const { input, outputs } = await givenSample(sample, inputShape);
  const [ours] = await modelOutputs(checkpoint!, [input]);
  const finished = finishedOutputs(description, output, Float64Array.from(ours!));
  console.log(`outputs differ from the sample by at most ${words(differenceOf(finished, outputs))}`);
}

interface Measured {
  readonly examples: LoadedExamples;
  readonly scaling: ScalingChoice;
}

/** Measures the network as it is in the file, and guesses the scaling of its inputs. */
async function measureOn(
  { id, title, available, classNames, inputShape }: DatasetFacts,
  checkpoint: Checkpoint,
  given: string | undefined,
): Promise<Measured> {
  const outputs = checkpoint.layers.at(-1)!.bias.length;
  if (outputs !== classNames.length)
    throw new DataError(`The network has ${outputs} outputs, and ${title} has ${classNames.length} classes.`);
  const counts = { trainCount: 32, validationCount: Math.min(guessedOn, available.validation) };
  const examples = await loadExamples({ dataset: id, task: 'classification', ...counts }, diskReader());
  const channels = inputShape[2];
  const choices = given === undefined ? usualScalings(channels) : [scalingOf(given, channels)];
  const scored: { choice: ScalingChoice; score: number }[] = [];
  for (const choice of choices) {
    const set = scaledBy(examples.validation, choice.setting);
    const score = leadScore(classification, await scoresOfModel(checkpoint, set, examples.objective));
    scored.push({ choice, score });
  }
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  const list = scored.map(
    ({ choice, score }) => `${choice.name} ${scoreOf(lead, score, examples.validation.count)}`,
  );
  console.log(`scaling of inputs, by ${lead.label} on validation examples of ${title}: ${list.join(', ')}`);
  if (given === undefined) console.log(`scaling ${best.choice.name} is taken (--scaling chooses another)`);
  return { examples, scaling: best.choice };
}

/** Prints the scores as in the file and with max pooling replaced, on all test examples. */
async function printReplaced(
  description: ModelDescription,
  { examples, scaling }: Measured,
  as: (choice: PoolingChoice) => Lowered,
  pooling: Replacement | undefined,
): Promise<void> {
  const asked = asksForPooling(as('max').report);
  const others = pooling ? [pooling] : replacements;
  // Where it is kept, the network is the file's.
  const choices: readonly PoolingChoice[] = asked
    ? ['max', ...others.filter((choice) => choice !== 'kept')]
    : ['max'];
  const rows: string[][] = [];
  for (const choice of choices) {
    const { checkpoint } = as(choice);
    const of = async (set: LoadedExamples['test']) =>
      checkpoint
        ? scoreOf(
            lead,
            leadScore(
              classification,
              await scoresOfModel(checkpoint, scaledBy(set, scaling.setting), examples.objective),
            ),
            set.count,
          )
        : 'refused';
    const name =
      choice === 'max' ? `as in the file (${description.format})` : `max pooling replaced: ${choice}`;
    rows.push([name, await of(examples.validation), await of(examples.test)]);
  }
  console.log(table([['analog network', 'validation', 'test'], ...rows]));
}

async function write(
  files: readonly ModelFile[],
  checkpoint: Checkpoint,
  scaling: ScalingChoice | null,
  data: DatasetFacts | null,
  { out, pooling }: ImportOptions,
): Promise<void> {
  const bytes = importedCheckpoint(files, checkpoint, {
    pooling: pooling ?? null,
    normalisation: scaling?.setting ?? null,
    dataset: data?.id ?? null,
  });
  if (out !== undefined) {
    await writeWhole(out, bytes);
    console.log(`wrote ${out}, ${bytes.length} bytes`);
  }
  const id = await keepModel(bytes);
  console.log(`kept as ${id}`);
  console.log(`use it: --set model=${id.slice(0, 16)}`);
}
