/** What is converted, how far it is, where it is computed, and the buttons that steer it. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconQuestionMark } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useWorkbench } from '../store/store.ts';
import { ConversionButtons } from './ConversionButtons.tsx';
import { Logo } from './Logo.tsx';
import { MachineChip } from './MachineChip.tsx';
import { PresetMenu } from './PresetMenu.tsx';
import { Progress } from './Progress.tsx';
import { ShareButton } from './ShareButton.tsx';
import status from './status.module.css';
import { ThemeButton } from './ThemeButton.tsx';
import classes from './topbar.module.css';
import { ViewSwitch } from './ViewSwitch.tsx';

const SweepBar = lazy(async () => ({ default: (await import('../sweep/index.ts')).SweepBar }));

export interface TopBarProps {
  readonly onSettings: () => void;
  readonly onHelp: () => void;
  readonly onShare: () => void;
}

export function TopBar({ onSettings, onHelp, onShare }: TopBarProps) {
  const view = useWorkbench((state) => state.view);
  return (
    <header className={classes.bar}>
      <Logo />
      <PresetMenu />
      <ViewSwitch />
      {view === 'sweep' ? (
        <Suspense fallback={<div className={status.progress} />}>
          <SweepBar />
        </Suspense>
      ) : (
        <>
          <ConversionButtons />
          <Progress />
        </>
      )}
      {view === 'run' && <MachineChip />}
      <div className={classes.tools}>
        <ActionIcon
          className={classes.settings}
          variant="default"
          size={34}
          aria-label="Settings"
          onClick={onSettings}
        >
          <IconAdjustmentsHorizontal size={18} />
        </ActionIcon>
        <ShareButton onShare={onShare} />
        <ThemeButton />
        <Tooltip label="Keys">
          <ActionIcon
            className={classes.help}
            variant="default"
            size={34}
            aria-label="Keyboard shortcuts"
            onClick={onHelp}
          >
            <IconQuestionMark size={17} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}
