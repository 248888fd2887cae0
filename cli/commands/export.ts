/**
 * `export`: writes a run or its network in another form: NIR with its conformance card, spike
 * trains, answers, a zip, or the words and tables of a paper.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '../../src/datasets/dataset.ts';
import { inputsAt } from '../../src/engine/examples/example-set.ts';
import { readAnyCheckpoint } from '../../src/exchange/any-checkpoint.ts';
import { writeOnnx } from '../../src/exchange/models/onnx/write.ts';
import { weightsFile, writeTfjs } from '../../src/exchange/models/tfjs/write.ts';
import type { WrittenAnn } from '../../src/exchange/models/written-ann.ts';
import type { StoredNetwork } from '../../src/exchange/network-file.ts';
import { conformanceCard } from '../../src/exchange/nir/card.ts';
import { writeNir } from '../../src/exchange/nir/write.ts';
import { npzFile } from '../../src/exchange/npz.ts';
import { modelShelf } from '../../src/exchange/own-models.ts';
import { provenanceMetadata } from '../../src/exchange/provenance.ts';
import { spikeTrains } from '../../src/exchange/spike-trains.ts';
import { toLayers } from '../../src/networks/chain.ts';
import { runZip, type ZippedRun } from '../../src/runs/archive/run-zip.ts';
import { predictionsCsv } from '../../src/runs/records/answers-csv.ts';
import { jsonText } from '../../src/runs/records/export.ts';
import { bibtex } from '../../src/runs/records/paper/bibtex.ts';
import { methodsText } from '../../src/runs/records/paper/methods-text.ts';
import { stagesLatex } from '../../src/runs/records/paper/stage-table.ts';
import { ownModelOf, startsFromOwn } from '../../src/runs/spec/start-network.ts';
import { taskOf } from '../../src/tasks/index.ts';
import { openNodeBackend } from '../backend.ts';
import { claimFile } from '../files/claim-file.ts';
import { type NetworkSource, openSource } from '../files/network-source.ts';
import { writeWhole } from '../files/write-whole.ts';
import { examplesOf, judge, judgesNamed } from '../judge.ts';
import { wholeOption } from '../whole-option.ts';

interface ExportOptions {
  readonly to: Form;
  readonly out: string;
  readonly data: string;
  readonly count?: string;
  readonly layers?: string;
  readonly backend: 'wasm' | 'cpu' | 'webgpu' | 'auto';
  readonly overwrite: boolean;
}

/** What is written, by the names of the files. */
type Written = ReadonlyMap<string, string | Uint8Array>;

/** A form says which files it writes, so that they can be claimed before the work begins. */
type FormFacts = { files(out: string): readonly string[] } & (
  | {
      readonly of: 'run';
      write(source: NetworkSource, given: string, options: ExportOptions): Promise<Written>;
    }
  | { readonly of: 'checkpoint'; write(given: string, options: ExportOptions): Promise<Written> }
);

const alone = (out: string) => [out];
const beside = (out: string, ending: string) => `${out.replace(/\.[^./\\]*$/, '')}${ending}`;

const forms = {
  nir: { of: 'run', files: (out) => [out, beside(out, '.card.json')], write: nirFiles },
  npz: { of: 'run', files: alone, write: trainsFile },
  csv: { of: 'run', files: alone, write: answersFile },
  zip: {
    of: 'run',
    files: alone,
    write: zipFile,
  },
  methods: { of: 'run', files: (out) => [out, beside(out, '.bib')], write: methodsFiles },
  tex: {
    of: 'run',
    files: alone,
    write: async (source, given, { out }) => new Map([[out, stagesLatex(runIn(source, given).report)]]),
  },
  tfjs: {
    of: 'checkpoint',
    files: (out) => [out, path.join(path.dirname(out), weightsFile)],
    write: tfjsFiles,
  },
  onnx: {
    of: 'checkpoint',
    files: alone,
    write: async (given, { out }) => new Map([[out, writeOnnx(await annIn(given))]]),
  },
} as const satisfies Record<string, FormFacts>;

type Form = keyof typeof forms;

