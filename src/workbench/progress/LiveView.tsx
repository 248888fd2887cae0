/** The curve of a run with what belongs to it: how it stands, what the lines mean, and the same numbers as a table. */
import { lazy, Suspense, useState } from 'react';
import type { AccuracyScale } from './axes.ts';
import { ChartControls } from './ChartControls.tsx';
import card from './card.module.css';
import chartClasses from './chart.module.css';
import { EpochTable } from './EpochTable.tsx';
import { Legend } from './Legend.tsx';
import { RunNotice } from './RunNotice.tsx';
import { useChart } from './use-chart.ts';

/** The chart library is a third of the page's code, and the page opens without a chart. */
const AccuracyChart = lazy(() => import('./AccuracyChart.tsx'));

export function LiveView() {
  const chart = useChart();
  const [scale, setScale] = useState<AccuracyScale>('error');
  const [loss, setLoss] = useState(false);
  const [table, setTable] = useState(false);
  return (
    <>
      <RunNotice />
      <div className={card.head}>
        <Legend chart={chart} loss={loss} />
        <ChartControls
          scale={scale}
          onScale={setScale}
          loss={loss}
          onLoss={setLoss}
          table={table}
          onTable={setTable}
        />
      </div>
      {table ? (
        <EpochTable chart={chart} />
      ) : (
        <Suspense fallback={<div className={chartClasses.chart} />}>
          <AccuracyChart chart={chart} scale={scale} loss={loss} />
        </Suspense>
      )}
    </>
  );
}
