/**
 * Switches between one run and a sweep over many; it shows the progress of a sweep while the page
 * shows a run.
 */
import { Tooltip } from '@mantine/core';
import { Segmented } from '../shared/Segmented.tsx';
import { useWorkbench } from '../store/store.ts';
import { turnTo } from '../store/view.ts';
import classes from './topbar.module.css';

export function ViewSwitch() {
  const view = useWorkbench((state) => state.view);
  const underWay = useWorkbench((state) => state.sweepUnderWay);
  const sofar = underWay && view === 'run' ? ` ${underWay.ended}/${underWay.cells}` : '';
  return (
    <Tooltip label="One run, or a sweep: the same run over many values of its settings">
      <div className={classes.view}>
        <Segmented
          label="View"
          value={view}
          onChange={turnTo}
          options={[
            { value: 'run', label: 'Run' },
            { value: 'sweep', label: `Sweep${sofar}` },
          ]}
        />
      </div>
    </Tooltip>
  );
}
