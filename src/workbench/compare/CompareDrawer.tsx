/**
 * Shows the run on screen beside those chosen in the list of runs: a table over the page, and its
 * export.
 */
import { Drawer } from '@mantine/core';
import { useMemo } from 'react';
import { Boundary } from '../shared/boundary/Boundary.tsx';
import { useCompared } from '../store/compared.ts';
import { useShownRun } from '../store/selectors.ts';
import { ComparePanel } from './ComparePanel.tsx';
import classes from './compare.module.css';
import { compareRuns } from './comparison.ts';
import { NothingCompared } from './NothingCompared.tsx';
import { RunPicker } from './RunPicker.tsx';

export function CompareDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="min(86%, 760px)"
      title="Compare runs"
      classNames={{ content: classes.content ?? '', header: classes.header ?? '', body: classes.body ?? '' }}
    >
      <Boundary part="The comparison">
        <Comparing />
      </Boundary>
    </Drawer>
  );
}

/**
 * Shows the comparison. It is mounted only while the drawer is open: a closed one need not follow
 * the events of a run.
 */
function Comparing() {
  const shown = useShownRun();
  const compared = useCompared();
  const comparison = useMemo(
    () => (shown && compared.length > 0 ? compareRuns([shown, ...compared]) : null),
    [shown, compared],
  );
  return (
    <>
      <RunPicker />
      {comparison ? <ComparePanel comparison={comparison} /> : <NothingCompared />}
    </>
  );
}
