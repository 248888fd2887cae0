/** `simulate`: runs a network file on test examples, and prints its scores and cost. */
import { DataError } from '../../src/datasets/dataset.ts';
import type { NirOptions } from '../../src/exchange/nir/read.ts';
import { neuronCount } from '../../src/networks/layer.ts';
import { neuronTotal } from '../../src/networks/sizes.ts';
import { confusionCsv, predictionsCsv } from '../../src/runs/records/answers-csv.ts';
import { networkCells, neuroBenchNotes } from '../../src/runs/records/neurobench-table.ts';
import { provenanceLines } from '../../src/runs/records/provenance-words.ts';
import { SpecError } from '../../src/runs/spec/spec.ts';
import { type Confusion, confusionOf } from '../../src/tasks/confusion.ts';
import { taskOf } from '../../src/tasks/index.ts';
import { leadMetric, leadScore } from '../../src/tasks/task.ts';
import { unansweredWords } from '../../src/tasks/unanswered.ts';
import { writeCount } from '../../src/tasks/writing.ts';
import { openNodeBackend } from '../backend.ts';
import { claimFile } from '../files/claim-file.ts';
import { openSource } from '../files/network-source.ts';
import { writeWhole } from '../files/write-whole.ts';
import { type Judgement, judge, judgesNamed, requireFit } from '../judge.ts';
import { printCost, table } from '../print-report.ts';
import { othersIn, scoreText } from '../scores.ts';
import { wholeOption } from '../whole-option.ts';

interface SimulateOptions {
  readonly network?: string;
  readonly steps?: string;
  readonly dt?: string;
  readonly reset?: NirOptions['reset'];
  readonly coding?: NirOptions['coding'];
  readonly data: string;
  readonly count?: string;
  readonly backend: 'wasm' | 'cpu' | 'webgpu' | 'auto';
  readonly predictions?: string;
  readonly confusion?: string;
  readonly overwrite: boolean;
}

/**
 * Most classes of a matrix that is printed: a larger one is no help on a terminal. As CSV there is
 * no limit.
 */
const mostPrinted = 20;

export async function run(file: string | undefined, options: SimulateOptions): Promise<void> {
  const given = file ?? options.network;
  if (given === undefined || (file !== undefined && options.network !== undefined))
    throw new SpecError(['give one network: ptl simulate FILE']);
  const { network, provenance, notes } = await openSource(given, nirOptions(options));
  if (!network) throw new DataError(`${given} holds no network: its run kept none.`);
  for (const note of notes) console.log(note);
  const judges = judgesNamed(options.data);
  const { facts } = judges;
  const most = facts.available[judges.split];
  const count = options.count === undefined ? most : wholeOption('--count', options.count, 1, most);
  requireFit(network, judges);
  const task = taskOf(network.task);
  const misfit = task.misfit(neuronCount(network.layers.at(-1)!.layer), facts);
  if (misfit) throw new DataError(`The network does not fit its task ${task.id}: ${misfit}.`);
  const { predictions, confusion } = options;
  if (confusion !== undefined && task.targets !== 'class')
    throw new SpecError([`--confusion needs classes, and the network's task is ${task.id}`]);
  if (predictions !== undefined) await claimFile(predictions, options.overwrite, '--predictions');
  if (confusion !== undefined) await claimFile(confusion, options.overwrite, '--confusion');
  const { backend, device } = await openNodeBackend(options.backend);
  const neurons = neuronTotal(network.layers.map(({ layer }) => layer));
  console.log(
    `${network.layers.length} layers, ${writeCount(neurons)} neurons at Ns ${network.timeSteps}, on ${writeCount(count)} examples`,
  );
  const result = await judge(network, judges, task, count, predictions !== undefined);
  const { scores } = result;
  for (const line of provenance ? provenanceLines(provenance) : []) console.log(line);
  const lead = leadMetric(task);
  const others = othersIn(task, scores).map(
    (metric) => `, ${metric.label} ${scoreText(metric, scores[metric.id]!)}`,
  );
  console.log(
    `${options.data}: ${lead.label} ${scoreText(lead, leadScore(task, scores))}${others.join('')} of ${writeCount(result.images)} examples at Ns ${network.timeSteps}, ` +
      `${(result.images / result.seconds).toFixed(0)} examples/s on ${backend} (${device})`,
  );
  const unanswered = unansweredWords(scores, result.images);
  if (unanswered) {
    console.error(`warning: ${unanswered}`);
    process.exitCode = 1;
  }
  if (result.cost) printCost(result.cost);
  else console.log('The network is a hybrid between stages: its cost is not that of a spiking network.');
  const cells = result.neuroBench && networkCells(result.neuroBench);
  if (cells) console.log(`\n${table(cells)}\n${neuroBenchNotes}\n`);
  const matrix = matrixOf(result);
  if (matrix && matrix.length <= mostPrinted) printConfusion(matrix, facts.classNames);
  if (predictions !== undefined) {
    await writeWhole(predictions, predictionsCsv(result.set, result, task, facts.classNames));
    console.log(`wrote ${predictions}`);
  }
  if (matrix && confusion !== undefined) {
    await writeWhole(confusion, confusionCsv(matrix, facts.classNames));
    console.log(`wrote ${confusion}`);
  }
}

/** Returns what is said of a NIR file that does not say it itself. */
function nirOptions({ steps, dt, reset, coding }: SimulateOptions): Partial<NirOptions> {
  if (dt !== undefined && !(Number(dt) > 0)) throw new SpecError([`--dt must be above 0 (got ${dt})`]);
  return {
    ...(steps === undefined ? {} : { timeSteps: wholeOption('--steps', steps, 1, 1024) }),
    ...(dt === undefined ? {} : { dt: Number(dt) }),
    ...(reset === undefined ? {} : { reset }),
    ...(coding === undefined ? {} : { coding }),
  };
}

/** Returns the confusion matrix, or null when the answer is not a class. */
function matrixOf({ set: { targets }, classes }: Judgement): Confusion | null {
  return targets.kind === 'class' && classes ? confusionOf(targets.labels, classes, targets.classes) : null;
}

function printConfusion(matrix: Confusion, names: readonly string[]): void {
  const rows = matrix.map((row, k) => [names[k]!, ...row.map((n) => (n === 0 ? '·' : `${n}`))]);
  console.log(`\n${table([['', ...names], ...rows])}`);
  console.log('Confusion matrix: rows are the true classes, columns the answers.');
}
