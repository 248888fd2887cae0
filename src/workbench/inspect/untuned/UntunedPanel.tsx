/**
 * Shows how well the network still does when it is only converted, as the settings move: the minute
 * for teaching.
 */

import { Loader } from '@mantine/core';
import { useState } from 'react';
import { findDataset } from '../../../datasets/index.ts';
import { originKey } from '../../../runs/inspection/origin.ts';
import type { NetworkOrigin, UntunedResult } from '../../../runs/inspection/simulation.ts';
import { untunedMacs } from '../../../runs/inspection/untuned-work.ts';
import { hasTrained } from '../../../runs/spec/start-network.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { exampleNoun } from '../../../tasks/example-words.ts';
import { leadOf, taskOf } from '../../../tasks/index.ts';
import { gainOver, type Metric } from '../../../tasks/metric.ts';
import { marginWords } from '../../../tasks/statistics/interval.ts';
import type { TaskId } from '../../../tasks/task.ts';
import { useConsent } from '../../clients/consent.ts';
import { secondsFor } from '../../clients/pace.ts';
import { AskFirst } from '../../shared/AskFirst.tsx';
import { Empty } from '../../shared/Empty.tsx';
import { Failure } from '../../shared/Failure.tsx';
import { duration, range, threshold, whole } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import { Key } from '../../shared/Key.tsx';
import { capital, directionNote } from '../../shared/score-words.ts';
import { wordsOf } from '../../tasks/index.ts';
import { Term } from '../../words/glossary/Term.tsx';
import { inputWords } from '../../words/method-words.ts';
import { settingsWords } from '../../words/whose.ts';
import { shippedWords, speaksOf, useTunedResults } from './tuned-results.ts';
import { UntunedCurve } from './UntunedCurve.tsx';
import styles from './untuned.module.css';
import { untunedCount, useUntuned } from './use-untuned.ts';

/** The method of the network that is converted here without training: PTL's. */
const untuned = { method: 'ptl', inputCoding: 'auto' } as const;

/**
 * The reason why there is nothing to convert: the preset ships no network, or is told to start
 * without it.
 */
const untrained = {
  preset: 'This preset trains its network first. With a pre-trained preset',
  start: 'From scratch, a run trains its network first. With the pre-trained one',
};

interface UntunedPanelProps {
  readonly spec: NetworkOrigin & UntunedSettings;
  /** Validation score of a finished run with this window, or null. */
  readonly tunedScore: number | null;
  /** Called with the window that a click on the curve chooses. */
  readonly onTimeSteps?: (timeSteps: number) => void;
}

