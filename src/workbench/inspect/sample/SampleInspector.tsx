/**
 * One example looked into: what both networks answer, which neurons fire for it, and how the answer
 * forms.
 */

import { Loader } from '@mantine/core';
import { type ComponentType, memo, useCallback, useMemo } from 'react';
import { findDataset } from '../../../datasets/index.ts';
import type {
  NetworkSource,
  SampleAnswer,
  SampleInspection,
  SampleSource,
} from '../../../runs/inspection/simulation.ts';
import { withArticle } from '../../../tasks/example-words.ts';
import { leadOf, taskOf } from '../../../tasks/index.ts';
import { decode, inspect } from '../../clients/simulation-client.ts';
import { anchor } from '../../shared/anchor.ts';
import block from '../../shared/block.module.css';
import { Empty } from '../../shared/Empty.tsx';
import { Failure } from '../../shared/Failure.tsx';
import shared from '../../shared/inspect.module.css';
import { Segmented } from '../../shared/Segmented.tsx';
import { capital } from '../../shared/score-words.ts';
import { useExampleNoun } from '../../store/selectors.ts';
import type { ChosenSample } from '../../store/view/view-choices.ts';
import { DrawPad } from '../../tasks/drawing/DrawPad.tsx';
import { drawingOf } from '../../tasks/drawing/drawings.ts';
import { answerKindOf, viewsOf } from '../../tasks/index.ts';
import type { AnswerWords, Inspect, InspectOwn } from '../../tasks/task-views.ts';
import { ClassPicker } from './ClassPicker.tsx';
import { RasterPanel } from './RasterPanel.tsx';
import { SampleBrowser, SampleJumps } from './SampleBrowser.tsx';
import styles from './sample.module.css';
import { useSample, useSteadySource } from './use-sample.ts';
import { useSearch } from './use-search.ts';

interface SampleInspectorProps {
  /** Null: no network to look into yet. */
  readonly source: NetworkSource | null;
  /** Words that say whose network it is. */
  readonly whose: string;
  readonly layerName: string | null;
  readonly onSelectLayer?: (layer: string) => void;
  readonly chosen: ChosenSample;
  readonly onChoose: (change: Partial<ChosenSample>) => void;
  /** The way into slow motion, which stands above this room. */
  readonly SlowMotion: ComponentType<SlowMotionProps>;
}

/** What slow motion plays. */
export interface SlowMotionProps {
  /** Null while there is no image to look into. */
  readonly inspection: SampleInspection | null;
  /** Words that say whose network it is. */
  readonly whose: string;
  readonly layerName: string | null;
  readonly onSelectLayer?: ((layer: string) => void) | undefined;
}

