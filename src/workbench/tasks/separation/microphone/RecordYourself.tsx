/** Lets a visitor speak over a demonstration voice, and hear the network take both apart. */
import { Button } from '@mantine/core';
import { IconMicrophone } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import type { VoicesAnswer } from '../../../../runs/inspection/simulation.ts';
import block from '../../../shared/block.module.css';
import shared from '../../../shared/inspect.module.css';
import type { ExamplesProps } from '../../task-views.ts';
import { SoundBench } from '../SoundBench.tsx';
import { tracksOf } from '../tracks.ts';
import styles from './microphone.module.css';
import type { Recording } from './recorder.ts';
import { useRecording } from './use-recording.ts';

export function RecordYourself(props: ExamplesProps<VoicesAnswer>) {
  const { inspection, index, inspectOwn, onDone } = props;
  const { mixture, rate } = inspection.answer;
  const seconds = mixture.length / rate;
  const { state, start, stop, giveUp } = useRecording();
  const begin = () => start({ seconds, rate, inspectOwn, over: index, onDone });
  const busy = state.kind !== 'idle' && state.kind !== 'failed' && state.kind !== 'separated';
  return (
    <section className={block.block} aria-label="Record yourself">
      <div className={block.title}>
        <h3>Record yourself</h3>
        {busy ? null : (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconMicrophone size={14} />}
            onClick={begin}
          >
            {state.kind === 'idle' ? 'Record' : 'Record again'}
          </Button>
        )}
      </div>
      <p className={shared.caption}>
        Speak for up to {seconds.toFixed(1)}&nbsp;s. Your voice is mixed with that of talker 1 in mixture{' '}
        {index}, both equally loud, and the network takes them apart. The recording stays on this page and is
        not kept.
      </p>
      {state.kind === 'asking' ? (
        <p className={styles.line} role="status">
          Waiting for the microphone: the browser may ask whether this page may use it.{' '}
          <Button size="compact-sm" variant="default" onClick={giveUp}>
            Give up
          </Button>
        </p>
      ) : null}
      {state.kind === 'recording' ? (
        <Meter recording={state.recording} ends={state.ends} seconds={seconds} onStop={stop} />
      ) : null}
      {state.kind === 'separating' ? (
        <p className={styles.line} role="status">
          Separating your voice …
        </p>
      ) : null}
      {state.kind === 'failed' ? (
        <p className={styles.failure} role="alert">
          {state.message}
        </p>
      ) : null}
      {state.kind === 'separated' ? <Separated answer={state.answer} /> : null}
    </section>
  );
}

function Separated({ answer }: { readonly answer: VoicesAnswer }) {
  const tracks = useMemo(() => tracksOf(answer, ['You', 'The other talker']), [answer]);
  return (
    <SoundBench
      label="Your voice, separated"
      tracks={tracks}
      rate={answer.rate}
      first={{ a: 'mixture', b: 'snn-1' }}
      file="recorded"
    />
  );
}

interface MeterProps {
  readonly recording: Recording;
  /** The time at which it ends by itself, as `performance.now()` tells it. */
  readonly ends: number;
  readonly seconds: number;
  readonly onStop: () => void;
}

/** The softest sound that the meter shows, in dB. */
const softest = -60;

function Meter({ recording, ends, seconds, onStop }: MeterProps) {
  const meter = useRef<HTMLMeterElement>(null);
  const left = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // Past React: it moves with every frame.
    let frame = requestAnimationFrame(function next() {
      if (meter.current) meter.current.value = Math.max(softest, recording.decibels());
      if (left.current)
        left.current.textContent = `${Math.max(0, (ends - performance.now()) / 1000).toFixed(1)}\u00a0s left`;
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [recording, ends]);
  return (
    <div className={styles.line}>
      <Button size="compact-sm" onClick={onStop} autoFocus>
        Stop
      </Button>
      <span role="status">Recording.</span>
      <meter
        ref={meter}
        className={styles.meter}
        min={softest}
        max={0}
        defaultValue={softest}
        aria-label="Loudness of the microphone"
      />
      <span ref={left} className={styles.left}>
        {seconds.toFixed(1)}&nbsp;s left
      </span>
    </div>
  );
}
