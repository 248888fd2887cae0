/** Says what went wrong, and offers to try again. */
import { Button } from '@mantine/core';
import styles from './inspect.module.css';

interface FailureProps {
  readonly message: string;
  readonly onRetry: () => void;
}

export function Failure({ message, onRetry }: FailureProps) {
  return (
    <div className={styles.failure} role="alert">
      <p>{message}</p>
      <Button size="compact-sm" variant="default" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
