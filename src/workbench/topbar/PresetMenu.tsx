/** The experiments that ship with the page. Choosing one sets every setting. */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { findPreset, newestPresets } from '../../runs/presets.ts';
import { choosePreset, isEdited, useSpec } from '../store/settings.ts';
import classes from './topbar.module.css';

export function PresetMenu() {
  const spec = useSpec();
  const edited = isEdited(spec);
  return (
    <Menu position="bottom-start" width={330} offset={6}>
      <Menu.Target>
        <UnstyledButton className={classes.preset}>
          <span className={classes.presetWord}>Preset</span>
          <b>{findPreset(spec.preset)?.title ?? spec.preset}</b>
          {edited && <em>edited</em>}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {newestPresets.map((preset) => (
          <Menu.Item
            key={preset.id}
            onClick={() => choosePreset(preset.id)}
            rightSection={preset.id === spec.preset ? <IconCheck size={15} aria-label="chosen" /> : null}
          >
            <span className={classes.presetTitle}>
              {preset.title} <span className="num">{preset.id}</span>
            </span>
            <span className={classes.presetSummary}>{preset.summary}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
