/** The states of recording oneself: asked, recorded, separated, or refused in words. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { VoicesAnswer } from '../../../../runs/inspection/simulation.ts';
import type { ExamplesProps } from '../../task-views.ts';
import { MicrophoneError } from './microphone-words.ts';
import { type Recording, record } from './recorder.ts';

export type RecordingState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'recording'; readonly recording: Recording; readonly ends: number }
  | { readonly kind: 'separating' }
  | { readonly kind: 'separated'; readonly answer: VoicesAnswer }
  | { readonly kind: 'failed'; readonly message: string };

interface Asked {
  readonly seconds: number;
  readonly rate: number;
  readonly inspectOwn: ExamplesProps<VoicesAnswer>['inspectOwn'];
  /** The test mixture whose first talker is spoken over. */
  readonly over: number;
  readonly onDone: () => void;
}

export interface UsedRecording {
  readonly state: RecordingState;
  start(asked: Asked): void;
  /** Ends the recording; what was recorded is separated. */
  stop(): void;
  giveUp(): void;
}

function wordsOf(error: Error): string {
  if (error instanceof MicrophoneError) return error.message;
  return `The recording cannot be used: ${error.message}. Record again.`;
}

export function useRecording(): UsedRecording {
  const [state, setState] = useState<RecordingState>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  const recorded = useRef<Recording | null>(null);

  const giveUp = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState({ kind: 'idle' });
  }, []);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(async ({ seconds, rate, inspectOwn, over, onDone }: Asked) => {
    running.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    const show = (next: RecordingState) => {
      if (!signal.aborted) setState(next);
    };
    show({ kind: 'asking' });
    try {
      const recording = await record(seconds, rate, signal);
      recorded.current = recording;
      show({ kind: 'recording', recording, ends: performance.now() + 1000 * seconds });
      const samples = await recording.samples;
      if (signal.aborted) return;
      show({ kind: 'separating' });
      const outcome = await inspectOwn(samples, over, signal);
      if (!outcome) return;
      show(
        outcome.ok
          ? { kind: 'separated', answer: outcome.value }
          : { kind: 'failed', message: outcome.message },
      );
      onDone();
    } catch (error) {
      show({ kind: 'failed', message: wordsOf(error as Error) });
    }
  }, []);
  const stop = useCallback(() => recorded.current?.stop(), []);
  return { state, start, stop, giveUp };
}
