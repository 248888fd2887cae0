/**
 * Shows the score of a run that trained nothing over its window, and the epochs of its ANN if that
 * was trained first.
 */
import { useState } from 'react';
import { lazyPart } from '../../shared/boundary/lazy-part.tsx';
import { examplesWords } from '../../shared/format.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import { scoreWords } from '../../shared/score-words.ts';
import card from '../card.module.css';
import legend from './legend.module.css';
import { ScoreChart } from './ScoreChart.tsx';
import type { Chart } from './use-chart.ts';
import type { WindowCurve } from './window-curve.ts';

/** Loaded lazily, together with the chart library. */
const AnytimeChart = lazyPart(
  'The chart',
  async () => (await import('../../shared/charts/AnytimeChart.tsx')).AnytimeChart,
);

type View = 'window' | 'epochs';

const views = [
  { value: 'window', label: 'over the window' },
  { value: 'epochs', label: 'training of the ANN' },
] as const;

export interface WindowViewProps {
  readonly curve: WindowCurve;
  readonly chart: Chart;
}

export function WindowView({ curve, chart }: WindowViewProps) {
  const [view, setView] = useState<View>('window');
  const { metric, ann, images, input, latency } = curve;
  const trained = chart.layout.rows.some(({ row }) => row !== null);
  return (
    <>
      <div className={card.head}>
        <div className={legend.legend}>
          <span>
            validation {metric.label} if the answer is read after each time step, {input}
            {latency
              ? `. ${latency} The steps are those of the readout’s window, whose spikes come first.`
              : null}
          </span>
          {ann !== null && (
            <span className={legend.mark} data-mark="ann">
              the ANN, <b>{scoreWords(metric, ann, images)}</b> {examplesWords(chart.task, images)}
            </span>
          )}
        </div>
        {trained && <Segmented label="What to draw" value={view} options={views} onChange={setView} />}
      </div>
      {trained && view === 'epochs' ? (
        <ScoreChart chart={chart} scale={metric.scale} loss={false} />
      ) : (
        <div className={card.window}>
          <AnytimeChart {...curve} />
        </div>
      )}
    </>
  );
}
