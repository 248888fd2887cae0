/** Runs a measurement in a process of its own, so that memory is that of one run alone. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Runs a script beside this file with one argument, prints its lines but the last, and resolves to
 * what the last line says in JSON.
 */
export function measuredIn<T>(script: string, asked: object): Promise<T> {
  const file = new URL(script, import.meta.url).pathname;
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', file, JSON.stringify(asked)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let last: string | null = null;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (last !== null) console.log(last);
      last = line;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 && last !== null) resolve(JSON.parse(last) as T);
      else reject(new Error(`${script} ended with ${code}`));
    });
  });
}

/** Returns what the parent asked for. */
export function question<T>(): T {
  return JSON.parse(process.argv[2]!) as T;
}

/** Sends the answer to the parent, as the last line. */
export function answer(value: object): void {
  console.log(JSON.stringify(value));
}
