/**
 * Keeps two programs from working in one folder of results, by a file that names the process that
 * works there.
 */
import { readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { OutputError, unwritable } from './output-error.ts';

/** Thrown when another process has the folder. */
export class InUseError extends OutputError {}

interface Owner {
  readonly pid: number;
  readonly host: string;
}

/**
 * Age in milliseconds up to which a lock that names nobody may still be being written; an older one
 * was cut off.
 */
const freshness = 5000;

/**
 * Takes the folder; resolves to a function that gives it back. Throws {@link InUseError}, or {@link
 * OutputError} when nothing can be written.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'lock');
  const mine = JSON.stringify({ pid: process.pid, host: hostname() } satisfies Owner);
  // Two attempts, since a lock that was left behind is moved away first.
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(file, mine, { flag: 'wx' });
      return async () => {
        if ((await readFile(file, 'utf8').catch(() => '')) === mine) await unlink(file);
      };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw unwritable(folder, code);
    }
    await removeIfLeft(file);
  }
  throw inUse(file, 'another process has just taken it');
}

async function removeIfLeft(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const owner = ownerIn(text);
  if (owner && owner.host !== hostname())
    throw inUse(file, `process ${owner.pid} on ${owner.host} works in it`);
  if (owner && isAlive(owner.pid)) throw inUse(file, `process ${owner.pid} works in it`);
  const age = Date.now() - ((await stat(file).catch(() => null))?.mtimeMs ?? 0);
  if (!owner && age < freshness) throw inUse(file, 'another process has just taken it');
  // If two processes find the same left lock, only one of them can move it away.
  const away = `${file}.${process.pid}.left`;
  try {
    await rename(file, away);
  } catch {
    return;
  }
  const moved = await readFile(away, 'utf8');
  if (moved === text) return unlink(away);
  // Meanwhile another process has taken the folder, so its lock is put back.
  await rename(away, file);
  throw inUse(file, 'another process has just taken it');
}

function ownerIn(text: string): Owner | null {
  try {
    const { pid, host } = JSON.parse(text) as Owner;
    return Number.isInteger(pid) && typeof host === 'string' ? { pid, host } : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  // The system has reused the number: this process has taken no lock yet.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function inUse(file: string, why: string): InUseError {
  return new InUseError(
    `the folder is in use: ${why}; wait for it or give another --out (if no such process runs, delete ${file})`,
  );
}
