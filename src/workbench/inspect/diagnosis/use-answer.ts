/** Asks the simulation worker a question once, and again when it is another one. */
import { useEffect, useState } from 'react';
import type { Outcome } from '../../clients/worker-link.ts';

export interface AnswerState<T> {
  readonly value: T | null;
  readonly failure: string | null;
}

const nothing: AnswerState<never> = { value: null, failure: null };

/**
 * Returns the answer to the question that `key` names, nothing until it is there. An empty key asks
 * nothing. A question that is no longer the one ends.
 */
export function useAnswer<T>(key: string, ask: (signal: AbortSignal) => Promise<Outcome<T>>): AnswerState<T> {
  const [state, setState] = useState<AnswerState<T> & { readonly key: string }>({ key: '', ...nothing });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when the question is a new one
  useEffect(() => {
    if (key === '') return;
    const controller = new AbortController();
    void ask(controller.signal).then((outcome) => {
      if (!outcome) return;
      if (outcome.ok) setState({ key, value: outcome.value, failure: null });
      else setState({ key, value: null, failure: outcome.message });
    });
    return () => controller.abort();
  }, [key]);

  return state.key === key ? state : nothing;
}
