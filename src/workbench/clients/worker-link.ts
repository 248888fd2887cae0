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
  /** Settles, with the message, when the worker crashes. */
  readonly crash: Promise<Answer<never>>;
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
    let settle: (answer: Answer<never>) => void = () => {};
    const crash = new Promise<Answer<never>>((resolve) => {
      settle = resolve;
    });
    const end = (message: string) => {
      if (connection?.crash === crash) connection = null;
      unwatch();
      worker.terminate();
      settle(failed(message));
    };
    const unwatch = watchWorker(worker, watched, end);
    connection = { endpoint: wrap<E>(worker as unknown as Worker), crash, end };
    return connection;
  }

  return {
    generation: () => started,
    async ask(call, { kind, signal }) {
      newest.get(kind)?.();
      if (signal?.aborted) return null;
      let wanted = true;
      let drop = () => {};
      const dropped = new Promise<null>((resolve) => {
        drop = () => {
          wanted = false;
          resolve(null);
        };
      });
      newest.set(kind, drop);
      signal?.addEventListener('abort', drop);
      try {
        const { endpoint, crash, end } = connect();
        const answering = call(endpoint, () => wanted).then((answer) => {
          if (!answer.ok && isBroken(answer.message)) end(answer.message);
          return answer;
        });
        return await Promise.race([dropped, crash, answering]);
      } catch (error) {
        return wanted ? failed(error instanceof Error ? error.message : String(error)) : null;
      } finally {
        signal?.removeEventListener('abort', drop);
        if (newest.get(kind) === drop) newest.delete(kind);
      }
    },
  };
}
