/**
 * Shows words with an explanation, which appears when they are pointed at, reached by keys or
 * touched.
 */
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './hint.module.css';

export interface HintProps {
  readonly label: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Hint({ label, className, children }: HintProps) {
  return (
    <Tooltip label={label} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={className ? `${classes.hint} ${className}` : classes.hint}>
        {children}
      </button>
    </Tooltip>
  );
}
