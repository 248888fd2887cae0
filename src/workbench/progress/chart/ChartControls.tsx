import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { memo } from 'react';
import type { Metric } from '../../../tasks/metric.ts';
import type { Task } from '../../../tasks/task.ts';
import type { ScaleKind } from '../../shared/charts/axes.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import { capital } from '../../shared/score-words.ts';
import classes from './legend.module.css';

interface ScaleChoice {
  readonly label: string;
  readonly help: string;
}

/** The scales that a metric may have of its own, each with its purpose. */
const scales: Readonly<Record<ScaleKind, ScaleChoice>> = {
  logError: {
    label: 'log error',
    help: 'By its error on a log axis, where deep dips and the last tenths of a percent both show; or plain',
  },
  log: { label: 'log', help: 'On a log axis, where jumps and the last small gains both show; or plain' },
  linear: { label: 'linear', help: 'Plain' },
};

/** Returns the metric's own scale and the plain one. */
function choicesFor(own: ScaleKind) {
  const kinds: readonly ScaleKind[] = own === 'linear' ? [own] : [own, 'linear'];
  return kinds.map((value) => ({ value, label: scales[value].label }));
}

export interface ChartControlsProps {
  readonly task: Task;
  readonly metric: Metric;
  readonly scale: ScaleKind;
  readonly onScale: (scale: ScaleKind) => void;
  readonly loss: boolean;
  readonly onLoss: (loss: boolean) => void;
  readonly table: boolean;
  readonly onTable: (table: boolean) => void;
}

/** Shows the controls of the chart. They are memoised, so that an epoch redraws only the chart. */
export const ChartControls = memo(function ChartControls({
  task,
  metric,
  scale,
  onScale,
  loss,
  onLoss,
  table,
  onTable,
}: ChartControlsProps) {
  return (
    <div className={classes.controls}>
      {!table && (
        <>
          {!task.lossIsLead && (
            <Tooltip label={`Validation ${task.loss.short} is what the patience counts by`}>
              <button
                type="button"
                className={classes.toggle}
                aria-pressed={loss}
                onClick={() => onLoss(!loss)}
              >
                {task.loss.short}
              </button>
            </Tooltip>
          )}
          {metric.scale !== 'linear' && (
            <Tooltip label={scales[metric.scale].help}>
              <span>
                <Segmented
                  label={`${capital(metric.label)} axis`}
                  value={scale}
                  onChange={onScale}
                  options={choicesFor(metric.scale)}
                />
              </span>
            </Tooltip>
          )}
        </>
      )}
      <Tooltip label={table ? 'Show the chart' : 'Show the same numbers as a table'}>
        <ActionIcon
          variant="default"
          size={26}
          aria-label={table ? 'Chart' : 'Table'}
          onClick={() => onTable(!table)}
        >
          {table ? <IconChartLine size={15} /> : <IconTable size={15} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
});
