/** A panel with nothing to show yet: it says what will stand here, and when. */
import type { ReactNode } from 'react';
import styles from './inspect.module.css';

interface EmptyProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Empty({ title, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <b>{title}</b>
      <p>{children}</p>
    </div>
  );
}
