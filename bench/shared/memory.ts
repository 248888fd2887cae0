/**
 * Measures the memory of a browser while it works, from outside: the heaps of the page and of every
 * worker, crew members included, and the machine's memory that its processes hold.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, CDPSession } from 'playwright';

/** Memory in bytes, except for the number of workers. */
export interface Memory {
  /** JavaScript heaps of page and workers. */
  readonly heap: number;
  /** JavaScript heap of the page alone. */
  readonly pageHeap: number;
  /** Array buffers, WebAssembly memories among them. */
  readonly buffers: number;
  readonly workers: number;
  /**
   * Resident memory of all processes of the browser, with shared pages counted once; 0 when the
   * system does not tell it.
   */
  readonly resident: number;
}

export interface MemoryGauge {
  read(): Promise<Memory>;
}

interface Target {
  readonly targetId: string;
  readonly type: string;
}

type Answer = { readonly id: number; readonly result?: Record<string, unknown> };

/**
 * Talks to targets through the browser's own session, since Playwright reaches no worker's
 * debugger.
 */
async function connect(browser: Browser) {
  const session: CDPSession = await browser.newBrowserCDPSession();
  const sessions = new Map<string, string>();
  const waiting = new Map<number, (result: Record<string, unknown> | null) => void>();
  let last = 0;
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as Answer;
    waiting.get(id)?.(result ?? null);
    waiting.delete(id);
  });
  const sessionOf = async (targetId: string) => {
    const known = sessions.get(targetId);
    if (known) return known;
    const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
    sessions.set(targetId, sessionId);
    return sessionId;
  };
  /** Sends a command to a target; resolves to null when the target is gone or busy for long. */
  const ask = async (targetId: string, method: string): Promise<Record<string, unknown> | null> => {
    const id = ++last;
    const answer = new Promise<Record<string, unknown> | null>((resolve) => {
      waiting.set(id, resolve);
      setTimeout(() => resolve(null), 5000);
    });
    try {
      const sessionId = await sessionOf(targetId);
      await session.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method }),
      });
    } catch {
      return null;
    }
    return answer;
  };
  const targets = async (): Promise<Target[]> => {
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
    return targetInfos.filter(
      ({ type, url }) => (type === 'page' || type === 'worker') && /^https?:/.test(url),
    );
  };
  return { session, ask, targets };
}

/** Returns the kilobytes after a name in a file of /proc. */
async function procFigure(id: number, file: string, name: string): Promise<number> {
  const text = await readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
}

/** Watches a browser whose page is open. */
export async function memoryGauge(browser: Browser): Promise<MemoryGauge> {
  const { session, ask, targets } = await connect(browser);
  const residentOf = async (id: number) =>
    (await procFigure(id, 'smaps_rollup', 'Pss')) || (await procFigure(id, 'status', 'VmRSS'));
  return {
    read: async () => {
      const found = await targets();
      const heaps = await Promise.all(
        found.map(async ({ targetId }) => {
          // Garbage does not count as growth.
          await ask(targetId, 'HeapProfiler.collectGarbage');
          return ask(targetId, 'Runtime.getHeapUsage');
        }),
      );
      const pages = heaps.filter((_, i) => found[i]!.type === 'page');
      const total = (name: string, of = heaps) =>
        of.reduce((sum, heap) => sum + Number(heap?.[name] ?? 0), 0);
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const resident = await Promise.all(processInfo.map(({ id }) => residentOf(id)));
      return {
        heap: total('usedSize'),
        pageHeap: total('usedSize', pages),
        buffers: total('backingStorageSize'),
        workers: found.filter(({ type }) => type === 'worker').length,
        resident: resident.reduce((sum, bytes) => sum + bytes, 0),
      };
    },
  };
}
