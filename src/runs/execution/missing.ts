/** Finds out why a part of the program could not be loaded in a browser, and says so. */

/**
 * What a file that could not be loaded is: replaced by a newer version's, out of reach, or neither.
 */
export type Missing = 'newer' | 'away' | 'unclear';

/** Milliseconds after which a server that does not answer counts as out of reach. */
const patience = 5000;

type Fetch = (address: string, options: RequestInit) => Promise<Response>;

/** Returns the address that a browser names in the message of a failed import, or null. */
export function addressIn(message: string): string | null {
  return /https?:\/\/[^\s'"]+?\.(?:m?js|css)\b/.exec(message)?.[0] ?? null;
}

/** Asks for the file again; only its answer's kind is looked at. */
export async function findMissing(address: string, get: Fetch = fetch): Promise<Missing> {
  try {
    const response = await get(address, { cache: 'no-store', signal: AbortSignal.timeout(patience) });
    // Some servers answer a missing file with their start page.
    const page = response.headers.get('content-type')?.startsWith('text/html') ?? false;
    return response.status === 404 || response.status === 410 || (response.ok && page) ? 'newer' : 'unclear';
  } catch {
    return 'away';
  }
}

/**
 * Finds out the same where the browser does not name the file: whether the page on the server still
 * starts with the script `entry`.
 */
export async function findNewer(page: string, entry: string, get: Fetch = fetch): Promise<Missing> {
  try {
    const response = await get(page, { cache: 'no-store', signal: AbortSignal.timeout(patience) });
    const name = new URL(entry).pathname.split('/').at(-1) ?? '';
    return response.ok && !(await response.text()).includes(name) ? 'newer' : 'unclear';
  } catch {
    return 'away';
  }
}

/** The words on a file that a newer version has replaced; nothing else says so. */
export const newerVersionWords = 'A newer version of Spikewise is out: reload the page to get it.';

/** Says what happened to a file; `what` names it at the beginning of a sentence. */
export function missingWords(what: string, missing: Missing, message: string): string {
  switch (missing) {
    case 'newer':
      return `${what} is no longer on the server. ${newerVersionWords}`;
    case 'away':
      return `${what} could not be fetched: the network or the server is away. Try again when it is back.`;
    case 'unclear':
      return `${what} could not be loaded${message && `: ${message}`}. Try again, or reload the page.`;
  }
}
