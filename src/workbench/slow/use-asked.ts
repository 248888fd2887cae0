/** Asks the simulation worker a question for as long as its answer is wanted. */
import { startTransition, useEffect, useState } from 'react';
import type { Outcome } from '../clients/worker-link.ts';

/** `ask` null: nothing to ask yet. Keep it the same function while the question is the same. */
export type Ask<T> = ((signal: AbortSignal) => Promise<Outcome<T>>) | null;

/** The answer is undefined until it is there. */
export function useAsked<T>(ask: Ask<T>): {
  readonly value: T | undefined;
  readonly failure: string | null;
} {
  const [told, setTold] = useState<{ readonly by: Ask<T>; readonly outcome: Outcome<T> } | null>(null);
  useEffect(() => {
    if (!ask) return;
    const controller = new AbortController();
    ask(controller.signal).then((outcome) => {
      if (outcome) startTransition(() => setTold({ by: ask, outcome }));
    });
    return () => controller.abort();
  }, [ask]);
  // What was told of another question is no answer to this one.
  const outcome = told?.by === ask ? told.outcome : null;
  return {
    value: outcome?.ok ? outcome.value : undefined,
    failure: outcome && !outcome.ok ? outcome.message : null,
  };
}
