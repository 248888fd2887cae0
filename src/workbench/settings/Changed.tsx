/**
 * Says when the settings are no longer those of the results on screen. It is silent during a sweep,
 * which shows no run.
 */
import { Tooltip } from '@mantine/core';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { isUsed } from '../../runs/spec/methods/used-settings.ts';
import { differingFields, type RunSpec } from '../../runs/spec/spec.ts';
import { namedFor } from '../../tasks/example-words.ts';
import { useDraftTask, useIsLive } from '../store/selectors.ts';
import { useSpec } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './settings.module.css';
import { shortName, valueWords } from './words.ts';

/** Most changes that are named; beyond it they are only counted, and a tooltip names them. */
const named = 3;

/**
 * Returns the changed settings that both methods use: a setting that went with its method is no
 * change of its own.
 */
function changedFields(shown: RunSpec, spec: RunSpec) {
  const methods = [recipeOf(shown.method), recipeOf(spec.method)];
  return differingFields(shown, spec).filter((name) => methods.every((recipe) => isUsed(name, recipe)));
}

export function Changed() {
  const spec = useSpec();
  const shown = useWorkbench((state) => state.shown?.spec ?? null);
  const sweeping = useWorkbench((state) => state.view === 'sweep');
  const live = useIsLive();
  const task = useDraftTask();
  if (!shown || sweeping) return null;
  const differing = changedFields(shown, spec);
  if (differing.length === 0) return null;
  const change = (name: (typeof differing)[number]) => (
    <span key={name} className={classes.change}>
      {namedFor(task, shortName(name))}{' '}
      <b>
        {valueWords(name, shown[name])} → {valueWords(name, spec[name])}
      </b>
    </span>
  );
  const told = differing.slice(0, named);
  const rest = differing.slice(named);
  return (
    <div className={classes.changed} role="status">
      <span>Changed since this run:</span> {told.map(change)}
      {rest.length > 0 && (
        <>
          {' '}
          <Tooltip label={rest.map(change)}>
            <span className={classes.more}>and {rest.length} more</span>
          </Tooltip>
        </>
      )}
      {live && (
        <span className={classes.since}>The run under way keeps its settings; these are for the next.</span>
      )}
    </div>
  );
}
