/**
 * Shows words with an explanation, which appears when they are pointed at, reached by keys or
 * touched.
 */
import { Tooltip } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import classes from './hint.module.css';
import { useWord } from './word-group.tsx';

export interface HintProps {
  readonly label: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Hint({ label, className, children }: HintProps) {
  const { ref, ...word } = useWord();
  return (
    <Tooltip label={label} events={{ hover: true, focus: true, touch: true }}>
      <button
        type="button"
        ref={ref as RefObject<HTMLButtonElement>}
        className={className ? `${classes.hint} ${className}` : classes.hint}
        {...word}
      >
        {children}
      </button>
    </Tooltip>
  );
}
