/** Checks and normalises the path of an entry, which anybody can have written. */
import { DataError } from '../dataset.ts';
import type { ArchiveLimits } from './limits.ts';

/** Returns a name as a message shows it: control characters escaped, cut short. */
export function shownName(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}

const remedy = 'Pack the folder anew, with plain relative names.';

/**
 * Returns the path in Unicode's composed form, without `.` and empty parts; null for a folder.
 * Throws a {@link DataError} for a path that leads out of the archive, is absolute or too long, or
 * holds a backslash or control character.
 */
export function entryName(archive: string, raw: string, { nameLength }: ArchiveLimits): string | null {
  const refuse = (why: string) =>
    new DataError(`${archive} is refused: its entry ${shownName(raw)} ${why}. ${remedy}`);
  if (raw.length > nameLength) throw refuse(`has a name of more than ${nameLength} characters`);
  if (/\p{Cc}|\p{Cs}|\ufffd/u.test(raw)) throw refuse('has a character that no name should have');
  if (raw.includes('\\')) throw refuse('has a backslash in its name');
  if (raw.startsWith('/') || /^[a-z]:/i.test(raw)) throw refuse('has an absolute name');
  const parts = raw.normalize('NFC').split('/');
  if (parts.includes('..')) throw refuse('leads out of the archive');
  if (parts.at(-1) === '' || parts.at(-1) === '.') return null;
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

/** Says whether a path is left behind by an operating system, and no part of the data. */
export function isLitter(path: string): boolean {
  return path.split('/').some((part) => part === '__MACOSX' || part === 'Thumbs.db' || part.startsWith('.'));
}

/** Returns a function that refuses a path that it has been given before. */
export function onceOnly(archive: string): (path: string) => void {
  const seen = new Set<string>();
  return (path) => {
    if (seen.has(path))
      throw new DataError(
        `${archive} is refused: it holds ${shownName(path)} twice, so that nobody can say which one is meant. Pack the folder anew.`,
      );
    seen.add(path);
  };
}
