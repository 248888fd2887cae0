/**
 * Runs a process that reads damaged inputs, and says which of them ended it or held it up where it
 * does not come to its end.
 */
import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Finding } from '../../cli/testing/fuzz/findings.ts';
import type { Work } from './process.ts';

/** Milliseconds without a new input after which a process is ended. */
const usualPatience = 60_000;

/** A process that ended, or was ended, before it told what it found. */
export interface BrokenOff {
  /** Number of inputs that were done before. */
  readonly brokenOff: number;
  readonly how: string;
}

/** Returns what a process found, or where it broke off. */
export function inProcess(
  program: string,
  given: Omit<Work, 'place'>,
  patience = usualPatience,
): Promise<Finding | BrokenOff> {
  const place = path.join(mkdtempSync(path.join(tmpdir(), 'fuzz-')), 'done');
  const child = fork(program, { serialization: 'advanced', execArgv: [] });
  let [last, lastAt, held] = [doneAt(place), performance.now(), false];
  const clock = setInterval(() => {
    const done = doneAt(place);
    if (done !== last) [last, lastAt] = [done, performance.now()];
    // To load the program may take long on a busy machine.
    held = performance.now() - lastAt > (done === null ? usualPatience : patience);
    if (held) child.kill('SIGKILL');
  }, 1000);
  return new Promise<Finding | BrokenOff>((found, fail) => {
    child.once('message', (finding) => found(finding as Finding));
    child.once('error', fail);
    child.once('exit', (code, signal) => {
      const how = held ? `took longer than ${patience / 1000} s` : `ended the process (${code ?? signal})`;
      const done = doneAt(place);
      if (done !== null) found({ brokenOff: done, how });
      else fail(new Error(`${given.name}: a process ended (${code ?? signal}) before its first input`));
    });
    child.send({ ...given, place } satisfies Work);
  }).finally(() => {
    clearInterval(clock);
    rmSync(path.dirname(place), { recursive: true });
  });
}

/** Returns the number of inputs that a process has noted as done; null where it has noted none. */
function doneAt(place: string): number | null {
  const bytes = existsSync(place) ? readFileSync(place) : null;
  return bytes?.length === 4 ? bytes.readInt32LE(0) : null;
}
