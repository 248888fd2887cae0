/**
 * Fuzzes a parser whose reader a damaged input can harm for good: in processes of its own, each of
 * which ends where that happens, or after some inputs. Hundreds of processes are started, so that
 * what they load is built into one file first.
 */
import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { parserNamed } from '../../cli/testing/fuzz/files.ts';
import type { Finding } from '../../cli/testing/fuzz/findings.ts';
import type { Amount } from '../../cli/testing/fuzz/fuzz.ts';
import type { Work } from './process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = path.join(root, 'out/fuzz');

/** Most inputs of a process; the library that reads them keeps what they leave behind. */
const mostInputs = 2000;

/** Returns whether an input can harm the reader of a parser for the rest of a process. */
export function canBeHarmed(name: string): boolean {
  return parserNamed(name).whole !== undefined;
}

/** Reads `count` damaged inputs of a parser from the seed `first` on. */
export async function fuzzApart(
  name: string,
  count: number,
  first: number,
  tell: (done: number) => void,
): Promise<Finding> {
  const program = await builtProcess();
  const whole = parserNamed(name).whole!;
  let sum: Finding | null = null;
  for (let done = 0; done < count; done = sum.tried) {
    const amount = { count: Math.min(mostInputs, count - done), first: first + done };
    const own = await inProcess(program, { name, whole, amount });
    sum = sum ? added(sum, own) : own;
    tell(sum.tried);
  }
  return sum!;
}

/** Builds the program of the processes, with all that it needs in one file; returns its path. */
async function builtProcess(): Promise<string> {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('process.ts', import.meta.url)),
      outDir: out,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: '[name].mjs' } },
    },
    ssr: { noExternal: true },
  });
  return path.join(out, 'process.mjs');
}

/** Returns what a process found before it ended. */
function inProcess(program: string, work: Work): Promise<Finding> {
  const child = fork(program, { serialization: 'advanced', execArgv: [] });
  return new Promise((found, fail) => {
    child.once('message', (finding) => found(finding as Finding));
    child.once('error', fail);
    child.once('exit', (code, signal) => fail(new Error(endedWords(work, code ?? signal))));
    child.send(work);
  });
}

const endedWords = ({ name, amount }: { name: string; amount: Amount }, how: unknown) =>
  `${name}: a process ended (${how}) at one of ${amount.count} inputs from seed ${amount.first} on`;

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
