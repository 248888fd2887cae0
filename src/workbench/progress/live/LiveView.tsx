/**
 * Shows the curve of a run with all that belongs to it: its state, the meaning of the lines, and
 * the same numbers as a table.
 */
import { useMemo, useState } from 'react';
import { useCompared } from '../../store/compared.ts';
import { useShownRun } from '../../store/selectors.ts';
import card from '../card.module.css';
import { ChartControls } from '../chart/ChartControls.tsx';
import { Legend } from '../chart/Legend.tsx';
import { ScoreChart } from '../chart/ScoreChart.tsx';
import { useChart } from '../chart/use-chart.ts';
import { WindowView } from '../chart/WindowView.tsx';
import { type WindowCurve, windowCurve } from '../chart/window-curve.ts';
import { EpochTable } from '../table/EpochTable.tsx';
import { HealthLine } from './HealthLine.tsx';
import { NoEpochs } from './NoEpochs.tsx';
import { RunNotice } from './RunNotice.tsx';

function useWindowCurve(): WindowCurve | null {
  const run = useShownRun();
  const compared = useCompared();
  return useMemo(() => windowCurve(run, compared), [run, compared]);
}

export function LiveView() {
  const chart = useChart();
  const curve = useWindowCurve();
  // The choice holds for all runs: each has a scale of its own beside the plain one.
  const [plain, setPlain] = useState(false);
  const [wanted, setLoss] = useState(false);
  const [table, setTable] = useState(false);
  if (curve)
    return (
      <>
        <RunNotice />
        <WindowView curve={curve} chart={chart} />
      </>
    );
  if (chart.empty && !chart.hasEpochs)
    return (
      <>
        <RunNotice />
        <NoEpochs chart={chart} />
      </>
    );
  const { task, metric } = chart;
  const scale = plain ? 'linear' : metric.scale;
  const loss = wanted && !task.lossIsLead;
  return (
    <>
      <RunNotice />
      <HealthLine />
      <div className={card.head}>
        <Legend chart={chart} loss={loss} />
        <ChartControls
          task={task}
          metric={metric}
          scale={scale}
          onScale={(chosen) => setPlain(chosen === 'linear')}
          loss={loss}
          onLoss={setLoss}
          table={table}
          onTable={setTable}
        />
      </div>
      {table ? <EpochTable chart={chart} /> : <ScoreChart chart={chart} scale={scale} loss={loss} />}
    </>
  );
}
