/** Shows what is converted, its progress, where it is computed, and the buttons that steer it. */
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconQuestionMark,
  IconSchool,
  IconWaveSawTool,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { anchor } from '../shared/anchor.ts';
import { useWorkbench } from '../store/store.ts';
import { useHides } from '../store/view/class-view.ts';
import { ConversionButtons } from './ConversionButtons.tsx';
import { Logo } from './Logo.tsx';
import { MachineChip } from './MachineChip.tsx';
import { PresetMenu } from './PresetMenu.tsx';
import { Progress } from './Progress.tsx';
import { ShareButton } from './ShareButton.tsx';
import { ThemeButton } from './ThemeButton.tsx';
import classes from './topbar.module.css';
import { ViewSwitch } from './ViewSwitch.tsx';
import { WithKey } from './WithKey.tsx';

export interface TopBarProps {
  /** Replaces a run's buttons and progress while the page shows a sweep. */
  readonly sweep: ReactNode;
  readonly onSettings: () => void;
  readonly onNeuron: () => void;
  readonly onLessons: () => void;
  readonly onHelp: () => void;
  readonly onShare: () => void;
  readonly onMoreShare: () => void;
}

export function TopBar(props: TopBarProps) {
  const { sweep, onSettings, onNeuron, onLessons, onHelp, onShare, onMoreShare } = props;
  const view = useWorkbench((state) => state.view);
  const presets = !useHides('presets');
  const switched = !useHides('sweep');
  const settings = !useHides('settings');
  const neuron = !useHides('neuron');
  const sharing = !useHides('share');
  return (
    <header className={classes.bar}>
      <Logo />
      {presets && <PresetMenu />}
      {switched && <ViewSwitch />}
      {view === 'sweep' ? (
        sweep
      ) : (
        <>
          <ConversionButtons />
          <Progress />
        </>
      )}
      {view === 'run' && <MachineChip />}
      <div className={classes.tools}>
        {settings && (
          <ActionIcon
            className={classes.settings}
            variant="default"
            size={34}
            aria-label="Settings"
            onClick={onSettings}
            {...anchor('openSettings')}
          >
            <IconAdjustmentsHorizontal size={18} />
          </ActionIcon>
        )}
        {neuron && (
          <WithKey label="One neuron, to be tried by hand" keys="N">
            <ActionIcon variant="default" size={34} aria-label="One neuron" onClick={onNeuron}>
              <IconWaveSawTool size={18} />
            </ActionIcon>
          </WithKey>
        )}
        <WithKey label="Lessons: short steps with the page itself" keys="I">
          <ActionIcon variant="default" size={34} aria-label="Lessons" onClick={onLessons}>
            <IconSchool size={18} />
          </ActionIcon>
        </WithKey>
        {sharing && <ShareButton onShare={onShare} onMore={onMoreShare} />}
        <ThemeButton />
        <Tooltip label="Words and keys">
          <ActionIcon
            className={classes.help}
            variant="default"
            size={34}
            aria-label="Words and keys"
            onClick={onHelp}
          >
            <IconQuestionMark size={17} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}
