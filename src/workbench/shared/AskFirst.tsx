/** Asks before something is computed that takes long: what it is, and how long it will take. */
import { Button } from '@mantine/core';
import { whole } from './format.ts';
import styles from './inspect.module.css';

interface AskFirstProps {
  readonly title: string;
  readonly seconds: number;
  readonly onAgree: () => void;
}

export function AskFirst({ title, seconds, onAgree }: AskFirstProps) {
  return (
    <div className={styles.empty}>
      <b>{title}</b>
      <p>{`For this network it takes about ${whole(seconds)} s each time that a setting moves.`}</p>
      <Button size="compact-sm" variant="default" onClick={onAgree}>
        Measure it
      </Button>
    </div>
  );
}
