/**
 * Shows a button's help and its key. Once pressed, the help stays hidden until the pointer comes
 * back.
 */
import { Tooltip } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './keys.module.css';

export interface WithKeyProps {
  readonly label: string;
  readonly keys: string;
  readonly children: ReactNode;
}

export function WithKey({ label, keys, children }: WithKeyProps) {
  const [pressed, setPressed] = useState(false);
  return (
    <Tooltip
      disabled={pressed}
      label={
        <>
          {label}{' '}
          <kbd className={classes.key} translate="no">
            {keys}
          </kbd>
        </>
      }
    >
      {/* A disabled button gets no pointer events; the span around it does. */}
      <span onPointerDown={() => setPressed(true)} onPointerLeave={() => setPressed(false)}>
        {children}
      </span>
    </Tooltip>
  );
}
