/** A report card that was read from a file, with the outcome of its check; or why it is none. */
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import classes from '../panel/lessons.module.css';
import { Scroll } from '../panel/Scroll.tsx';
import { CardSheet } from './CardSheet.tsx';
import type { ReadCard } from './report-card.ts';

export function ReadCardView({ read }: { readonly read: ReadCard }) {
  if (read.kind === 'refused')
    return (
      <Scroll>
        <p className={classes.refused} role="alert">
          <IconAlertTriangle size={18} aria-hidden />
          <span>
            <b>{read.name}</b> could not be read. {read.message}
          </span>
        </p>
      </Scroll>
    );
  return (
    <Scroll>
      {read.changed ? (
        <p className={classes.refused} role="alert">
          <IconAlertTriangle size={18} aria-hidden />
          <span>
            <b>{read.name}</b> was changed after it was made: its digest is not that of what it says. Ask for
            the card as it was saved.
          </span>
        </p>
      ) : (
        <p className={classes.todo} data-done role="status">
          <IconCircleCheck size={17} aria-hidden />
          <span>
            <b>{read.name}</b> is as it was saved. Who made it, the digest does not tell.
          </span>
        </p>
      )}
      <CardSheet card={read.card} />
    </Scroll>
  );
}
