/**
 * Shows the settings of the next run. They stay editable while one is under way: it keeps the spec
 * that it was started with.
 */
import { Button, Tooltip } from '@mantine/core';
import { IconChevronRight, IconRestore } from '@tabler/icons-react';
import { Fragment } from 'react';
import { findPreset } from '../../runs/spec/presets/presets.ts';
import { anchor } from '../shared/anchor.ts';
import { WordGroup } from '../shared/word-group.tsx';
import { isEdited, resetToPreset, useSpec } from '../store/settings.ts';
import { useMethods } from '../store/shown-methods.ts';
import { useLocked } from '../store/view/class-view.ts';
import { Changed } from './Changed.tsx';
import { settingsGroups } from './groups.ts';
import { LockWords } from './LockWords.tsx';
import { MemoryBar } from './MemoryBar.tsx';
import { Setting } from './Setting.tsx';
import classes from './settings.module.css';

export function SettingsPanel() {
  const spec = useSpec();
  const methods = useMethods();
  const edited = isEdited(spec, methods);
  const locked = useLocked();
  return (
    <WordGroup>
      {locked && (
        <p className={classes.locked}>
          <LockWords />
        </p>
      )}
      <fieldset
        className={classes.panel}
        disabled={locked}
        aria-labelledby="settings-title"
        {...anchor('settings')}
      >
        <h2 className="visually-hidden" id="settings-title">
          Settings
        </h2>
        <Changed />
        {settingsGroups(methods).map((group) => (
          <details key={group.fields[0]} open className={classes.group}>
            <summary>
              <h3 className="eyebrow">{group.title}</h3>
              <IconChevronRight size={14} aria-hidden />
            </summary>
            {group.fields.map((name) => (
              <Fragment key={name}>
                <Setting name={name} />
                {name === 'network' ? <MemoryBar /> : null}
              </Fragment>
            ))}
          </details>
        ))}
        <Tooltip
          label={`Every setting as ${findPreset(spec.preset)?.title ?? spec.preset} ships it (${spec.preset})`}
        >
          <Button
            variant="default"
            size="xs"
            fullWidth
            leftSection={<IconRestore size={15} />}
            disabled={!edited}
            onClick={resetToPreset}
          >
            Reset to the preset
          </Button>
        </Tooltip>
      </fieldset>
    </WordGroup>
  );
}
