/** A crew whose members are workers, with a message port between each two of them. */
import type { Crew } from '../../engine/work/crew.ts';

/** An error that a member failed, or that its worker broke. */
export class CrewError extends Error {
  override readonly name = 'CrewError';
}

type Message = { readonly part: Float32Array } | { readonly failed: string };

interface PortCrew extends Crew {
  /** Tells the others that this member cannot continue. */
  giveUp(message: string): void;
  /** Ends every current and later exchange with this failure. */
  fail(message: string): void;
  close(): void;
}

/**
 * The arrays that came in through one port and were not requested yet, or the requests that wait
 * for one.
 */
interface Inbox {
  readonly waiting: Float32Array[];
  want: ((part: Float32Array) => void) | null;
}

/** Returns a member's side of a crew. `ports` are by rank, null at this member's own. */
export function crewOver(rank: number, ports: readonly (MessagePort | null)[]): PortCrew {
  let failure: string | null = null;
  let abandon: ((error: CrewError) => void) | null = null;
  const inboxes = ports.map((): Inbox => ({ waiting: [], want: null }));
  const fail = (message: string) => {
    failure ??= message;
    abandon?.(new CrewError(failure));
  };
  ports.forEach((port, q) => {
    if (!port) return;
    port.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if ('failed' in data) return fail(data.failed);
      const inbox = inboxes[q]!;
      if (inbox.want) inbox.want(data.part);
      else inbox.waiting.push(data.part);
    });
    port.start();
  });
  const next = (q: number): Promise<Float32Array> => {
    const inbox = inboxes[q]!;
    const ready = inbox.waiting.shift();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve) => {
      inbox.want = (part) => {
        inbox.want = null;
        resolve(part);
      };
    });
  };
  return {
    rank,
    size: ports.length,
    exchange: async (parts) => {
      if (failure) throw new CrewError(failure);
      for (const [q, port] of ports.entries()) port?.postMessage({ part: parts[q]! }, [parts[q]!.buffer]);
      const abandoned = new Promise<never>((_, reject) => {
        abandon = reject;
      });
      try {
        const all = ports.map((_, q) => (q === rank ? parts[rank]! : next(q)));
        return await Promise.race([Promise.all(all), abandoned]);
      } finally {
        abandon = null;
      }
    },
    giveUp: (message) => {
      for (const port of ports) port?.postMessage({ failed: message });
    },
    fail,
    close: () => {
      for (const port of ports) port?.close();
    },
  };
}

/**
 * Returns the ports of every member of a crew of `size`, by rank: `ports[r][q]` is r's end of its
 * line to q.
 */
export function meshOf(size: number): (MessagePort | null)[][] {
  const mesh = Array.from({ length: size }, () => new Array<MessagePort | null>(size).fill(null));
  for (let r = 0; r < size; r++)
    for (let q = r + 1; q < size; q++) {
      const { port1, port2 } = new MessageChannel();
      mesh[r]![q] = port1;
      mesh[q]![r] = port2;
    }
  return mesh;
}
