/**
 * Starts the command line as a user has it, for tests: a process with arguments, two streams and an
 * exit code.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly error: string;
}

/**
 * Starts it and resolves at its end. `onOutput` gets all that was printed so far, each time there
 * is more; `cwd` is the folder that relative paths start from.
 */
export function startPtl(
  args: readonly string[],
  {
    onStart = () => {},
    onOutput = () => {},
    cwd = root,
  }: {
    onStart?: (child: ChildProcess) => void;
    onOutput?: (out: string, child: ChildProcess) => void;
    cwd?: string;
  } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'scripts/ptl.mjs'), ...args], { cwd });
    onStart(child);
    let out = '';
    let error = '';
    child.stdout.on('data', (text) => {
      out += text;
      onOutput(out, child);
    });
    child.stderr.on('data', (text) => {
      error += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, error }));
  });
}
