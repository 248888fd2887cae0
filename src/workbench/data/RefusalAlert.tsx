/** Says in its own words why a file was refused. */
import { Alert } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './data.module.css';

interface RefusalAlertProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function RefusalAlert({ title, children }: RefusalAlertProps) {
  return (
    <Alert className={classes.refused ?? ''} role="alert" icon={<IconFileAlert size={18} />} title={title}>
      {children}
    </Alert>
  );
}
