/** One run: its name is what was changed, its figure the accuracy it came to. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { memo } from 'react';
import type { RunSummary } from '../../runs/run-store.ts';
import { showRun } from '../store/runs.ts';
import { useWorkbench } from '../store/store.ts';
import { chipFigure, chipHelp, chipName } from './chip-words.ts';
import { RunMenu } from './RunMenu.tsx';
import classes from './runs.module.css';

export interface RunChipProps {
  readonly run: RunSummary;
  /** The bar holds runs of several presets: their names alone would not tell them apart. */
  readonly mixed: boolean;
}

/** Drawn anew when its own run has changed, not with every event of another. */
export const RunChip = memo(function RunChip({ run, mixed }: RunChipProps) {
  const shown = useWorkbench((state) => state.shown?.id === run.id);
  const overlaid = useWorkbench((state) => state.overlay?.id === run.id);
  const current = useWorkbench((state) => state.current?.id === run.id);
  const figure = chipFigure(run);
  return (
    <li className={classes.chip} data-shown={shown || undefined} data-overlay={overlaid || undefined}>
      <Tooltip label={chipHelp(run)}>
        <button type="button" aria-pressed={shown} onClick={() => void showRun(run.id)}>
          <i className={classes.status} data-status={current ? 'running' : run.status} />
          <span className={classes.name}>{chipName(run, { mixed, current })}</span>
          {figure && <b>{figure}</b>}
        </button>
      </Tooltip>
      <Menu position="top-start" offset={8} width={250}>
        <Menu.Target>
          <ActionIcon
            className={classes.dots}
            variant="subtle"
            size={24}
            aria-label={`What to do with the run ${run.name}`}
          >
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <RunMenu run={run} shown={shown} overlaid={overlaid} current={current} />
      </Menu>
    </li>
  );
});
