/**
 * The reconstruction as it forms: a thumbnail for each time step, the chosen one large with its
 * errors, and the score over the steps.
 */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ValuesAnswer } from '../../../runs/inspection/simulation.ts';
import type { Metric } from '../../../tasks/metric.ts';
import block from '../../shared/block.module.css';
import { ExampleImage } from '../../shared/ExampleImage.tsx';
import shared from '../../shared/inspect.module.css';
import { Key } from '../../shared/Key.tsx';
import { Plot } from '../../shared/Plot.tsx';
import { scoreWords } from '../../shared/score-words.ts';
import { NoSteps } from '../NoSteps.tsx';
import type { StepsProps } from '../task-views.ts';
import { ErrorImage } from './ErrorImage.tsx';
import { errorMap } from './errors.ts';
import { answerTop, bestStep, type Frame, filmOf, settledAfter } from './film.ts';
import styles from './reconstruction.module.css';
import { drawStepScores } from './step-plot.ts';

export function ReconstructionSteps({ inspection, metric }: StepsProps<ValuesAnswer>) {
  return (
    <section className={block.block} aria-label="The answer, step by step">
      <div className={block.title}>
        <h3>The answer, step by step</h3>
      </div>
      {inspection.answer.overTime.length > 0 ? (
        <Film answer={inspection.answer} metric={metric} />
      ) : (
        <NoSteps inspection={inspection} />
      )}
    </section>
  );
}

interface FilmProps {
  readonly answer: ValuesAnswer;
  readonly metric: Metric;
}

function Film({ answer, metric }: FilmProps) {
  const { target, shape, overTime, scoresOverTime: scores, annScore } = answer;
  const frames = useMemo(() => filmOf(overTime, target.length, scores), [overTime, target, scores]);
  const top = useMemo(() => answerTop(answer), [answer]);
  const [wanted, setWanted] = useState<number | null>(null);
  // A window of another length may not have the step: then the answer itself.
  const chosen = frames.find(({ step }) => step === wanted) ?? frames.at(-1)!;
  const map = useMemo(() => errorMap(chosen.values, target, shape[2]), [chosen, target, shape]);
  const draw = useMemo(
    () => drawStepScores(scores, annScore, metric, chosen.step),
    [scores, annScore, metric, chosen.step],
  );
  const settled = settledAfter(scores, metric);
  const best = bestStep(scores, metric);
  return (
    <>
      <Strip frames={frames} shape={shape} metric={metric} chosen={chosen.step} onChoose={setWanted} />
      <div className={styles.large}>
        <ExampleImage
          values={chosen.values}
          shape={shape}
          label={`The SNN’s answer after step ${chosen.step}, ${scoreWords(metric, chosen.score)}`}
        />
        <ErrorImage
          map={map}
          shape={shape}
          top={top}
          label={`Where it is off after step ${chosen.step}; full red is ${top.toFixed(1)}`}
        />
      </div>
      <p className={shared.caption} aria-live="polite">
        After step <b>{chosen.step}</b> of {scores.length}: {scoreWords(metric, chosen.score)}. Full red is an
        error of {top.toFixed(1)}.
      </p>
      <p className={shared.keys}>
        <Key colour="spike" shape="line">
          SNN, {metric.short} after each step
        </Key>
        {annScore === null ? null : (
          <Key colour="ann" shape="dash">
            ANN
          </Key>
        )}
      </p>
      <Plot draw={draw} label={toldScores(scores, annScore, metric)} height={140} />
      {settled === null || scores.length === 1 ? null : (
        <p className={shared.caption}>
          {settled === scores.length
            ? `The ${metric.label} still changes at the last step.`
            : `From step ${settled} on the ${metric.label} is at most a tenth worse than at the end.`}
          {best === scores.length ? '' : ` It is best after step ${best}.`}
        </p>
      )}
    </>
  );
}

function toldScores(scores: readonly number[], ann: number | null, metric: Metric): string {
  const told = filmTold(scores.length).map((step) => `${step}: ${metric.write(scores[step - 1]!)}`);
  return `${metric.short} after each time step. ${told.join(', ')}${ann === null ? '' : `. ANN ${metric.write(ann)}`}.`;
}

/** The steps that are read out: 1, 2, 4, … and the last. */
function filmTold(count: number): number[] {
  const doubling = Array.from({ length: Math.floor(Math.log2(count)) + 1 }, (_, i) => 2 ** i);
  return [...new Set([...doubling, count])];
}

interface StripProps {
  readonly frames: readonly Frame[];
  readonly shape: ValuesAnswer['shape'];
  readonly metric: Metric;
  readonly chosen: number;
  readonly onChoose: (step: number) => void;
}

/** Room for the frame's outline, in pixels. */
const edge = 4;

function Strip({ frames, shape, metric, chosen, onChoose }: StripProps) {
  const name = useId();
  const strip = useRef<HTMLDivElement>(null);
  // Brings the chosen frame into the strip, and moves nothing else on the page.
  useEffect(() => {
    const box = strip.current;
    const frame = box?.querySelector<HTMLElement>(`[data-step="${chosen}"]`);
    if (!box || !frame) return;
    const { offsetLeft: left, offsetWidth: width } = frame;
    if (left - edge < box.scrollLeft) box.scrollLeft = left - edge;
    const right = left + width + edge;
    if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth;
  }, [chosen]);
  return (
    <div ref={strip} className={styles.strip} role="radiogroup" aria-label="Time step of the reconstruction">
      {frames.map(({ step, values, score }) => (
        <label key={step} className={styles.frame} data-step={step} title={`after step ${step}`}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={step === chosen}
            onChange={() => onChoose(step)}
          />
          <ExampleImage values={values} shape={shape} label={`after step ${step}, ${metric.short}`} />
          <b aria-hidden>{step}</b>
          <span>{metric.write(score)}</span>
        </label>
      ))}
    </div>
  );
}
