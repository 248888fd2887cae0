/**
 * `sweep`: runs a grid of settings times a number of seeds. It is kept cell by cell in a folder,
 * and can be resumed however it ended.
 */
import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import { encodeSweepLink } from '../../src/runs/link/link.ts';
import { otherEngine } from '../../src/runs/records/other-engine.ts';
import { unequalReadout } from '../../src/runs/spec/unequal-readout.ts';
import { createSweepControl } from '../../src/runs/sweep/control.ts';
import { leftOutLines, leftOutWords } from '../../src/runs/sweep/left-out.ts';
import { cellsOf, leftOutOf } from '../../src/runs/sweep/plan.ts';
import { runSweep } from '../../src/runs/sweep/queue.ts';
import { unusedLines } from '../../src/runs/sweep/repeats.ts';
import type { CellResult, SweepSink, SweepSpec, SweepStore } from '../../src/runs/sweep/sweep.ts';
import { SweepError } from '../../src/runs/sweep/sweep-error.ts';
import { goOnUnread } from '../closed-pipe.ts';
import { lockFolder } from '../files/lock.ts';
import { makeFolder } from '../files/make-folder.ts';
import { onInterrupt } from '../interrupt.ts';
import { chosenIn } from '../spec-options.ts';
import { claimFolder, engineIn, folderStore, sweepIn, tidyFolder, writeTables } from '../sweep/folder.ts';
import { printSummary, printSweep } from '../sweep/print.ts';
import { cellRunner } from '../sweep/run-cell.ts';
import { type SweepOptions, sweepOf } from '../sweep-options.ts';
import { wholeOption } from '../whole-option.ts';

interface Options extends SweepOptions {
  readonly out?: string;
  readonly resume?: string;
  readonly parallel?: string;
}

const mostParallel = 64;

export async function run(options: Options): Promise<void> {
  const { folder, sweep } = await wanted(options);
  const cores = availableParallelism();
  const parallel =
    options.parallel === undefined
      ? Math.max(1, Math.floor(cores / sweep.base.workers))
      : wholeOption('--parallel', options.parallel, 1, mostParallel);
  await makeFolder(folder);
  const unlock = await lockFolder(folder);
  try {
    await tidyFolder(folder);
    await claimFolder(folder, sweep);
    goOnUnread(folder);
    console.log(`sweep of ${sweep.base.preset} in ${folder}, ${parallel} at a time`);
    console.log(`link ${encodeSweepLink(sweep)}`);
    const engine = otherEngine(
      `The sweep in ${folder}`,
      await engineIn(folder),
      'Cells that ended keep their figures, and this engine computes the others, which may differ.',
    );
    if (engine) console.error(engine);
    printLeftOut(sweep);
    for (const line of unusedLines(sweep, chosenIn(options))) console.error(line);
    const unequal = unequalReadout(cellsOf(sweep).map(({ spec }) => spec));
    if (unequal) console.error(unequal);
    await work(folder, sweep, parallel);
  } finally {
    await unlock();
  }
}

async function wanted({ resume, out, parallel: _, ...options }: Options) {
  if (resume !== undefined) {
    if (out !== undefined || Object.keys(options).length > 0)
      throw new SweepError([
        '--resume takes all from the folder; of the other options it allows --parallel only',
      ]);
    const sweep = await sweepIn(resume);
    if (!sweep)
      throw new SweepError([`${resume} holds no sweep (no sweep.json); start one with --grid and --out`]);
    return { folder: resume, sweep };
  }
  if (out === undefined) throw new SweepError(['--out FOLDER is missing: it is where the results go']);
  return { folder: out, sweep: sweepOf(options) };
}

function printLeftOut(sweep: SweepSpec): void {
  const leftOut = leftOutOf(sweep);
  if (leftOut.length === 0) return;
  console.log(leftOutWords(leftOut));
  for (const line of leftOutLines(leftOut)) console.log(`  ${line}`);
}

async function work(folder: string, sweep: SweepSpec, parallel: number): Promise<void> {
  const control = createSweepControl();
  // An interrupt loses only the cells that have not ended.
  onInterrupt(control.cancel);
  const tables = tableWriter(folder, sweep);
  const store = folderStore(folder, sweep);
  const kept: SweepStore = {
    load: store.load,
    save: async (result, network) => {
      await store.save(result, network);
      await tables.add(result);
    },
  };
  const print = printSweep();
  let stopped = false;
  const sink: SweepSink = (event) => {
    if (event.type === 'sweepBegan') tables.begin(event.kept);
    if (event.type === 'sweepEnded') stopped = event.how === 'stopped';
    print(event);
  };
  const runCell = cellRunner(folder, totalmem() / parallel);
  const results = await runSweep(sweep, { store: kept, runCell, parallel }, control, sink);
  await writeTables(folder, results);
  printSummary(results);
  const failed = results.results.filter(({ status }) => status === 'failed');
  for (const { key, failure } of failed) console.error(`failed: ${key}: ${failure}`);
  const again = `npm run ptl -- sweep --resume ${folder}`;
  if (failed.length > 0)
    console.error(`${failed.length} failed; the same command tries them again, or: ${again}`);
  if (stopped) {
    const left = cellsOf(sweep).length - results.results.length;
    console.log(`stopped; ${left} cells are left. Resume with the same command, or: ${again}`);
    process.exitCode = 130;
  } else if (failed.length > 0) process.exitCode = 2;
  const files = ['results.json', 'results.csv', 'summary.csv', 'summary.tex'];
  console.log(`wrote ${files.map((file) => path.join(folder, file)).join(', ')}`);
}

/**
 * Returns a writer of the tables. It writes them as cells end, but not after each one if writing
 * would take a good part of the time.
 */
function tableWriter(folder: string, sweep: SweepSpec) {
  const results = new Map<string, CellResult>();
  const order = cellsOf(sweep).map(({ key }) => key);
  let writing: Promise<void> = Promise.resolve();
  let notBefore = 0;
  return {
    begin: (kept: readonly CellResult[]) => {
      for (const result of kept) results.set(result.key, result);
    },
    add: (result: CellResult) => {
      results.set(result.key, result);
      writing = writing.then(async () => {
        const began = performance.now();
        if (began < notBefore) return;
        await writeTables(folder, { sweep, results: order.flatMap((key) => results.get(key) ?? []) });
        notBefore = performance.now() + 20 * (performance.now() - began);
      });
      return writing;
    },
  };
}
