/** Shows a picture under its name and its score. */
import type { ReactNode } from 'react';
import styles from './reconstruction.module.css';

interface PictureProps {
  readonly of: 'original' | 'ann' | 'snn' | 'edited';
  readonly name: string;
  /** Its score; over the original what the scores are. */
  readonly score: string;
  readonly children: ReactNode;
}

export function Picture({ of, name, score, children }: PictureProps) {
  return (
    <figure className={styles.figure} data-of={of}>
      <figcaption>
        <b>{name}</b>
        <span>{score}</span>
      </figcaption>
      {children}
    </figure>
  );
}
