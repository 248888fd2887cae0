/** Measures mixtures one after another, and draws what both networks win in each. */
import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { VoicesAnswer } from '../../../runs/inspection/simulation.ts';
import block from '../../shared/block.module.css';
import shared from '../../shared/inspect.module.css';
import type { ExamplesProps } from '../task-views.ts';
import { ScoreScatter } from './ScoreScatter.tsx';
import { type ScorePoint, scorePoint } from './scatter.ts';

/** Mixtures of one press: enough to see a trend, and soon measured. */
const atOnce = 20;

export function ExampleScores(props: ExamplesProps<VoicesAnswer>) {
  const { index, size, inspect, onOpen, onDone } = props;
  const [measured, setMeasured] = useState<ReadonlyMap<number, ScorePoint>>(new Map());
  const [at, setAt] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const points = useMemo(() => [...measured.values()].sort((a, b) => a.index - b.index), [measured]);

  // Another network makes other voices.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `inspect` stands for the network
  useEffect(
    () => () => {
      running.current?.abort();
      running.current = null;
      setMeasured(new Map());
      setAt(null);
      setFailure(null);
    },
    [inspect],
  );

  const end = () => {
    running.current?.abort();
    running.current = null;
    setAt(null);
    onDone();
  };
  const start = async () => {
    const controller = new AbortController();
    running.current = controller;
    setFailure(null);
    let left = atOnce;
    for (let i = 0; i < size && left > 0; i++) {
      const next = (index + i) % size;
      if (measured.has(next)) continue;
      left--;
      setAt(next);
      const outcome = await inspect(next, controller.signal);
      if (controller.signal.aborted || !outcome) return;
      if (!outcome.ok) {
        setFailure(outcome.message);
        break;
      }
      const point = outcome.value.answered ? scorePoint(next, outcome.value) : null;
      if (point) setMeasured((before) => new Map(before).set(next, point));
    }
    end();
  };
  return (
    <section className={block.block} aria-label="Many mixtures">
      <div className={block.title}>
        <h3>Many mixtures</h3>
        {at === null ? (
          <Button size="compact-sm" variant="default" onClick={start} disabled={measured.size >= size}>
            {`Measure ${Math.min(atOnce, size - measured.size)} from here on`}
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" onClick={end}>
            {`Stop at mixture ${at}`}
          </Button>
        )}
      </div>
      {failure ? (
        <p className={block.note} role="alert">
          {failure}
        </p>
      ) : null}
      {points.length > 0 ? (
        <ScoreScatter points={points} chosen={index} onOpen={onOpen} />
      ) : (
        <p className={shared.caption}>
          SI-SDR of each mixture, before and after: a dot for each, which opens its mixture.
        </p>
      )}
    </section>
  );
}
