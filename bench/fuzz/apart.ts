/**
 * Fuzzes a parser whose reader a damaged input can harm for good: in processes of their own, which
 * put the reader in order again after such an input. An input that ends its process, or holds it up
 * for too long, is read alone once more, and told with its seed if it does so again. What the
 * processes load is built into one file first.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { parserNamed } from '../../cli/testing/fuzz/files.ts';
import { type Finding, findings } from '../../cli/testing/fuzz/findings.ts';
import type { Amount } from '../../cli/testing/fuzz/fuzz.ts';
import { inProcess } from './in-process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = path.join(root, 'out/fuzz');

/** Most inputs of a process, so that what they leave behind in its memory stays small. */
const mostInputs = 500;

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
  let sum = findings(name).result();
  const take = async (amount: Amount): Promise<void> => {
    const own = await inProcess(program, { name, whole, amount });
    if (!('brokenOff' in own)) sum = added(sum, own);
    else {
      // The inputs before it are read once more: what was found with them is lost with the process.
      if (own.brokenOff > 0) await take({ ...amount, count: own.brokenOff });
      sum = added(sum, await alone(amount.first + own.brokenOff));
    }
    tell(sum.tried);
  };
  // An earlier input may have harmed the reader without telling.
  const alone = async (seed: number): Promise<Finding> => {
    const own = await inProcess(program, { name, whole, amount: { count: 1, first: seed } });
    return 'brokenOff' in own ? endedBy(name, seed, own.how) : own;
  };
  while (sum.tried < count)
    await take({ count: Math.min(mostInputs, count - sum.tried), first: first + sum.tried });
  return sum;
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

/** Returns what is found with an input that ended its process. */
async function endedBy(name: string, seed: number, how: string): Promise<Finding> {
  const one = findings(name);
  await one.tryOne(seed, () => {
    throw new Error(how);
  });
  return one.result();
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
