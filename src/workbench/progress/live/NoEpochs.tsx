import { Empty } from '../../shared/Empty.tsx';
import { examplesWords } from '../../shared/format.ts';
import { capital, scoreWords } from '../../shared/score-words.ts';
import { useIsLive, useIsPaused } from '../../store/selectors.ts';
import { pausedWords } from '../../words/progress-words.ts';
import type { Chart } from '../chart/use-chart.ts';

/** Replaces the chart of a run that trains nothing, until its score over the window is there. */
export function NoEpochs({ chart: { task, metric, ann, words, validationImages } }: { chart: Chart }) {
  const live = useIsLive();
  const paused = useIsPaused();
  const waiting = paused ? pausedWords : words.waiting;
  return (
    <Empty title={`${capital(metric.label)} after each time step`}>
      {live ? waiting : `Press ▶ ${words.start} ${words.before(metric)}`}
      {ann !== null &&
        ` The ANN has ${scoreWords(metric, ann, validationImages)} ${examplesWords(task, validationImages)}.`}
    </Empty>
  );
}
