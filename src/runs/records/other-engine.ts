/** Says that something was made with another revision of the engine than this one. */
import { engineRevision } from '../../engine/revision.ts';
import { dividedByWorkers } from '../spec/former-groups.ts';

/**
 * Returns a sentence about `what`, as “This link”, when it is of another revision, else null.
 * `computes` tells what follows for whoever goes on with it.
 */
export function otherEngine(what: string, revision: number, computes: string): string | null {
  if (revision === engineRevision) return null;
  const age = revision < engineRevision ? 'an earlier' : 'a newer';
  return `${what} is of ${age} engine, revision ${revision}; this is revision ${engineRevision}. ${computes}`;
}

/** Returns the sentence about a link, or null. */
export function linkOfOtherEngine(revision: number): string | null {
  const settings = dividedByWorkers(revision)
    ? 'The same settings open, with as many groups as it has workers,'
    : 'The same settings open,';
  return otherEngine('This link', revision, `${settings} and their figures may differ.`);
}