export function UntunedPanel({ spec, tunedScore, onTimeSteps }: UntunedPanelProps) {
  const { preset, task } = spec;
  const shipping = hasTrained(spec);
  const ships = shipping && spec.start === 'checkpoint';
  const [attempt, setAttempt] = useState(0);
  const consent = useConsent(
    originKey(spec),
    ships ? secondsFor(untunedMacs(spec, spec, untunedCount(spec))) : 0,
  );
  const { result, busy, failure, points } = useUntuned(spec, ships && !consent.asks, attempt);
  const shipped = useTunedResults(preset);
  const metric = leadOf(spec);
  const words = wordsOf(task);
  const { many } = exampleNoun(taskOf(task));

  if (!ships)
    return (
      <Empty title="Nothing to convert yet">
        {shipping ? untrained.start : untrained.preset}, the {metric.label} just after conversion shows here
        as you move the settings.
      </Empty>
    );
  if (consent.asks)
    return (
      <AskFirst
        title={`The ${metric.label} just after conversion`}
        seconds={consent.seconds}
        onAgree={consent.agree}
      />
    );
  if (!result && failure) return <Failure message={failure} onRetry={() => setAttempt(attempt + 1)} />;
  if (!result)
    return (
      <div className={styles.loading} role="status">
        <Loader size="sm" color="var(--soft)" />
        Loading the pre-trained network to convert it …
      </div>
    );
  const speaks = speaksOf(spec);
  const tuned = ((speaks && shipped?.points) || []).map(({ timeSteps, validation }) => ({
    timeSteps,
    score: validation,
  }));
  const tunedHere = tunedScore ?? tuned.find((point) => point.timeSteps === result.timeSteps)?.score ?? null;
  const classes = findDataset(spec.dataset)?.classNames.length ?? 0;
  return (
    <div className={styles.container}>
      <section className={styles.untuned} aria-label="Just converted, not yet tuned" aria-busy={busy}>
        <div className={styles.figures}>
          <p className={shared.whose}>{settingsWords(spec)}</p>
          <Figures
            result={result}
            metric={metric}
            task={task}
            measured={words.measured(result.score, result.examples)}
            busy={busy}
          />
          <p className={styles.sentence} aria-live="polite">
            {words.untuned({ ...result, tuned: tunedHere, classes }, metric)}
          </p>
          <Thresholds result={result} />
          {failure ? <Failure message={failure} onRetry={() => setAttempt(attempt + 1)} /> : null}
        </div>
        <div className={styles.curve} data-veil="untuned" data-large>
          <p className={shared.keys}>
            <Key colour="spike" shape="line">
              just converted
            </Key>
            {tuned.length > 0 ? (
              <Key colour="spike" shape="diamond">
                {shipped && shippedWords(shipped)}
              </Key>
            ) : null}
            <Key colour="ann" shape="dash">
              ANN, {whole(result.examples)} validation {many}
            </Key>
          </p>
          <UntunedCurve
            metric={metric}
            points={points}
            tuned={tuned}
            result={result}
            timeSteps={spec.timeSteps}
            onTimeSteps={onTimeSteps}
          />
          <p className={shared.caption}>
            {capital(metric.label)} over Ns{axisNotes[metric.scale]}.{directionNote(metric)}
            {metric.unit === '%'
              ? ` Band and ±: 95 % interval. Measured on ${whole(result.examples)} validation ${many} only, to answer at once; a run takes more.`
              : ''}
            {onTimeSteps ? ' Point at it for the numbers; a click chooses Ns.' : ''}
            {shipped && !speaks ? ' Results after tuning ship for the preset’s own settings only.' : ''}
          </p>
        </div>
      </section>
    </div>
  );
}

/** Words that describe an axis that is not plain. */
const axisNotes: Readonly<Record<Metric['scale'], string>> = {
  logError: ', the axis spread towards 100\u00a0%',
  log: ', on a log axis',
  linear: '',
};

interface FiguresProps {
  readonly result: UntunedResult;
  readonly metric: Metric;
  readonly task: TaskId;
  /** Words that say what the score was measured on. */
  readonly measured: string;
  readonly busy: boolean;
}

function Figures({ result, metric, task, measured, busy }: FiguresProps) {
  const { score, annScore, examples, milliseconds, timeSteps } = result;
  return (
    <>
      <dl className={styles.pair} data-stale={busy || undefined}>
        <div>
          <dt>
            SNN, <Term id="timeSteps">Ns</Term> {timeSteps}, <Term id="untuned">untuned</Term>
          </dt>
          <dd data-of="snn">
            {metric.write(score, examples)} <small>{marginWords(metric, score, examples)}</small>
          </dd>
        </div>
        <div>
          <dt>
            <Term id="ann">ANN</Term>, {whole(examples)} {exampleNoun(taskOf(task)).many}
          </dt>
          <dd data-of="ann">
            {metric.write(annScore, examples)} <small>{marginWords(metric, annScore, examples)}</small>
          </dd>
        </div>
      </dl>
      <p className={styles.facts}>
        <b className={styles.drop} data-lost={gainOver(metric, score, annScore) < 0 || undefined}>
          {metric.writeDifference(score - annScore, examples)}
        </b>
        <span>{measured}</span>
        <span>
          <Term id="inputCoding">{inputWords({ ...untuned, task })}</Term>
        </span>
        <span>computed in {duration(milliseconds)}</span>
      </p>
    </>
  );
}

function Thresholds({ result }: { readonly result: UntunedResult }) {
  return (
    <dl className={styles.thresholds} aria-label="Thresholds of this conversion">
      {result.thresholds.map(({ layer, threshold: values }, i) => (
        <div key={layer}>
          <dt>
            {i === 0 ? <Term id="threshold">ϑ</Term> : 'ϑ'} {layer}
          </dt>
          <dd>{range(values, threshold)}</dd>
        </div>
      ))}
    </dl>
  );
}
