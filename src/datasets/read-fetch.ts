/** Reads the site's files over HTTP, in a page or a worker. */
import { joined } from './bytes.ts';
import { DataError, type ReadFile } from './dataset.ts';
import { dataAdvice } from './manifest.ts';

/** A download has failed when no byte arrives for this long. */
const stallMilliseconds = 30_000;

const onlineAdvice = 'Check the connection and try again.';

/**
 * Detects an HTML page in place of a file: single-page hosts answer a missing file with their page
 * and status 200.
 */
function isHtml(response: Response, bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().toLowerCase();
  const declared = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  return declared || start.startsWith('<!doctype html') || start.startsWith('<html');
}

/**
 * Returns a reader of files below `base`, an absolute address ending in a slash. It rejects with a
 * `DataError` naming the path and what to do when there is no connection, an HTTP error, a page
 * instead of the file, or a download that stopped or stalled. The total reported is 0 when the
 * server does not give it.
 */
export function fetchReader(base: string | URL, stallAfter = stallMilliseconds): ReadFile {
  return async (path, onProgress) => {
    const abort = new AbortController();
    let timer = setTimeout(() => abort.abort(), stallAfter);
    const stirred = () => {
      clearTimeout(timer);
      timer = setTimeout(() => abort.abort(), stallAfter);
    };
    let got = 0;
    let total = 0;
    try {
      const response = await fetch(new URL(path, base), { signal: abort.signal });
      if (!response.ok)
        throw new DataError(
          `${path}: the server answered ${response.status} ${response.statusText}`.trimEnd() +
            `. ${dataAdvice}`,
        );
      // A length under a content encoding counts other bytes than those that arrive here.
      if (!response.headers.get('content-encoding'))
        total = Number(response.headers.get('content-length') ?? 0);
      const chunks: Uint8Array[] = [];
      const reader = response.body?.getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        stirred();
        chunks.push(part.value);
        got += part.value.length;
        onProgress?.(got, total);
      }
      if (got < total) throw new Error('cut short');
      const bytes = joined(chunks);
      if (isHtml(response, bytes))
        throw new DataError(`${path}: the server sent a web page instead of this file. ${dataAdvice}`);
      return bytes;
    } catch (error) {
      if (error instanceof DataError) throw error;
      const amount = total ? `${got} of ${total}` : `${got}`;
      if (abort.signal.aborted)
        throw new DataError(
          `${path}: the download stalled after ${amount} bytes (nothing for ${stallAfter / 1000} s). ${onlineAdvice}`,
        );
      if (got > 0 || total > 0)
        throw new DataError(`${path}: the download broke off after ${amount} bytes. ${onlineAdvice}`);
      throw new DataError(`${path}: no answer from ${new URL(base).host}. ${onlineAdvice}`);
    } finally {
      clearTimeout(timer);
    }
  };
}
