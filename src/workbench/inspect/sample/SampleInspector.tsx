/**
 * One image looked into: what both networks answer, which neurons fire for it, and how the answer
 * forms.
 */
import { Loader } from '@mantine/core';
import { memo, useCallback, useMemo, useState } from 'react';
import type { NetworkSource, SampleInspection, SampleSource } from '../../../runs/inspection/simulation.ts';
import block from '../../shared/block.module.css';
import { Empty } from '../../shared/Empty.tsx';
import { Failure } from '../../shared/Failure.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { Answer } from '../../tasks/classification/Answer.tsx';
import { verdict } from '../../tasks/classification/answer.ts';
import { ClassBars } from '../../tasks/classification/ClassBars.tsx';
import digits from '../../tasks/classification/classification.module.css';
import { DigitImage } from '../../tasks/classification/DigitImage.tsx';
import { DrawPad } from '../../tasks/classification/DrawPad.tsx';
import { RasterPanel } from './RasterPanel.tsx';
import { SampleBrowser, SampleJumps } from './SampleBrowser.tsx';
import styles from './sample.module.css';
import { useMistake } from './use-mistake.ts';
import { useSample, useSteadySource } from './use-sample.ts';

interface SampleInspectorProps {
  /** Null: no network to look into yet. */
  readonly source: NetworkSource | null;
  readonly layerName: string | null;
  readonly onSelectLayer?: (layer: string) => void;
}

type Mode = 'test' | 'draw';

export const SampleInspector = memo(function SampleInspector({
  source,
  layerName,
  onSelectLayer,
}: SampleInspectorProps) {
  const [mode, setMode] = useState<Mode>('test');
  const [index, setIndex] = useState(0);
  const [drawing, setDrawing] = useState<Float32Array | null>(null);
  const sample = useMemo<SampleSource | null>(() => {
    if (mode === 'test') return { kind: 'test', index };
    return drawing && { kind: 'pixels', pixels: drawing };
  }, [mode, index, drawing]);
  const network = useSteadySource(source);
  const { inspection, busy, failure, retry } = useSample(network, sample);
  const search = useMistake(network, index, setIndex, retry);
  const size = inspection?.testSize ?? null;
  // After a failure the last answer is another image's: better none.
  const shown = failure ? null : inspection;
  const draw = useCallback((pixels: Float32Array | null) => setDrawing(pixels), []);

  if (!source)
    return (
      <Empty title="One image, inside">
        A digit, its spikes and the answer they add up to appear here once there is a network to look into.
      </Empty>
    );
  return (
    <div className={styles.sample} aria-busy={busy}>
      <section className={block.block} aria-label="Image and answer">
        <div className={block.title}>
          <h3>One image, inside</h3>
          <Segmented
            label="Which image"
            value={mode}
            onChange={setMode}
            options={[
              { value: 'test', label: 'test image' },
              { value: 'draw', label: 'draw a digit' },
            ]}
          />
        </div>
        <div className={styles.duo}>
          <div className={styles.picture}>
            {mode === 'draw' ? <DrawPad onImage={draw} /> : <TestImage inspection={shown} index={index} />}
            {mode === 'test' ? <SampleBrowser index={index} size={size} onIndex={setIndex} /> : null}
          </div>
          {shown ? <ClassBars inspection={shown} /> : <Waiting busy={busy} mode={mode} />}
        </div>
        <div className={styles.outcome}>
          <Verdict inspection={shown} stale={busy} note={mode === 'test' ? search.note : null} />
          {mode === 'test' && size !== null ? (
            <SampleJumps size={size} onIndex={setIndex} search={search} />
          ) : null}
        </div>
      </section>
      {failure ? <Failure message={failure} onRetry={retry} /> : null}
      {shown ? (
        <>
          <RasterPanel inspection={shown} layerName={layerName} onSelectLayer={onSelectLayer} />
          <Answer inspection={shown} />
        </>
      ) : null}
    </div>
  );
});

/** Until the first answer the image's place stays empty rather than jumping. */
function TestImage({
  inspection,
  index,
}: {
  readonly inspection: SampleInspection | null;
  readonly index: number;
}) {
  if (!inspection || inspection.index === null) return <div className={digits.digit} />;
  const label =
    inspection.label === null ? `Test image ${index}` : `Test image ${index}, a ${inspection.label}`;
  return <DigitImage pixels={inspection.pixels} shape={inspection.imageShape} label={label} />;
}

function Waiting({ busy, mode }: { readonly busy: boolean; readonly mode: Mode }) {
  if (busy)
    return (
      <div className={styles.waiting} role="status">
        <Loader size="sm" color="var(--soft)" />
        Loading network and images …
      </div>
    );
  return (
    <div className={styles.waiting}>
      {mode === 'draw' ? 'Draw a digit: both networks answer as you draw.' : null}
    </div>
  );
}

interface VerdictProps {
  readonly inspection: SampleInspection | null;
  readonly stale: boolean;
  readonly note: string | null;
}

function Verdict({ inspection, stale, note }: VerdictProps) {
  if (!inspection) return <span />;
  const { annPrediction, snnPrediction, label } = inspection;
  const wrong = label !== null && snnPrediction !== label;
  return (
    <p
      className={styles.verdict}
      data-wrong={wrong || undefined}
      data-stale={stale || undefined}
      aria-live="polite"
    >
      {note ?? verdict(annPrediction, snnPrediction, label)}
    </p>
  );
}
