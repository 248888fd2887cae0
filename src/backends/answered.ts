/** Asks for something of the browser that may never come. */

/** An error that an optional service of the browser gave no answer. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** The time after which a service counts as absent, in milliseconds. */
export const answerPatience = 5000;

export interface AnswerOptions {
  /** Milliseconds to wait. */
  readonly patience?: number;
  /** Tells whether the service is at work: then the wait begins anew. */
  readonly isBusy?: () => boolean;
}

/**
 * Returns the answer of `asking`. Rejects with what it throws or rejects with, and with
 * {@link NoAnswerError} when it does neither in time.
 */
export function answered<T>(
  asking: () => T | PromiseLike<T>,
  { patience = answerPatience, isBusy = () => false }: AnswerOptions = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = (): void => {
      timer = setTimeout(() => {
        if (isBusy()) wait();
        else reject(new NoAnswerError(`no answer within ${patience / 1000} s`));
      }, patience);
    };
    wait();
    new Promise<T>((decide) => decide(asking())).then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
