/** Shows one entry of a chart's key. */
import type { CSSProperties, ReactNode } from 'react';
import styles from './inspect.module.css';

interface KeyProps {
  /** Name of a CSS variable, without the dashes. */
  readonly colour: string;
  readonly shape?: 'block' | 'line' | 'dash' | 'dot' | 'diamond';
  readonly children: ReactNode;
}

export function Key({ colour, shape = 'block', children }: KeyProps) {
  return (
    <span className={styles.key}>
      <i data-shape={shape} style={{ '--key': `var(--${colour})` } as CSSProperties} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
