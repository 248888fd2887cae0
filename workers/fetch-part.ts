/** Fetches a part of the site that a worker cannot do without. */
import { findMissing, missingWords } from '../src/runs/execution/missing.ts';

/** Rejects with an error that says why the file is not there. `part` begins a sentence. */
export async function fetchPart(part: string, address: string): Promise<ArrayBuffer> {
  const response = await fetch(address).catch(() => null);
  const isPage = response?.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!response?.ok || isPage) throw new Error(missingWords(part, await findMissing(address), ''));
  return response.arrayBuffer();
}
