import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { memo } from 'react';
import type { AccuracyScale } from '../../shared/charts/axes.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import classes from './legend.module.css';

const scales = [
  { value: 'error', label: 'log error' },
  { value: 'linear', label: 'linear' },
] as const;

export interface ChartControlsProps {
  readonly scale: AccuracyScale;
  readonly onScale: (scale: AccuracyScale) => void;
  readonly loss: boolean;
  readonly onLoss: (loss: boolean) => void;
  readonly table: boolean;
  readonly onTable: (table: boolean) => void;
}

/** Not drawn again with every epoch of the chart that they control. */
export const ChartControls = memo(function ChartControls({
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
          <Tooltip label="Validation loss is what the patience counts by">
            <button
              type="button"
              className={classes.toggle}
              aria-pressed={loss}
              onClick={() => onLoss(!loss)}
            >
              loss
            </button>
          </Tooltip>
          <Tooltip label="By its error on a log axis, where deep dips and the last tenths of a percent both show; or plain">
            <span>
              <Segmented label="Accuracy axis" value={scale} onChange={onScale} options={scales} />
            </span>
          </Tooltip>
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
