/**
 * Says that the run on screen is another experiment than the settings, and offers to use the run's
 * own. Strip, charts and inspectors show the run; form, preset button and link are the settings.
 */
import { Button } from '@mantine/core';
import { isApart } from '../store/selectors.ts';
import { adoptSpec } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import { useLocked } from '../store/view/class-view.ts';
import { apartWords } from '../words/whose.ts';
import classes from './panels.module.css';

export function ApartNotice() {
  const apart = useWorkbench(isApart);
  const name = useWorkbench((state) => state.shown?.name ?? '');
  const spec = useWorkbench((state) => state.shown?.spec ?? null);
  const form = useWorkbench((state) => state.spec);
  const locked = useLocked();
  if (!apart || !spec) return null;
  const words = apartWords({ name, spec }, form);
  return (
    <div className={classes.apart} role="status">
      <span>
        On screen: the run <b>{words.run}</b>. Settings, preset and link: <b>{words.form}</b>.
      </span>
      {!locked && (
        <Button variant="subtle" size="compact-xs" onClick={() => adoptSpec(spec)}>
          Use the settings of the run on screen
        </Button>
      )}
    </div>
  );
}
