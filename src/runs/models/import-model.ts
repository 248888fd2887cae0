/**
 * Reads a network that a person gave to the page, says what becomes of it, measures it, and makes
 * the checkpoint of what was chosen.
 */
import { type ExampleSet, firstExamples } from '../../engine/examples/example-set.ts';
import type { Objective } from '../../engine/objectives/objective.ts';
import { headerLength, headerLengthBytes, modelFacts } from '../../exchange/any-checkpoint.ts';
import type { Checkpoint } from '../../exchange/checkpoint.ts';
import { ExchangeError } from '../../exchange/error.ts';
import { formerModelHash, modelHash } from '../../exchange/model-hash.ts';
import type { ModelDescription } from '../../exchange/models/description.ts';
import { inManifestOrder, type ModelFile, readModel } from '../../exchange/models/index.ts';
import { checkModelBytes } from '../../exchange/models/limits.ts';
import { lower, type PoolingChoice } from '../../exchange/models/lower.ts';
import { asksForPooling, type ImportLine } from '../../exchange/models/report.ts';
import { type OwnModelFacts, replacements } from '../../exchange/own-models.ts';
import { ownId } from '../../exchange/own-shelf.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { ImageShape } from '../../networks/shape.ts';
import { classification } from '../../tasks/classification.ts';
import { leadScore } from '../../tasks/task.ts';
import { importedCheckpoint, type ModelChoices } from './imported-checkpoint.ts';
import {
  comparedImages,
  type Difference,
  differenceFromReference,
  scaledBy,
  scoresOfModel,
} from './measure-model.ts';
import { type ScalingChoice, scalingNamed, usualScalings } from './scalings.ts';

/** A file, or `model.json` with its shards, as the page hands them over. */
export interface GivenModel {
  readonly name: string;
  readonly files: readonly { readonly name: string; readonly file: Blob }[];
  /** The network of a file that holds named tensors alone. */
  readonly network?: string;
}

/** What is measured with; what is not named is guessed. */
export interface ModelQuestion {
  /** The data sets at hand, the likeliest first. */
  readonly sets: readonly MeasuredSet[];
  /** The data set to measure on, or null for the first that fits. */
  readonly dataset: string | null;
  /** The setting by which its inputs are scaled, or null for the best one. */
  readonly normalisation: string | null;
}

/** A data set, as far as it decides whether a network fits. */
export interface MeasuredSet {
  readonly id: string;
  readonly title: string;
  readonly inputShape: ImageShape;
  readonly classes: number;
}

export interface ModelProgress {
  readonly step: 'reading' | 'comparing' | 'measuring';
  /** Share of the work that is done, from 0 to 1. */
  readonly share: number;
}

/** What the network is with a choice for its max pooling. */
export interface PoolingOutcome {
  readonly choice: PoolingChoice;
  readonly lines: readonly ImportLine[];
  /** The network in the notation; null where a layer is refused. */
  readonly notation: string | null;
  /** The lead score on the test examples; null where nothing was measured. */
  readonly score: number | null;
}

/** What is measured, and on which examples. */
export interface Measured {
  readonly dataset: string;
  /** Number of examples that the scalings and the choices were measured on. */
  readonly validationCount: number;
  /** The usual scalings and a named one, each with its score on validation examples. */
  readonly scalings: readonly (ScalingChoice & { readonly score: number })[];
  /** The value of `normalisation` that the choices were measured with. */
  readonly normalisation: string;
}

export interface ModelReading {
  readonly format: string;
  readonly inputShape: readonly number[];
  /** Size of all files. */
  readonly bytes: number;
  /** The network as it is, and where it has max pooling, with each choice for it. */
  readonly outcomes: readonly PoolingOutcome[];
  /** Whether max pooling waits for a choice. */
  readonly asks: boolean;
  /** The largest difference to the file in double precision; null where a layer is refused. */
  readonly difference: Difference | null;
  /** The data sets that it can be measured on. */
  readonly fitting: readonly MeasuredSet[];
  readonly measured: Measured | null;
}

export interface MadeModel {
  readonly facts: OwnModelFacts;
  /** The id that it had before, by which older links name it. */
  readonly formerId: string;
  readonly file: Blob;
}

/** The interface of the model worker to the page; it serves one call. All reject in words. */
export interface ModelImporter {
  read(
    given: GivenModel,
    question: ModelQuestion,
    tell: (progress: ModelProgress) => void,
  ): Promise<ModelReading>;
  /** `inputShape` is that of the images that a network of vectors takes. */
  make(given: GivenModel, choices: ModelChoices, inputShape: ImageShape | null): Promise<MadeModel>;
}

/** What a network is measured on. */
export interface MeasuredExamples {
  readonly validation: ExampleSet;
  readonly objective: Objective;
}

export interface ImporterSurroundings {
  /** Opens what computes tensors. */
  open(): Promise<unknown>;
  /** Loads a data set with at most so many validation examples. */
  load(dataset: string, validationCount: number): Promise<MeasuredExamples>;
}

/** Examples on which scalings are guessed and choices are compared. */
const judgedOn = 1000;

/** Returns whether images are the inputs of a network; a vector may be an image of its size. */
export function takesImages(input: readonly number[], image: ImageShape): boolean {
  return input.length === 1
    ? image.reduce((product, side) => product * side, 1) === input[0]
    : image.join() === input.join();
}

