/** The sheet that the settings are where there is no column for them. */
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './panels.module.css';

export interface SettingsDrawerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function SettingsDrawer({ opened, onClose, children }: SettingsDrawerProps) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title="Settings"
      size={400}
      padding={0}
      classNames={{ header: classes.sheetHead ?? '' }}
    >
      {children}
    </Drawer>
  );
}
