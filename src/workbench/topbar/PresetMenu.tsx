/** Lists the experiments that ship with the page. Choosing one sets every setting. */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { Preset, PresetFamily } from '../../runs/spec/presets/preset.ts';
import { findPreset, newestPresets } from '../../runs/spec/presets/presets.ts';
import { anchor } from '../shared/anchor.ts';
import { isApart } from '../store/selectors.ts';
import { choosePreset, isEdited, useSpec } from '../store/settings.ts';
import { useMethods } from '../store/shown-methods.ts';
import { useWorkbench } from '../store/store.ts';
import { useLocked } from '../store/view/class-view.ts';
import classes from './preset.module.css';
import { presetEntries } from './preset-entries.ts';

export function PresetMenu() {
  const spec = useSpec();
  const edited = isEdited(spec, useMethods());
  const apart = useWorkbench(isApart);
  const locked = useLocked();
  return (
    <Menu position="bottom-start" width={330} offset={6} disabled={locked}>
      <Menu.Target>
        <UnstyledButton
          className={classes.preset}
          disabled={locked}
          {...anchor('presets')}
          title={apart ? 'The preset of the settings in the form; the run on screen has others' : undefined}
        >
          <span className={classes.presetWord}>Preset</span>
          <b>{findPreset(spec.preset)?.title ?? spec.preset}</b>
          {edited && <em>edited</em>}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {presetEntries(newestPresets).map((entry) =>
          entry.kind === 'preset' ? (
            <PresetItem key={entry.preset.id} preset={entry.preset} chosen={spec.preset} />
          ) : (
            <FamilyItems key={entry.family.title} {...entry} chosen={spec.preset} />
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function PresetItem({ preset, chosen }: { readonly preset: Preset; readonly chosen: string }) {
  return (
    <Menu.Item
      onClick={() => choosePreset(preset.id)}
      rightSection={preset.id === chosen ? <IconCheck size={15} aria-label="chosen" /> : null}
    >
      <span className={classes.presetTitle}>
        {preset.title} <span className="num">{preset.id}</span>
      </span>
      <span className={classes.presetSummary}>{preset.summary}</span>
    </Menu.Item>
  );
}

function FamilyItems({
  family,
  members,
  chosen,
}: {
  readonly family: PresetFamily;
  readonly members: readonly Preset[];
  readonly chosen: string;
}) {
  return (
    <>
      <Menu.Label className={classes.family}>
        <span className={classes.presetTitle}>{family.title}</span>
        <span className={classes.presetSummary}>{family.summary}</span>
      </Menu.Label>
      <div className={classes.members}>
        {members.map((preset) => (
          <Menu.Item
            key={preset.id}
            className={classes.member}
            title={`${preset.id}: ${preset.summary}`}
            aria-label={`${preset.title}, ${preset.id}`}
            data-chosen={preset.id === chosen || undefined}
            onClick={() => choosePreset(preset.id)}
          >
            {preset.family?.member}
          </Menu.Item>
        ))}
      </div>
    </>
  );
}
