/** One image through the chosen network, kept up to date as either changes. */
import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type {
  MembraneTrace,
  NetworkSource,
  SampleInspection,
  SampleSource,
} from '../../../runs/inspection/simulation.ts';
import { inspect, membrane } from '../../clients/simulation-client.ts';
import { sameSource } from '../../clients/source.ts';

/** A slider under way makes a new network at every stop: wait until it rests. */
const restMilliseconds = 300;

export interface SampleState {
  /** The last answer: it stays while the next one is computed. */
  readonly inspection: SampleInspection | null;
  readonly busy: boolean;
  readonly failure: string | null;
  readonly retry: () => void;
}

/**
 * The same object for as long as it means the same network, however often its parent makes a new
 * one.
 */
export function useSteadySource(source: NetworkSource | null): NetworkSource | null {
  const [steady, setSteady] = useState(source);
  if (sameSource(steady, source)) return steady;
  setSteady(source);
  return source;
}

/** `sample` null: nothing to look at yet. Pass the same object while it means the same image. */
export function useSample(source: NetworkSource | null, sample: SampleSource | null): SampleState {
  const [inspection, setInspection] = useState<SampleInspection | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const asked = useRef<NetworkSource | null>(null);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);

  // `attempt` is no input of the effect's work: a retry asks the same again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    startTransition(() => {
      setFailure(null);
      setBusy(source !== null && sample !== null);
      if (!source || !sample) setInspection(null);
    });
    if (!source || !sample) return;
    const controller = new AbortController();
    const ask = async () => {
      asked.current = source;
      const outcome = await inspect(source, sample, controller.signal);
      if (!outcome) return;
      startTransition(() => {
        setBusy(false);
        if (outcome.ok) setInspection(outcome.value);
        else setFailure(outcome.message);
      });
    };
    const timer = setTimeout(ask, asked.current && asked.current !== source ? restMilliseconds : 0);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [source, sample, attempt]);

  return { inspection, busy, failure, retry };
}

/** The trace of one neuron for the image inspected last; null while there is none. */
export function useMembrane(
  inspection: SampleInspection | null,
  layer: string | null,
  neuron: number | null,
): { readonly trace: MembraneTrace | null; readonly failure: string | null } {
  const [trace, setTrace] = useState<MembraneTrace | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    setFailure(null);
    if (!inspection || layer === null || neuron === null) {
      setTrace(null);
      return;
    }
    const controller = new AbortController();
    membrane(layer, neuron, controller.signal).then((outcome) => {
      if (!outcome) return;
      startTransition(() => {
        setTrace(outcome.ok ? outcome.value : null);
        if (!outcome.ok) setFailure(outcome.message);
      });
    });
    return () => controller.abort();
  }, [inspection, layer, neuron]);

  return { trace, failure };
}
