import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import type { AccuracyScale } from './axes.ts';
import classes from './legend.module.css';

export interface ChartControlsProps {
  readonly scale: AccuracyScale;
  readonly onScale: (scale: AccuracyScale) => void;
  readonly loss: boolean;
  readonly onLoss: (loss: boolean) => void;
  readonly table: boolean;
  readonly onTable: (table: boolean) => void;
}

export function ChartControls({ scale, onScale, loss, onLoss, table, onTable }: ChartControlsProps) {
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
            <SegmentedControl
              size="xs"
              aria-label="Accuracy axis"
              classNames={{
                root: classes.segments ?? '',
                indicator: classes.indicator ?? '',
                label: classes.segment ?? '',
              }}
              value={scale}
              onChange={(value) => onScale(value as AccuracyScale)}
              data={[
                { value: 'error', label: 'log error' },
                { value: 'linear', label: 'linear' },
              ]}
            />
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
}
