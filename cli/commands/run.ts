/**
 * `run`: makes one conversion from start to end, and writes its report, metrics and network file.
 */
import { randomUUID } from 'node:crypto';
import { findDataset } from '../../src/datasets/index.ts';
import { readNetworkFile } from '../../src/exchange/network-file.ts';
import { createControl } from '../../src/runs/execution/control.ts';
import { execute } from '../../src/runs/execution/execute.ts';
import { encodeLink } from '../../src/runs/link/link.ts';
import { predictionsCsv } from '../../src/runs/records/answers-csv.ts';
import type { RunEvent, RunSink } from '../../src/runs/records/events.ts';
import type { Resume } from '../../src/runs/resume/resume.ts';
import { requireMemory } from '../../src/runs/spec/memory/memory-problem.ts';
import { recipeOf } from '../../src/runs/spec/methods/registry.ts';
import { unusedWords } from '../../src/runs/spec/methods/unused-settings.ts';
import { type RunSpec, SpecError } from '../../src/runs/spec/spec.ts';
import { taskOf } from '../../src/tasks/index.ts';
import { goOnUnread } from '../closed-pipe.ts';
import { holdsResume, keeperIn } from '../files/resume-file.ts';
import { type RunFolder, takeCutOff, takeFolder, takeFreeFolder, writeRun } from '../files/run-folder.ts';
import { keepingTrained, trainedBefore } from '../files/trained.ts';
import { onInterrupt } from '../interrupt.ts';
import { judge } from '../judge.ts';
import { printEvent } from '../print-event.ts';
import { printReport } from '../print-report.ts';
import { chosenIn, resumedSpec, type SpecOptions, specOf } from '../spec-options.ts';
import { nodeLimits, surroundings } from '../surroundings.ts';

interface RunOptions extends SpecOptions {
  readonly resume?: string;
  readonly out?: string;
  readonly overwrite: boolean;
  readonly predictions: boolean;
}

const defaultFolder = 'out/run';

export async function run(options: RunOptions): Promise<void> {
  if (options.resume !== undefined) return goOn(options.resume, options);
  const spec = specOf(options);
  requireMemory(spec, nodeLimits(spec.backend));
  const { folder, unlock } = await take(options);
  try {
    goOnUnread(folder);
    if (options.out === undefined && folder !== defaultFolder)
      console.log(`${defaultFolder} is taken: the results go to ${folder}`);
    for (const name of chosenIn(options)) {
      const words = unusedWords(name, spec);
      if (words) console.error(`${words}; the run goes on without it`);
    }
    await work(spec, folder, options.predictions, null);
  } finally {
    await unlock();
  }
}

/** Goes on with the run of a folder that was cut off. */
async function goOn(of: string, { preset, link, out, overwrite, set, predictions }: RunOptions) {
  if (preset !== undefined || link !== undefined || out !== undefined || overwrite)
    throw new SpecError([
      '--resume takes the run from the folder, and its results go there; of the other options it allows --predictions and --set',
    ]);
  const { folder, unlock, resume } = await takeCutOff(of);
  try {
    goOnUnread(folder);
    await work(resumedSpec(resume.report.spec, set), folder, predictions, resume);
  } finally {
    await unlock();
  }
}

function take({ out, overwrite }: RunOptions): Promise<RunFolder> {
  if (out === undefined && !overwrite) return takeFreeFolder(defaultFolder);
  return takeFolder(out ?? defaultFolder, overwrite);
}

async function work(
  spec: RunSpec,
  folder: string,
  predictions: boolean,
  resume: Resume | null,
): Promise<void> {
  const { uses, title } = recipeOf(spec.method);
  const patience = uses.includes('patience') ? `  Tp ${spec.patience}` : '';
  console.log(
    `${title}: ${spec.preset}  ${spec.network}  Ns ${spec.timeSteps}${patience}  seed ${spec.seed}`,
  );
  console.log(`link ${encodeLink(spec)}`);
  const control = createControl();
  onInterrupt(() => {
    console.error('stopping, and keeping what there is; Ctrl-C again ends at once');
    control.command('stop');
  });
  let last: RunEvent | null = null;
  const print = printEvent(spec);
  const runId = resume?.report.runId ?? randomUUID();
  const begin = resume ?? (await trainedBefore(spec, runId));
  if (begin && !resume) console.log('its pre-trained network is kept from an earlier run');
  const sink: RunSink = (event) => {
    last = event;
    print(event);
  };
  await execute(runId, spec, surroundings(keepingTrained(spec, keeperIn(folder))), control, sink, begin);
  await keep(folder, last as RunEvent | null, predictions);
}

async function keep(folder: string, last: RunEvent | null, predictions: boolean): Promise<void> {
  if (last?.type !== 'runFinished' && last?.type !== 'runStopped' && last?.type !== 'runFailed') return;
  const network = last.type === 'runFinished' ? last.network : null;
  // The report is printed first, since it is all that is left if nothing can be written.
  if (last.type === 'runFinished') printReport(last.report);
  else if (last.type === 'runStopped') {
    console.log('stopped');
    process.exitCode = 130;
  } else {
    console.error(`ptl: ${last.message}`);
    process.exitCode = 2;
  }
  if (!last.report) return;
  const answers = network && predictions ? await predictionsOf(network, last.report.spec) : null;
  const written = await writeRun(folder, last.report, network, answers);
  console.log(`wrote ${written.join(', ')}`);
  if (await holdsResume(folder)) console.log(`go on with it: npm run ptl -- run --resume ${folder}`);
}

/** Returns the finished network's answer to each test example, simulated once more, as CSV. */
async function predictionsOf(network: Uint8Array, spec: RunSpec): Promise<string> {
  const facts = findDataset(spec.dataset)!;
  const task = taskOf(spec.task);
  const judges = { name: facts.title, facts, split: 'test' } as const;
  const result = await judge(readNetworkFile(network), judges, task, facts.available.test, true);
  return predictionsCsv(result.set, result, task, facts.classNames);
}
