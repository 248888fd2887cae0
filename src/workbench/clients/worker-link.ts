/**
 * A connection to a worker on which every call settles: with an answer, with the message of what
 * went wrong, or with null when nobody wants the answer any more (its signal was aborted, or a
 * newer request of its kind was made). A crashed worker is dropped, and the next call starts
 * another.
 */
import { type Remote, wrap } from 'comlink';
import type { Answer } from '../../runs/inspection/simulation.ts';
import { refusedWords, type Watched, watchWorker } from './watch-worker.ts';

/** The answer to a call, or null when it is no longer wanted. */
export type Outcome<T> = Answer<T> | null;

/** The part of Worker that the link needs. */
export type WorkerLike = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;

interface Connection<E> {
  readonly endpoint: Remote<E>;
  /** Functions that settle the calls under way, for when the worker crashes. */
  readonly underWay: Set<(answer: Answer<never>) => void>;
  /** Ends the worker; whatever is under way fails with the message. */
  readonly end: (message: string) => void;
}

export interface WorkerLink<E> {
  /**
   * Makes a call; an older one of the same kind that is still under way ends with null. A call of
   * several steps asks `wanted` between them.
   */
  ask<T>(
    call: (endpoint: Remote<E>, wanted: () => boolean) => Promise<Answer<T>>,
    options: { readonly kind: string; readonly signal?: AbortSignal | undefined },
  ): Promise<Outcome<T>>;
  /** Returns how many workers were started so far: what an earlier one held is gone. */
  generation(): number;
}

const failed = (message: string): Answer<never> => ({ ok: false, message });

/**
 * Creates a link to the worker `watched`, which `start` starts. `isBroken` tells from a failure's
 * message that the worker cannot be trusted with another call.
 */
export function createWorkerLink<E>(
  watched: Watched,
  start: () => WorkerLike,
  isBroken: (message: string) => boolean = () => false,
): WorkerLink<E> {
  let connection: Connection<E> | null = null;
  let started = 0;
  const newest = new Map<string, () => void>();

  function startOrSay(): WorkerLike {
    try {
      return start();
    } catch (error) {
      throw new Error(refusedWords(watched, error));
    }
  }

  function connect(): Connection<E> {
    if (connection) return connection;
    started += 1;
    const worker = startOrSay();
    const underWay: Connection<E>['underWay'] = new Set();
    const end = (message: string) => {
      if (connection?.underWay === underWay) connection = null;
      unwatch();
      worker.terminate();
      for (const settle of underWay) settle(failed(message));
    };
    const unwatch = watchWorker(worker, watched, end);
    connection = { endpoint: wrap<E>(worker as unknown as Worker), underWay, end };
    return connection;
  }

  return {
    generation: () => started,
    async ask(call, { kind, signal }) {
      newest.get(kind)?.();
      if (signal?.aborted) return null;
      let wanted = true;
      let settle: (outcome: Answer<never> | null) => void = () => {};
      // One for each call: a promise that outlives calls would keep something of all that raced it.
      const cutShort = new Promise<Answer<never> | null>((resolve) => {
        settle = resolve;
      });
      const drop = () => {
        wanted = false;
        settle(null);
      };
      let calls: Connection<E>['underWay'] | null = null;
      newest.set(kind, drop);
      signal?.addEventListener('abort', drop);
      try {
        const { endpoint, underWay, end } = connect();
        calls = underWay.add(settle);
        const answering = call(endpoint, () => wanted).then((answer) => {
          if (!answer.ok && isBroken(answer.message)) end(answer.message);
          return answer;
        });
        return await Promise.race([cutShort, answering]);
      } catch (error) {
        return wanted ? failed(error instanceof Error ? error.message : String(error)) : null;
      } finally {
        calls?.delete(settle);
        signal?.removeEventListener('abort', drop);
        if (newest.get(kind) === drop) newest.delete(kind);
      }
    },
  };
}
