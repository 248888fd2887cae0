/** The runs so far, and under which conditions the one on screen was measured. */
import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import { Hint } from '../Hint.tsx';
import { useWorkbench } from '../store/store.ts';
import { Conditions } from './Conditions.tsx';
import { LogDrawer } from './LogDrawer.tsx';
import { RunChip } from './RunChip.tsx';
import classes from './runs.module.css';

export function RunsBar() {
  const runs = useWorkbench((state) => state.runs);
  const loaded = useWorkbench((state) => state.runsLoaded);
  const storageProblem = useWorkbench((state) => state.storageProblem);
  const mixed = new Set(runs.map((run) => run.spec.preset)).size > 1;
  const warnings = useWorkbench((state) => state.shown?.warnings.length ?? 0);
  const [log, setLog] = useState(false);
  return (
    <footer className={classes.bar}>
      <h2 className={classes.title}>Runs</h2>
      <ul className={classes.list}>
        {runs.map((run) => (
          <RunChip key={run.id} run={run} mixed={mixed} />
        ))}
        {runs.length === 0 && (
          <li className={classes.none}>
            {loaded ? 'None yet. Each run is kept here, in this browser only.' : 'Reading the stored runs …'}
          </li>
        )}
      </ul>
      {storageProblem && (
        <Hint label={storageProblem} className={classes.problem}>
          Runs are not kept: {storageProblem}
        </Hint>
      )}
      <Conditions />
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
