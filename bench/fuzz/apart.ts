/**
 * Fuzzes a parser whose reader a damaged input can harm for good: in processes of its own, each of
 * which ends where that happens, or after some inputs.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Finding } from '../../cli/testing/fuzz/findings.ts';

/** Most inputs of a process; the library that reads them keeps what they leave behind. */
const mostInputs = 2000;
const mostOutputBytes = 2 ** 24;

/** Reads `count` damaged inputs of a parser from the seed `first` on. */
export async function fuzzApart(
  name: string,
  count: number,
  first: number,
  tell: (done: number) => void,
): Promise<Finding> {
  let sum: Finding | null = null;
  for (let done = 0; done < count; done = sum.tried) {
    const inputs = Math.min(mostInputs, count - done);
    const own = await inProcess(name, inputs, first + done);
    sum = sum ? added(sum, own) : own;
    tell(sum.tried);
  }
  return sum!;
}

async function inProcess(name: string, inputs: number, first: number): Promise<Finding> {
  const parameters = ['--parser', name, '--files', `${inputs}`, '--seed', `${first}`, '--json'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...process.execArgv, process.argv[1]!, ...parameters],
    { maxBuffer: mostOutputBytes },
  );
  return JSON.parse(stdout) as Finding;
}

function added(a: Finding, b: Finding): Finding {
  const slower = a.longestMilliseconds < b.longestMilliseconds ? b : a;
  return {
    name: a.name,
    tried: a.tried + b.tried,
    accepted: a.accepted + b.accepted,
    unwritten: a.unwritten + b.unwritten,
    failures: [...a.failures, ...b.failures],
    longestMilliseconds: slower.longestMilliseconds,
    longestSeed: slower.longestSeed,
    mebibytes: Math.max(a.mebibytes, b.mebibytes),
  };
}
