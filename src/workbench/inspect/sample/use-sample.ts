/** One image through the chosen network, kept up to date as either changes. */
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
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

/** What was asked: an answer is current while it is the answer to this. */
interface Question {
  readonly source: NetworkSource;
  readonly sample: SampleSource;
  readonly attempt: number;
}

interface Answered {
  readonly to: Question | null;
  readonly inspection: SampleInspection | null;
  readonly failure: string | null;
}

const nothing: Answered = { to: null, inspection: null, failure: null };

/** `sample` null: nothing to look at yet. Pass the same object while it means the same image. */
export function useSample(source: NetworkSource | null, sample: SampleSource | null): SampleState {
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  const question = useMemo<Question | null>(
    () => source && sample && { source, sample, attempt },
    [source, sample, attempt],
  );
  const [answered, setAnswered] = useState(nothing);
  const asked = useRef<NetworkSource | null>(null);

  useEffect(() => {
    if (!question) {
      startTransition(() => setAnswered(nothing));
      return;
    }
    const { source: network, sample: image } = question;
    const controller = new AbortController();
    const ask = async () => {
      asked.current = network;
      const outcome = await inspect(network, image, controller.signal);
      if (!outcome) return;
      startTransition(() =>
        setAnswered((last) =>
          outcome.ok
            ? { to: question, inspection: outcome.value, failure: null }
            : { to: question, inspection: last.inspection, failure: outcome.message },
        ),
      );
    };
    const timer = setTimeout(ask, asked.current && asked.current !== network ? restMilliseconds : 0);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [question]);

  // Computed, not set: the moment another network or image is asked for, the answer is not its own.
  const current = answered.to === question;
  return {
    inspection: question && answered.inspection,
    busy: !current,
    failure: current ? answered.failure : null,
    retry,
  };
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