export const SampleInspector = memo(function SampleInspector({
  source,
  whose,
  layerName,
  onSelectLayer,
  chosen,
  onChoose,
  SlowMotion,
}: SampleInspectorProps) {
  const network = useSteadySource(source);
  const data = network && findDataset(network.origin.dataset);
  // A drawing has nothing beside it that a network could be held against.
  const drawable = network && taskOf(network.origin.task).targets !== 'array';
  const drawing = drawable ? drawingOf(network.origin.dataset) : null;
  const setIndex = useCallback((index: number) => onChoose({ index }), [onChoose]);
  const drawn = chosen.drawing?.pixels ?? null;
  // Another data set may have fewer images, and none that can be drawn.
  const mode = drawing ? chosen.mode : 'test';
  const index = data ? Math.min(chosen.index, data.available.test - 1) : chosen.index;
  const sample = useMemo<SampleSource | null>(() => {
    if (mode === 'test') return { kind: 'test', index };
    return drawn && { kind: 'pixels', pixels: drawn };
  }, [mode, index, drawn]);
  const { inspection, busy, failure, retry } = useSample(network, sample);
  const search = useSearch(network, index, setIndex, retry);
  const answerTo = useCallback(
    async (other: SampleSource, signal: AbortSignal) => {
      const outcome = network && (await inspect(network, other, signal));
      return outcome?.ok ? { ok: true as const, value: outcome.value.answer } : outcome;
    },
    [network],
  );
  const inspectOther = useCallback<Inspect<SampleAnswer>>(
    (other, signal) => answerTo({ kind: 'test', index: other }, signal),
    [answerTo],
  );
  const inspectOwn = useCallback<InspectOwn<SampleAnswer>>(
    (recording, over, signal) => answerTo({ kind: 'recorded', recording, over }, signal),
    [answerTo],
  );
  const noun = useExampleNoun();
  if (!network)
    return (
      <Empty title={`One ${noun}, inside`}>
        {capital(withArticle(noun))}, its spikes and the answer they add up to appear here once there is a
        network to look into.
      </Empty>
    );
  const { task } = network.origin;
  const views = viewsOf(task);
  const metric = leadOf({ task });
  const size = inspection?.testSize ?? null;
  // After a failure the last answer is another image's, and one of another task's network cannot
  // be shown as this one's: better none.
  const shown = failure || inspection?.answer.kind !== answerKindOf(task) ? null : inspection;
  return (
    <div className={styles.sample} aria-busy={busy} {...anchor('sample')}>
      <section className={block.block} aria-label={`${capital(noun)} and answer`} {...anchor('answer')}>
        <div className={`${block.title} ${styles.head}`}>
          <h3>One {noun}, inside</h3>
          {drawing ? (
            <Segmented
              label={`Which ${noun}`}
              value={mode}
              onChange={(next) => onChoose({ mode: next })}
              options={[
                { value: 'test', label: `test ${noun}` },
                { value: 'draw', label: `draw a ${drawing.noun}` },
              ]}
            />
          ) : null}
        </div>
        <p className={shared.whose}>{whose}</p>
        <views.Answer
          inspection={shown}
          metric={metric}
          shape={data?.inputShape ?? [1, 1, 1]}
          pad={
            mode === 'draw' && drawing ? (
              <DrawPad
                drawing={drawing}
                drawn={chosen.drawing?.ink ?? null}
                onImage={(made) => onChoose({ drawing: made })}
              />
            ) : null
          }
          browser={
            mode === 'test' ? (
              <SampleBrowser noun={noun} index={index} size={size} onIndex={setIndex} />
            ) : null
          }
          waiting={
            <Waiting
              noun={noun}
              busy={busy}
              hint={mode === 'draw' && drawing ? views.drawHint(drawing.noun) : null}
            />
          }
        />
        <div className={styles.outcome}>
          <Verdict
            answer={shown && views.verdict(shown.answer, metric)}
            stale={busy}
            note={mode === 'test' ? search.note : null}
          />
          {mode === 'test' && size !== null ? (
            <SampleJumps
              noun={noun}
              size={size}
              onIndex={setIndex}
              search={search}
              wanted={views.search.label}
            />
          ) : null}
        </div>
        {mode === 'test' && size !== null && data && taskOf(task).targets === 'class' ? (
          <ClassPicker source={network} classNames={data.classNames} index={index} onIndex={setIndex} />
        ) : null}
      </section>
      {failure ? <Failure message={failure} onRetry={retry} /> : null}
      <SlowMotion inspection={shown} whose={whose} layerName={layerName} onSelectLayer={onSelectLayer} />
      {shown ? (
        <>
          {views.Inside ? (
            <views.Inside inspection={shown} metric={metric} decode={decode} onRetry={retry} />
          ) : null}
          <RasterPanel noun={noun} inspection={shown} layerName={layerName} onSelectLayer={onSelectLayer} />
          <views.Steps inspection={shown} metric={metric} />
          {views.Examples && size !== null ? (
            <views.Examples
              inspection={shown}
              index={index}
              size={size}
              inspect={inspectOther}
              inspectOwn={inspectOwn}
              onOpen={setIndex}
              onDone={retry}
            />
          ) : null}
        </>
      ) : null}
    </div>
  );
});

interface WaitingProps {
  readonly noun: string;
  readonly busy: boolean;
  readonly hint: string | null;
}

function Waiting({ noun, busy, hint }: WaitingProps) {
  if (busy)
    return (
      <div className={styles.waiting} role="status">
        <Loader size="sm" color="var(--soft)" />
        Loading network and {noun}s …
      </div>
    );
  return <div className={styles.waiting}>{hint}</div>;
}

interface VerdictProps {
  readonly answer: AnswerWords | null;
  readonly stale: boolean;
  /** Said in place of the verdict. */
  readonly note: string | null;
}

function Verdict({ answer, stale, note }: VerdictProps) {
  if (!answer) return <span />;
  return (
    <p
      className={styles.verdict}
      data-wrong={answer.wrong || undefined}
      data-stale={stale || undefined}
      aria-live="polite"
    >
      {note ?? answer.words}
    </p>
  );
}
