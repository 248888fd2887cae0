/**
 * The chart's surface: pointer and arrow keys move from epoch to epoch, and a tooltip shows the
 * numbers of the current one.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { leadScore } from '../../../tasks/task.ts';
import type { ScoreAxis } from '../../shared/charts/axes.ts';
import { stepTo } from '../../shared/charts/step-to.ts';
import { placeIn } from '../../shared/place-in.ts';
import { capital } from '../../shared/score-words.ts';
import classes from './chart.module.css';
import type { ChartRow } from './chart-layout.ts';
import { EpochTooltip } from './EpochTooltip.tsx';
import { type Box, linearScale, nearest } from './frame.ts';
import type { Chart } from './use-chart.ts';

export interface EpochReaderProps {
  readonly chart: Chart;
  readonly box: Box;
  readonly axis: ScoreAxis;
  readonly children: ReactNode;
}

export function EpochReader({ chart, box, axis, children }: EpochReaderProps) {
  const { rows, end } = chart.layout;
  // A place, not a row: rows come and go with runs, and the nearest one is always right.
  const [place, setPlace] = useState<number | null>(null);
  const index = place === null ? -1 : nearest(rows, place);
  const epoch = rows[index];

  function point(event: PointerEvent<SVGSVGElement>): void {
    const { x: at } = placeIn(event.currentTarget, event);
    const within = at >= box.left && at <= box.right;
    const found = rows[nearest(rows, linearScale([box.left, box.right], [0, end])(at))];
    setPlace(within && found ? found.x : null);
  }

  function press(event: KeyboardEvent): void {
    const next = stepTo(event.key, index, rows.length);
    if (next === undefined) return;
    event.preventDefault();
    setPlace(rows[next]?.x ?? null);
  }

  return (
    <>
      <div className={classes.surface} translate="no" data-veil="run" data-large>
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: a title would pop up over all of it; it has a label */}
        <svg
          width={box.width}
          height={box.height}
          // On paper it is scaled to the width of the sheet.
          viewBox={`0 0 ${box.width} ${box.height}`}
          {...(rows.length > 0 && {
            role: 'application',
            tabIndex: 0,
            'aria-label': `${capital(chart.metric.label)}, epoch by epoch: the arrow keys move over the epochs`,
          })}
          onPointerMove={point}
          onPointerDown={point}
          // A finger leaves with every tap, which must not close the tooltip.
          onPointerLeave={({ pointerType }) => pointerType !== 'touch' && setPlace(null)}
          onFocus={({ currentTarget }) =>
            currentTarget.matches(':focus-visible') && setPlace(rows[0]?.x ?? null)
          }
          onBlur={() => setPlace(null)}
          onKeyDown={press}
        >
          {children}
          {epoch && <Cursor row={epoch} chart={chart} box={box} axis={axis} />}
        </svg>
      </div>
      <div role="status">
        {epoch && <EpochTooltip row={epoch} chart={chart} box={box} at={epoch.x / end} />}
      </div>
    </>
  );
}

interface CursorProps {
  readonly row: ChartRow;
  readonly chart: Chart;
  readonly box: Box;
  readonly axis: ScoreAxis;
}

function Cursor({ row: { x: place, row }, chart: { task, layout }, box, axis }: CursorProps) {
  const x = linearScale([0, layout.end], [box.left, box.right])(place);
  const y = linearScale(axis.domain, [box.bottom, box.top]);
  return (
    <g pointerEvents="none" className={classes.cursor}>
      <line x1={x} x2={x} y1={box.top} y2={box.bottom} />
      {row && <circle cx={x} cy={y(axis.place(leadScore(task, row.validation)))} r={4} />}
    </g>
  );
}
