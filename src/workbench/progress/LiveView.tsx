/** The curve of a run with what belongs to it: how it stands, what the lines mean, and the same numbers as a table. */
import { useState } from 'react';
import { AccuracyChart } from './AccuracyChart.tsx';
import type { AccuracyScale } from './axes.ts';
import { ChartControls } from './ChartControls.tsx';
import card from './card.module.css';
import { EpochTable } from './EpochTable.tsx';
import { Legend } from './Legend.tsx';
import { RunNotice } from './RunNotice.tsx';
import { useChart } from './use-chart.ts';

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
      {table ? <EpochTable chart={chart} /> : <AccuracyChart chart={chart} scale={scale} loss={loss} />}
    </>
  );
}