export async function run(given: string, options: ExportOptions): Promise<void> {
  const form: FormFacts = forms[options.to];
  const claim = async () => {
    for (const file of form.files(options.out)) await claimFile(file, options.overwrite);
  };
  let written: Written;
  if (form.of === 'checkpoint') {
    await claim();
    written = await form.write(given, options);
  } else {
    const source = await openSource(given);
    for (const note of source.notes) console.log(note);
    await claim();
    written = await form.write(source, given, options);
  }
  for (const [file, content] of written) {
    await writeWhole(file, content);
    console.log(`wrote ${file}`);
  }
}

function networkIn({ network }: NetworkSource, given: string): StoredNetwork {
  if (network) return network;
  throw new DataError(`${given} holds no network: its run kept none.`);
}

function runIn({ run }: NetworkSource, given: string): ZippedRun {
  if (run) return run;
  throw new DataError(`${given} is a network alone; give the folder or the zip of a run.`);
}

async function nirFiles(source: NetworkSource, given: string, options: ExportOptions): Promise<Written> {
  const network = networkIn(source, given);
  const { provenance } = source;
  await openNodeBackend(options.backend);
  const nir = await writeNir(network, provenance ? provenanceMetadata(provenance) : {});
  const card = await conformanceCard(nir, network);
  const [file, cardFile] = forms.nir.files(options.out);
  return new Map<string, string | Uint8Array>([
    [file!, nir],
    [cardFile!, jsonText(card)],
  ]);
}

async function trainsFile(source: NetworkSource, given: string, options: ExportOptions): Promise<Written> {
  const network = networkIn(source, given);
  const judges = judgesNamed(options.data);
  const most = judges.facts.available[judges.split];
  const count = wholeOption('--count', options.count ?? `${Math.min(10, most)}`, 1, most);
  await openNodeBackend(options.backend);
  const { set, free } = await examplesOf(network, judges, taskOf(network.task), count);
  free();
  const examples = [];
  for (let index = 0; index < count; index++) {
    const x = inputsAt(set, [index]);
    examples.push({ index, pixels: Float32Array.from(await x.data()) });
    x.dispose();
  }
  const trains = await spikeTrains(network, examples, options.layers?.split(','));
  return new Map([[options.out, npzFile(trains)]]);
}

async function answersFile(source: NetworkSource, given: string, options: ExportOptions): Promise<Written> {
  const network = networkIn(source, given);
  const judges = judgesNamed(options.data);
  const most = judges.facts.available[judges.split];
  const count = options.count === undefined ? most : wholeOption('--count', options.count, 1, most);
  const task = taskOf(network.task);
  await openNodeBackend(options.backend);
  const result = await judge(network, judges, task, count, true);
  return new Map([[options.out, predictionsCsv(result.set, result, task, judges.facts.classNames)]]);
}

async function zipFile(source: NetworkSource, given: string, { out }: ExportOptions): Promise<Written> {
  const run = runIn(source, given);
  const { spec } = run.report;
  const model = source.model ?? (await ownModelOf(spec)?.read()) ?? null;
  if (!model && startsFromOwn(spec))
    console.log(`${modelShelf.missingWords(spec.model)}. The zip names it by its hash alone.`);
  return new Map([[out, runZip(run, model)]]);
}

async function methodsFiles(source: NetworkSource, given: string, { out }: ExportOptions): Promise<Written> {
  const { report } = runIn(source, given);
  const [file, references] = forms.methods.files(out);
  return new Map([
    [file!, methodsText(report)],
    [references!, bibtex(report)],
  ]);
}

/** Returns the analog network of a checkpoint. */
async function annIn(given: string): Promise<WrittenAnn> {
  const bytes = await readFile(given).catch(({ code }: NodeJS.ErrnoException) => {
    throw new DataError(`${given} cannot be read (${code}); give the checkpoint of an analog network.`);
  });
  const { network, layers: values } = readAnyCheckpoint(bytes);
  const { front, inputShape } = network;
  return { inputShape, layers: toLayers(network), values, back: [], ...(front ? { front } : {}) };
}

async function tfjsFiles(given: string, { out }: ExportOptions): Promise<Written> {
  const { model, weights } = writeTfjs(await annIn(given));
  const [file, weightsAt] = forms.tfjs.files(out);
  return new Map<string, string | Uint8Array>([
    [file!, model],
    [weightsAt!, weights],
  ]);
}
