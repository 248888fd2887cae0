/**
 * The original beside what both networks make of it, and where each of them is off (the paper's
 * Fig. 8).
 */
import { useMemo } from 'react';
import type { ValuesAnswer } from '../../../runs/inspection/simulation.ts';
import type { Metric } from '../../../tasks/metric.ts';
import { ExampleImage, NoImage } from '../../shared/ExampleImage.tsx';
import { scoreWords } from '../../shared/score-words.ts';
import type { AnswerProps, InspectionWith } from '../task-views.ts';
import { ErrorImage, ErrorKey } from './ErrorImage.tsx';
import { errorMap } from './errors.ts';
import { answerTop } from './film.ts';
import { Picture } from './Picture.tsx';
import styles from './reconstruction.module.css';

export function ReconstructionAnswer(props: AnswerProps<ValuesAnswer>) {
  const { inspection, metric, shape, pad, browser, waiting } = props;
  return (
    <div className={styles.answer}>
      {pad ? (
        <div className={styles.draw}>
          <div className={styles.pad}>{pad}</div>
          {inspection ? <Figures answer={inspection.answer} metric={metric} /> : waiting}
        </div>
      ) : null}
      {inspection ? (
        <Gallery inspection={inspection} metric={metric} />
      ) : pad ? null : (
        <div className={styles.gallery}>
          <NoImage shape={shape} />
          <div className={styles.both}>{waiting}</div>
        </div>
      )}
      {browser ? <div className={styles.browser}>{browser}</div> : null}
    </div>
  );
}

/** Beside a pad there is room for figures that can be read while drawing. */
function Figures({ answer, metric }: { readonly answer: ValuesAnswer; readonly metric: Metric }) {
  return (
    <dl className={styles.figures}>
      {answer.annScore === null ? null : (
        <div data-of="ann">
          <dt>ANN, {metric.short}</dt>
          <dd>{metric.write(answer.annScore)}</dd>
        </div>
      )}
      <div data-of="snn">
        <dt>SNN, {metric.short}</dt>
        <dd>{metric.write(answer.snnScore)}</dd>
      </div>
    </dl>
  );
}

interface GalleryProps {
  readonly inspection: InspectionWith<ValuesAnswer>;
  readonly metric: Metric;
}

function Gallery({ inspection, metric }: GalleryProps) {
  const { answer, index } = inspection;
  const { target, ann, snn, shape, annScore, snnScore } = answer;
  const maps = useMemo(() => {
    const mapOf = (output: Float32Array) => errorMap(output, target, shape[2]);
    return { ann: ann && mapOf(ann), snn: mapOf(snn) };
  }, [target, ann, snn, shape]);
  const top = useMemo(() => answerTop(answer), [answer]);
  const score = (value: number) => scoreWords(metric, value);
  return (
    <div className={styles.gallery}>
      <Picture of="original" name={index === null ? 'drawn' : 'original'} score={metric.short}>
        <ExampleImage
          values={target}
          shape={shape}
          label={index === null ? 'The drawing as the networks get it' : `Test image ${index}`}
        />
      </Picture>
      {ann && maps.ann && annScore !== null ? (
        <Picture of="ann" name="ANN" score={metric.write(annScore)}>
          <ExampleImage values={ann} shape={shape} label={`What the ANN makes of it, ${score(annScore)}`} />
        </Picture>
      ) : (
        <p className={styles.missing}>This run trained its own ANN, which is not kept.</p>
      )}
      <Picture of="snn" name="SNN" score={metric.write(snnScore)}>
        <ExampleImage values={snn} shape={shape} label={`What the SNN makes of it, ${score(snnScore)}`} />
      </Picture>
      <ErrorKey top={top} />
      {maps.ann ? (
        <ErrorImage
          map={maps.ann}
          shape={shape}
          top={top}
          label={`Where the ANN is off, ${ends(maps.ann)}`}
        />
      ) : (
        <span />
      )}
      <ErrorImage map={maps.snn} shape={shape} top={top} label={`Where the SNN is off, ${ends(maps.snn)}`} />
    </div>
  );
}

function ends(map: Float32Array): string {
  const mean = map.reduce((sum, value) => sum + value, 0) / Math.max(1, map.length);
  return `by ${mean.toFixed(3)} on average and ${Math.max(0, ...map).toFixed(2)} at most`;
}
