/**
 * The educator's minute: what is left of the network when it is just converted, as the settings
 * move.
 */
import { Loader } from '@mantine/core';
import { useState } from 'react';
import type { UntunedResult } from '../../../runs/inspection/simulation.ts';
import { findPreset } from '../../../runs/spec/presets/presets.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { Empty } from '../../shared/Empty.tsx';
import { Failure } from '../../shared/Failure.tsx';
import { duration, percent, points as pointsOf, range, threshold, whole } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import { Key } from '../../shared/Key.tsx';
import { inputWords } from '../../words/method-words.ts';
import { speaksOf, useTunedResults } from './tuned-results.ts';
import { UntunedCurve } from './UntunedCurve.tsx';
import styles from './untuned.module.css';
import { untunedSentence } from './untuned-words.ts';
import { useUntuned } from './use-untuned.ts';

/** What is converted here without training: PTL's network. */
const untuned = { method: 'ptl', inputCoding: 'auto' } as const;

interface UntunedPanelProps {
  /** Preset revision, as `mnist@1`. */
  readonly preset: string;
  readonly settings: UntunedSettings;
  /** Validation accuracy of a finished run with this window, or null. */
  readonly tunedAccuracy: number | null;
  /** A click on the curve chooses a window. */
  readonly onTimeSteps?: (timeSteps: number) => void;
}

export function UntunedPanel({ preset, settings, tunedAccuracy, onTimeSteps }: UntunedPanelProps) {
  const ships = Boolean(findPreset(preset)?.checkpoint);
  const [attempt, setAttempt] = useState(0);
  const { result, busy, failure, points } = useUntuned(ships ? preset : null, settings, attempt);
  const shipped = useTunedResults(preset);

  if (!ships)
    return (
      <Empty title="Nothing to convert yet">
        This preset trains its network first. With a pre-trained preset, the accuracy just after conversion
        shows here as you move the settings.
      </Empty>
    );
  if (!result && failure) return <Failure message={failure} onRetry={() => setAttempt(attempt + 1)} />;
  if (!result)
    return (
      <div className={styles.loading} role="status">
        <Loader size="sm" color="var(--soft)" />
        Loading the pre-trained network to convert it …
      </div>
    );
  const tuned = ((speaksOf(preset, settings) && shipped?.points) || []).map(
    ({ timeSteps, validationAccuracy }) => ({
      timeSteps,
      accuracy: validationAccuracy,
    }),
  );
  const tunedHere =
    tunedAccuracy ?? tuned.find((point) => point.timeSteps === result.timeSteps)?.accuracy ?? null;
  return (
    <div className={styles.container}>
      <section className={styles.untuned} aria-label="Just converted, not yet tuned" aria-busy={busy}>
        <div className={styles.figures}>
          <Figures result={result} busy={busy} />
          <p className={styles.sentence} aria-live="polite">
            {untunedSentence({ ...result, tuned: tunedHere })}
          </p>
          <Thresholds result={result} />
          {failure ? <Failure message={failure} onRetry={() => setAttempt(attempt + 1)} /> : null}
        </div>
        <div className={styles.curve}>
          <p className={shared.keys}>
            <Key colour="spike" shape="line">
              just converted
            </Key>
            {tuned.length > 0 ? (
              <Key colour="spike" shape="diamond">
                after tuning (shipped)
              </Key>
            ) : null}
            <Key colour="ann" shape="dash">
              ANN, {whole(result.images)} images
            </Key>
          </p>
          <UntunedCurve
            points={points}
            tuned={tuned}
            result={result}
            timeSteps={settings.timeSteps}
            onTimeSteps={onTimeSteps}
          />
          <p className={shared.caption}>
            Accuracy over time steps Ns, on an axis by the log of the error.
            {onTimeSteps ? ' A click chooses Ns.' : ''}
          </p>
        </div>
      </section>
    </div>
  );
}

function Figures({ result, busy }: { readonly result: UntunedResult; readonly busy: boolean }) {
  const { accuracy, annAccuracy, images, milliseconds, timeSteps } = result;
  return (
    <>
      <dl className={styles.pair} data-stale={busy || undefined}>
        <div>
          <dt>SNN, Ns {timeSteps}, untuned</dt>
          <dd data-of="snn">{percent(accuracy, images)}</dd>
        </div>
        <div>
          <dt>ANN, {whole(images)} images</dt>
          <dd data-of="ann">{percent(annAccuracy, images)}</dd>
        </div>
      </dl>
      <p className={styles.facts}>
        <b className={styles.drop} data-lost={accuracy < annAccuracy || undefined}>
          {pointsOf(accuracy - annAccuracy)}
        </b>
        <span>
          {whole(accuracy * images)} of {whole(images)} validation images
        </span>
        <span>{inputWords(untuned)}</span>
        <span>{duration(milliseconds)}</span>
      </p>
    </>
  );
}

function Thresholds({ result }: { readonly result: UntunedResult }) {
  return (
    <dl className={styles.thresholds} aria-label="Thresholds of this conversion">
      {result.thresholds.map(({ layer, threshold: values }) => (
        <div key={layer}>
          <dt>ϑ {layer}</dt>
          <dd>{range(values, threshold)}</dd>
        </div>
      ))}
    </dl>
  );
}
