/**
 * The form of a sweep: starting grids, axes, seeds, cells at once; then how much work that is, or
 * every reason why it cannot run.
 */

import { Button, NativeSelect } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useId } from 'react';
import { fields } from '../../../runs/spec/fields.ts';
import type { AxisField } from '../../../runs/sweep/axes.ts';
import { maxSeeds } from '../../../runs/sweep/plan.ts';
import { leadOf } from '../../../tasks/index.ts';
import { settingsGroups } from '../../settings/groups.ts';
import { type CheckedDraft, freeFields, newAxis, startingGrids, startingWords } from '../../store/draft.ts';
import { useMethods } from '../../store/shown-methods.ts';
import type { SweepDraft } from '../../store/state.ts';
import { useWorkbench } from '../../store/store.ts';
import { changeSettings, useLocked } from '../../store/view/class-view.ts';
import { wordsOf } from '../../tasks/index.ts';
import { useMain } from '../use-main.ts';
import { AtOnce } from './AtOnce.tsx';
import { AxisRow } from './AxisRow.tsx';
import { BaseNote } from './BaseNote.tsx';
import { Costs } from './Costs.tsx';
import classes from './form.module.css';
import { OpenFile } from './OpenFile.tsx';
import { StoredSweeps } from './StoredSweeps.tsx';

function change(next: Partial<SweepDraft>): void {
  changeSettings(({ sweepDraft }) => ({ sweepDraft: { ...sweepDraft, ...next } }));
}

export function SweepForm({ draft }: { draft: CheckedDraft }) {
  const { axes, seeds } = useWorkbench((state) => state.sweepDraft);
  const spec = useWorkbench((state) => state.spec);
  const main = useMain();
  const seedsId = useId();
  const free = freeFields(axes);
  const methods = useMethods();
  const locked = useLocked();
  return (
    <>
      <form
        className={classes.form}
        aria-label="Sweep"
        // Enter in a field must not start a run, still less pause one.
        onSubmit={(event) => event.preventDefault()}
      >
        <h2 className="eyebrow">Sweep</h2>
        <fieldset className={classes.fields} disabled={locked}>
          <div className={classes.starts}>
            {startingGrids.map((grid) => {
              const { words, help } = startingWords(grid, leadOf(spec), wordsOf(spec.task).figures);
              return (
                <Button
                  key={words}
                  variant="default"
                  size="compact-xs"
                  title={help}
                  onClick={() => change(grid.draft)}
                >
                  {words}
                </Button>
              );
            })}
          </div>
          {axes.map((axis) => (
            <AxisRow
              key={axis.field}
              axis={axis}
              onChange={(text) =>
                change({ axes: axes.map((other) => (other === axis ? { ...axis, text } : other)) })
              }
              onRemove={() => change({ axes: axes.filter((other) => other !== axis) })}
            />
          ))}
          <NativeSelect
            size="xs"
            aria-label="Add a setting to vary"
            value=""
            onChange={(event) => {
              const name = event.currentTarget.value as AxisField | '';
              if (name) change({ axes: [...axes, newAxis(name, spec)] });
            }}
          >
            <option value="">Add a setting to vary …</option>
            {settingsGroups(methods).map((group) => {
              const offered = group.fields.filter((name) => (free as readonly string[]).includes(name));
              return offered.length === 0 ? null : (
                <optgroup key={group.title} label={group.title}>
                  {offered.map((name) => (
                    <option key={name} value={name}>
                      {fields[name].label}
                    </option>
                  ))}
                </optgroup>
              );
            })}
          </NativeSelect>
          <div className={classes.pair}>
            <div>
              <label htmlFor={seedsId}>Seeds</label>
              <input
                id={seedsId}
                className={classes.number}
                inputMode="numeric"
                autoComplete="off"
                value={seeds}
                aria-describedby={`${seedsId}-help`}
                onChange={(event) => change({ seeds: event.currentTarget.value })}
              />
              <p id={`${seedsId}-help`} className={classes.help}>
                1 to {maxSeeds}, from seed {spec.seed} on
              </p>
            </div>
            <AtOnce />
          </div>
        </fieldset>
        <Costs draft={draft} />
        <Button
          type="button"
          fullWidth
          onClick={main.act}
          disabled={main.action === 'none'}
          leftSection={
            main.action === 'pause' ? <IconPlayerPauseFilled size={15} /> : <IconPlayerPlayFilled size={15} />
          }
        >
          {main.words}
        </Button>
        <BaseNote />
      </form>
      <StoredSweeps />
      <OpenFile />
    </>
  );
}
