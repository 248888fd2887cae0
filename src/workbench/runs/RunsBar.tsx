/** Lists the runs so far, and shows the conditions under which the one on screen was measured. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconColumns3, IconListDetails, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { anchor } from '../shared/anchor.ts';
import { Hint } from '../shared/Hint.tsx';
import { absentWords, useAbsent } from '../shared/services/service.ts';
import { clearCompared, useCompared } from '../store/compared.ts';
import { useWorkbench } from '../store/store.ts';
import { Conditions } from './Conditions.tsx';
import { chipsOf } from './chips.ts';
import { LogDrawer } from './LogDrawer.tsx';
import { RunChip } from './RunChip.tsx';
import classes from './runs.module.css';
import { StorageButton } from './storage/StorageButton.tsx';

export interface RunsBarProps {
  readonly onCompare: () => void;
}

/** Number of runs that have a chip at first, and that each press adds: hundreds take seconds. */
const step = 40;

export function RunsBar({ onCompare }: RunsBarProps) {
  const runs = useWorkbench((state) => state.runs);
  const loaded = useWorkbench((state) => state.runsLoaded);
  const problem = absentWords(
    useWorkbench((state) => state.storageProblem),
    useAbsent(),
  );
  const mixed = new Set(runs.map((run) => run.spec.preset)).size > 1;
  const warnings = useWorkbench((state) => state.shown?.warnings.length ?? 0);
  const others = useCompared();
  const compared = others.length;
  const shown = useWorkbench((state) => state.shown?.id);
  const [most, setMost] = useState(step);
  const chips = chipsOf(runs, most, [shown, ...others.map(({ id }) => id)]);
  const [log, setLog] = useState(false);
  return (
    <footer {...anchor('runs')} className={classes.bar} data-runs={loaded ? runs.length : undefined}>
      <h2 className={classes.title}>Runs</h2>
      <ul className={classes.list}>
        {chips.map((run) => (
          <RunChip key={run.id} run={run} mixed={mixed} several={runs.length > 1} />
        ))}
        {runs.length > chips.length && (
          <li>
            <Button variant="subtle" size="compact-sm" onClick={() => setMost(most + step)}>
              {runs.length - chips.length} more
            </Button>
          </li>
        )}
        {runs.length === 0 && (
          <li className={classes.none}>
            {loaded ? 'None yet. Each run is kept here, in this browser only.' : 'Reading the stored runs …'}
          </li>
        )}
      </ul>
      <div className={classes.compare}>
        <Button
          variant={compared > 0 ? 'default' : 'subtle'}
          size="compact-sm"
          leftSection={<IconColumns3 size={15} />}
          onClick={onCompare}
        >
          Compare{compared > 0 && ` ${compared + 1} runs`}
        </Button>
        {compared > 0 && (
          <Tooltip label="Clear the comparison">
            <ActionIcon variant="subtle" size={26} aria-label="Clear the comparison" onClick={clearCompared}>
              <IconX size={15} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {problem && (
        <Hint label={problem.whole} className={classes.problem}>
          {problem.short}
        </Hint>
      )}
      <Conditions />
      <StorageButton />
      <Button
        className={classes.log}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconListDetails size={15} />}
        onClick={() => setLog(true)}
      >
        Log{warnings > 0 && ` · ${warnings === 1 ? 'a warning' : `${warnings} warnings`}`}
      </Button>
      <LogDrawer opened={log} onClose={() => setLog(false)} />
    </footer>
  );
}
