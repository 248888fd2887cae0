/** Shows one run: its name says what was changed, its figure is its score. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { memo } from 'react';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { comparedRuns } from '../store/compared.ts';
import { useWorkbench } from '../store/store.ts';
import { CompareBox } from './CompareBox.tsx';
import { chipFigure, chipHelp, chipName } from './chip-words.ts';
import { RunMenu } from './RunMenu.tsx';
import classes from './runs.module.css';
import { showOrSay } from './show-or-say.ts';

export interface RunChipProps {
  readonly run: RunSummary;
  /** True if the bar holds runs of several presets: their names alone would not tell them apart. */
  readonly mixed: boolean;
  /** True if there are others to compare it with. */
  readonly several: boolean;
}

/**
 * Shows the chip. It is memoised, so that it is redrawn when its own run has changed, not with
 * every event of another.
 */
export const RunChip = memo(function RunChip({ run, mixed, several }: RunChipProps) {
  const shown = useWorkbench((state) => state.shown?.id === run.id);
  // Its place among the compared runs, as at its line in the chart; the run on screen is 1.
  const number = useWorkbench((state) => comparedRuns(state).findIndex((other) => other.id === run.id) + 2);
  const compared = number > 1;
  const current = useWorkbench((state) => state.current?.id === run.id);
  const figure = chipFigure(run);
  const name = chipName(run, { mixed, current });
  return (
    <li className={classes.chip} data-shown={shown || undefined} data-compared={compared || undefined}>
      {several && !shown && <CompareBox id={run.id} name={figure ? `${name}, ${figure}` : name} />}
      <Tooltip label={chipHelp(run)}>
        <button
          type="button"
          className={classes.open}
          aria-pressed={shown}
          onClick={() => void showOrSay(run.id)}
        >
          {compared && <span className={classes.number}>{number}</span>}
          <i className={classes.status} data-status={current ? 'running' : run.status} />
          <span className={classes.name}>{name}</span>
          {figure && <b data-veil="run">{figure}</b>}
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
        <RunMenu run={run} shown={shown} compared={compared} current={current} />
      </Menu>
    </li>
  );
});
