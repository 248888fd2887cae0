/** Stands in the place of a part of the page that broke. */
import { Button } from '@mantine/core';
import classes from './broken.module.css';
import { brokenWords } from './broken-words.ts';

export interface BrokenProps {
  readonly part: string;
  /** True where there is room for one line only. */
  readonly compact: boolean;
  /** Class that puts it into its place. */
  readonly place: string | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
}

export function Broken({ part, compact, place, error, onRetry }: BrokenProps) {
  const words = brokenWords(part, error);
  return (
    <div
      className={place ? `${classes.broken} ${place}` : classes.broken}
      data-compact={compact || undefined}
      role="alert"
    >
      <p title={words}>{words}</p>
      {!compact && <p className={classes.rest}>A run that is under way goes on; reloading would end it.</p>}
      <div className={classes.buttons}>
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          Try again
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => location.reload()}>
          Reload
        </Button>
      </div>
    </div>
  );
}
