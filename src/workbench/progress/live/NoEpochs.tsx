import { Empty } from '../../shared/Empty.tsx';
import { imagesWords, percent } from '../../shared/format.ts';
import { useIsLive } from '../../store/selectors.ts';
import type { Chart } from '../chart/use-chart.ts';

/**
 * In place of the chart of a run that trains nothing, until its accuracy over the window is there.
 */
export function NoEpochs({ chart: { ann, words, validationImages } }: { chart: Chart }) {
  const live = useIsLive();
  return (
    <Empty title="Accuracy after each time step">
      {live ? words.waiting : `Press ▶ ${words.start} ${words.before}`}
      {ann &&
        ` The ANN has ${percent(ann.validationAccuracy, validationImages)} ${imagesWords(validationImages)}.`}
    </Empty>
  );
}
