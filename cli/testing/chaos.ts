/**
 * Kills runs of the command line at random moments, goes on with each, and counts what was lost of
 * what they had told.
 */
import type { ChildProcess } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { createRandom } from '../../src/engine/work/random.ts';
import { withoutRunId } from '../../src/exchange/testing/without-run-id.ts';
import { holdsResume } from '../files/resume-file.ts';
import { type Ended, startPtl } from './start-ptl.ts';

/** What came of the kills. */
export interface Chaos {
  kills: number;
  /** Ends of stages, pre-training among them, that were told and computed again all the same. */
  lost: number;
  /** Runs that were killed at least once, and those of them that ended as an undisturbed run. */
  runs: number;
  identical: number;
  /** Runs that went on from what was kept; the others had told of no end of a stage yet. */
  resumed: number;
}

/** Most kills of one run. */
const mostOfOne = 3;

/** A run small enough to be made many times, with pre-training and three stages. */
const small = [
  ...['network=28x28-c2s4-8-8-10', 'start=scratch', 'pretrainEpochs=2', 'trainCount=256', 'batchSize=64'],
  ...['validationCount=64', 'testCount=64', 'calibrationCount=64', 'maxStageEpochs=2', 'patience=2'],
  ...['backend=wasm'],
];
const command = ['run', '--preset', 'first-look@3', '--set', ...small];

/**
 * Returns the number of ends of stages, pre-training among them, with which an output says that it
 * goes on, or null.
 */
function endsKept(out: string): number | null {
  const said = /^going on after (?:pre-training|stage (\d+))/m.exec(out);
  return said && 1 + Number(said[1] ?? 0);
}

/**
 * Returns the number of ends of stages that an output tells of, with those that the run had when it
 * went on.
 */
function endsTold(out: string): number {
  const kept = out.match(/^ANN:|^ {2}kept epoch/gm)?.length ?? 0;
  return (endsKept(out) ?? 0) + kept;
}

/** Returns the files of a finished run without times and without its id. */
async function resultIn(folder: string) {
  const metrics = await readFile(path.join(folder, 'metrics.csv'), 'utf8');
  return {
    metrics: metrics.replaceAll(/,[^,\n]*$/gm, ''),
    network: withoutRunId(await readFile(path.join(folder, 'snn.safetensors'))),
  };
}

/**
 * Returns whether all results of a run lie in the folder: it was killed too late to lose anything.
 */
async function isFinished(folder: string): Promise<boolean> {
  const there = await readdir(folder).catch(() => [] as string[]);
  return there.includes('report.json') && !there.some((name) => /^(resume|unfinished)/.test(name));
}

/** Starts a command and kills it after some milliseconds, unless it has ended by then. */
async function killAfter(args: readonly string[], milliseconds: number): Promise<Ended> {
  let child: ChildProcess | null = null;
  const ended = startPtl(args, {
    onStart: (started) => {
      child = started;
    },
  });
  const cancel = new AbortController();
  const kill = setTimeout(milliseconds, null, { signal: cancel.signal }).then(
    () => void child?.kill('SIGKILL'),
    () => {},
  );
  const result = await ended;
  cancel.abort();
  await kill;
  return result;
}

function mustFinish({ code, error }: Ended): void {
  if (code !== 0) throw new Error(`the command ended with ${code}: ${error}`);
}

/**
 * Kills runs, `kills` times in all, in subfolders of `folder`; each attempt has a number of workers
 * of its own. `tell` gets a line for each run.
 */
export async function chaosOfCommands(
  folder: string,
  { kills, seed, tell = () => {} }: { kills: number; seed: number; tell?: (line: string) => void },
): Promise<Chaos> {
  const random = createRandom(seed, 'kills');
  const at = (name: string) => path.join(folder, name);
  const began = performance.now();
  mustFinish(await startPtl([...command, 'workers=2', '--out', at('undisturbed')]));
  const took = performance.now() - began;
  const wanted = await resultIn(at('undisturbed'));
  const chaos: Chaos = { kills: 0, lost: 0, runs: 0, identical: 0, resumed: 0 };
  for (let n = 1; chaos.kills < kills; n++) {
    const out = at(`run-${n}`);
    const most = Math.min(mostOfOne, kills - chaos.kills);
    let told = 0;
    let killed = 0;
    let ended: Ended;
    do {
      const workers = `workers=${1 + Math.floor(3 * random.next())}`;
      const goesOn = await holdsResume(out);
      const args = goesOn
        ? ['run', '--resume', out, '--set', workers]
        : [...command, workers, '--out', out, '--overwrite'];
      ended =
        killed < most ? await killAfter(args, (0.1 + 0.9 * random.next()) * took) : await startPtl(args);
      if (goesOn) chaos.resumed++;
      const kept = goesOn ? endsKept(ended.out) : 0;
      if (kept !== null) chaos.lost += Math.max(0, told - kept);
      told = Math.max(told, endsTold(ended.out));
      if (ended.signal !== null) killed++;
    } while (ended.signal !== null && !(await isFinished(out)));
    if (ended.signal === null) mustFinish(ended);
    chaos.kills += killed;
    if (killed > 0) {
      chaos.runs++;
      const identical = isDeepStrictEqual(await resultIn(out), wanted);
      if (identical) chaos.identical++;
      tell(`run ${n}: killed ${killed} times, ${identical ? 'identical' : 'DIFFERENT'}`);
    }
    await rm(out, { recursive: true });
  }
  return chaos;
}

/** Says in one line what came of the kills of `where`. */
export function chaosWords(where: string, { kills, lost, runs, identical, resumed }: Chaos): string {
  return `${where}: ${kills} kills tried, ${lost} stages lost, ${identical} of ${runs} killed runs identical (${resumed} times gone on from a stage’s end)`;
}
