/**
 * Lets a visitor edit the code of an example: the spike counts of the narrow layer, and beside them
 * the picture that the layers behind it make of them.
 */
import { Button, Slider } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { LayerInspection, ValuesAnswer } from '../../../runs/inspection/simulation.ts';
import type { Metric } from '../../../tasks/metric.ts';
import block from '../../shared/block.module.css';
import { ExampleImage } from '../../shared/ExampleImage.tsx';
import { Failure } from '../../shared/Failure.tsx';
import shared from '../../shared/inspect.module.css';
import { scoreWords } from '../../shared/score-words.ts';
import type { InsideProps } from '../task-views.ts';
import { CodeBars } from './CodeBars.tsx';
import styles from './code.module.css';
import { blend, codeOf, editedCount, withCount } from './code.ts';
import { ErrorImage } from './ErrorImage.tsx';
import { errorMap } from './errors.ts';
import { answerTop, filmOf } from './film.ts';
import { Picture } from './Picture.tsx';
import { type Edit, useDecoded } from './use-decoded.ts';

/** The film of the edited picture has at most so many frames, which fill one row. */
const shortFilm = 8;

/** Holds a code that the visitor keeps, to lead other images' codes towards it. */
interface Kept {
  readonly of: string;
  readonly counts: Float32Array;
}

export function CodeEditor(props: InsideProps<ValuesAnswer>) {
  const { layer, reason } = codeOf(props.inspection);
  const [kept, setKept] = useState<Kept | null>(null);
  return (
    <section className={block.block} aria-label="The code">
      <div className={block.title}>
        <h3>The code{layer ? ` · ${layer.layer.name}` : ''}</h3>
      </div>
      {layer ? (
        <Editor {...props} layer={layer} kept={kept} onKeep={setKept} />
      ) : (
        <p className={block.note}>{reason}</p>
      )}
    </section>
  );
}

interface EditorProps extends InsideProps<ValuesAnswer> {
  readonly layer: LayerInspection;
  readonly kept: Kept | null;
  readonly onKeep: (kept: Kept) => void;
}

function Editor({ inspection, metric, decode, onRetry, layer, kept, onKeep }: EditorProps) {
  const { timeSteps, index } = inspection;
  const { name } = layer.layer;
  const original = layer.counts;
  const [wanted, setEdit] = useState<Edit | null>(null);
  // An edit is of one image in one network: another brings its own code.
  const edit = wanted?.inspection === inspection ? wanted : null;
  const counts = edit?.counts ?? original;
  const { answer, current, failure } = useDecoded(edit, decode);
  const change = (next: Float32Array) =>
    setEdit(editedCount(next, original) > 0 ? { inspection, layer: name, counts: next } : null);
  const edited = editedCount(counts, original);
  const own = index === null ? 'the drawing' : `test image ${index}`;
  const other = kept && kept.counts.length === counts.length && editedCount(kept.counts, original) > 0;
  return (
    <>
      <CodeBars
        layer={name}
        counts={counts}
        original={original}
        timeSteps={timeSteps}
        onCount={(neuron, count) => change(withCount(counts, neuron, count))}
      />
      <div className={styles.actions}>
        <Button size="compact-sm" variant="default" disabled={edited === 0} onClick={() => setEdit(null)}>
          Reset
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={counts.every((count) => count === 0)}
          onClick={() => change(new Float32Array(counts.length))}
        >
          Clear
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={kept !== null && editedCount(kept.counts, counts) === 0}
          onClick={() => onKeep({ of: edited > 0 ? `${own}, edited` : own, counts })}
        >
          Keep this code
        </Button>
      </div>
      {other ? (
        <Blend
          key={`${own} ${kept.of}`}
          kept={kept}
          onShare={(share) => change(blend(original, kept.counts, share))}
        />
      ) : null}
      {failure ? <Failure message={failure} onRetry={onRetry} /> : null}
      <Pictures
        unedited={inspection.answer}
        edited={answer ?? inspection.answer}
        stale={!current}
        metric={metric}
      />
      <p className={shared.caption} aria-live="polite">
        {edited === 0
          ? 'Nothing is edited yet: both pictures are the same.'
          : `${edited} of ${counts.length} counts edited. An edited neuron fires evenly over the window; the others keep their spikes.`}
      </p>
    </>
  );
}

interface BlendProps {
  readonly kept: Kept;
  readonly onShare: (share: number) => void;
}

function Blend({ kept, onShare }: BlendProps) {
  const [percent, setPercent] = useState(0);
  return (
    <div className={styles.blend}>
      <span>Towards {kept.of}</span>
      <Slider
        min={0}
        max={100}
        step={5}
        value={percent}
        label={null}
        size={4}
        thumbSize={15}
        thumbLabel={`Towards the code of ${kept.of}`}
        thumbValueText={`${percent} percent of the way`}
        onChange={(to) => {
          setPercent(to);
          onShare(to / 100);
        }}
      />
    </div>
  );
}

interface PicturesProps {
  readonly unedited: ValuesAnswer;
  readonly edited: ValuesAnswer;
  /** Whether the edited answer is still that to an earlier edit. */
  readonly stale: boolean;
  readonly metric: Metric;
}

function Pictures({ unedited, edited, stale, metric }: PicturesProps) {
  const { shape, snn, target } = unedited;
  const change = useMemo(() => errorMap(edited.snn, snn, shape[2]), [edited, snn, shape]);
  const frames = useMemo(
    () => filmOf(edited.overTime, target.length, edited.scoresOverTime, shortFilm),
    [edited, target],
  );
  const top = useMemo(() => answerTop(unedited), [unedited]);
  return (
    <>
      <div className={styles.pictures} data-stale={stale || undefined}>
        <Picture of="original" name="was" score={metric.write(unedited.snnScore)}>
          <ExampleImage
            values={snn}
            shape={shape}
            label={`Decoded from the code as it was, ${scoreWords(metric, unedited.snnScore)}`}
          />
        </Picture>
        <Picture of="snn" name="now" score={metric.write(edited.snnScore)}>
          <ExampleImage
            values={edited.snn}
            shape={shape}
            label={`Decoded from the edited code, ${scoreWords(metric, edited.snnScore)}`}
          />
        </Picture>
        <Picture of="original" name="change" score={`red: ${top.toFixed(1)}`}>
          <ErrorImage map={change} shape={shape} top={top} label={toldChange(change)} />
        </Picture>
      </div>
      {frames.length > 1 ? (
        <ol className={styles.film} aria-label="The edited code, decoded step by step">
          {frames.map(({ step, values, score }) => (
            <li key={step} title={`after step ${step}: ${scoreWords(metric, score)}`}>
              <ExampleImage
                values={values}
                shape={shape}
                label={`after step ${step}, ${scoreWords(metric, score)}`}
              />
              <span aria-hidden>{step}</span>
            </li>
          ))}
        </ol>
      ) : null}
    </>
  );
}

function toldChange(change: Float32Array): string {
  const mean = change.reduce((sum, value) => sum + value, 0) / Math.max(1, change.length);
  return `What the edit changes, by ${mean.toFixed(3)} on average and ${Math.max(0, ...change).toFixed(2)} at most`;
}