const outputsOf = ({ layers }: Checkpoint) => layers.at(-1)!.bias.length;

async function filesOf({ files }: GivenModel): Promise<readonly ModelFile[]> {
  checkModelBytes(
    'the model',
    files.reduce((sum, { file }) => sum + file.size, 0),
  );
  const read = await Promise.all(
    files.map(async ({ name, file }) => ({ name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  return inManifestOrder(read);
}

async function describe({ network, ...given }: GivenModel) {
  const files = await filesOf({ ...given });
  return { files, description: await readModel(files, network === undefined ? {} : { network }) };
}

/** Returns the network with each choice for its max pooling. */
function loweredWith(description: ModelDescription, inputShape: ImageShape | undefined) {
  const as = (pooling: PoolingChoice) => lower(description, { pooling, ...(inputShape && { inputShape }) });
  const analog = as('max');
  const asks = asksForPooling(analog.report);
  const choices: readonly PoolingChoice[] = asks ? replacements : [];
  return { analog, asks, all: [['max', analog] as const, ...choices.map((c) => [c, as(c)] as const)] };
}

export function createModelImporter({ open, load }: ImporterSurroundings): ModelImporter {
  return {
    read: async (given, question, tell) => {
      tell({ step: 'reading', share: 0 });
      const { files, description } = await describe(given);
      const inputShape = [...description.inputShape];
      const shaped = question.sets.filter((set) => takesImages(inputShape, set.inputShape));
      const wanted = shaped.find(({ id }) => id === question.dataset) ?? shaped[0];
      const { analog, asks, all } = loweredWith(description, wanted?.inputShape);
      const { checkpoint } = analog;
      const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
      const told = { format: description.format, inputShape, bytes, asks };
      const outcomes = all.map(([choice, { report, checkpoint: made }]) => ({
        ...{ choice, lines: report.lines, notation: made?.notation ?? null, score: null },
      }));
      if (!checkpoint) return { ...told, outcomes, difference: null, fitting: [], measured: null };
      tell({ step: 'comparing', share: 0.2 });
      await open();
      const images = comparedImages(parseNotation(checkpoint.notation).inputShape);
      const difference = await differenceFromReference(description, checkpoint, analog.output, images);
      const fitting = shaped.filter(({ classes }) => classes === outputsOf(checkpoint));
      const set = fitting.find(({ id }) => id === question.dataset) ?? fitting[0];
      if (!set) return { ...told, outcomes, difference, fitting, measured: null };
      const share = (done: number, of: number) =>
        tell({ step: 'measuring', share: 0.4 + (0.6 * done) / Math.max(1, of) });
      share(0, 1);
      const channels = set.inputShape[2];
      const named = question.normalisation === null ? null : namedScaling(question.normalisation, channels);
      const choices = withNamed(usualScalings(channels), named);
      const works = choices.length + all.length;
      const examples = await load(set.id, judgedOn);
      const validation = firstExamples(examples.validation, judgedOn);
      const scoreOf = async (made: Checkpoint, setting: string) =>
        leadScore(
          classification,
          await scoresOfModel(made, scaledBy(validation, setting), examples.objective),
        );
      const scalings: Measured['scalings'][number][] = [];
      for (const choice of choices) {
        scalings.push({ ...choice, score: await scoreOf(checkpoint, choice.setting) });
        share(scalings.length, works);
      }
      const best = scalings.reduce((a, b) => (b.score > a.score ? b : a));
      const normalisation = named?.setting ?? best.setting;
      const scored: PoolingOutcome[] = [];
      for (const [i, [choice, { checkpoint: made }]] of all.entries()) {
        const same = choice === 'kept' ? scored[0]!.score : null;
        const score = same ?? (made && (await scoreOf(made, normalisation)));
        scored.push({ ...outcomes[i]!, score });
        share(choices.length + i + 1, works);
      }
      const counts = { validationCount: validation.count };
      const measured = { dataset: set.id, ...counts, scalings, normalisation };
      return { ...told, outcomes: scored, difference, fitting, measured };
    },
    make: async (given, choices, inputShape) => {
      const { files, description } = await describe(given);
      const pooling = choices.pooling ?? 'max';
      const { checkpoint } = lower(description, { pooling, ...(inputShape && { inputShape }) });
      if (!checkpoint) throw new ExchangeError('a layer of the network is refused; import it anew');
      const bytes = importedCheckpoint(files, checkpoint, choices);
      const header = bytes.subarray(headerLengthBytes, headerLengthBytes + headerLength(bytes));
      const facts = modelFacts(modelHash(bytes), header);
      const formerId = ownId(formerModelHash(bytes));
      return { facts, formerId, file: new Blob([bytes as Uint8Array<ArrayBuffer>]) };
    },
  };
}

function namedScaling(setting: string, channels: number): ScalingChoice | null {
  return (
    usualScalings(channels).find((usual) => usual.setting === setting) ?? scalingNamed(setting, channels)
  );
}

function withNamed(usual: readonly ScalingChoice[], named: ScalingChoice | null): readonly ScalingChoice[] {
  return !named || usual.some(({ setting }) => setting === named.setting) ? usual : [...usual, named];
}
