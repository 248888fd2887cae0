/** The foot of the editor: whether the network can be used, and the buttons that end it. */
import { Button } from '@mantine/core';
import { applyEdits, dropEdits, keepEditing, leaveEditor } from './editor.ts';
import classes from './network.module.css';
import type { Standing } from './rows/standing.ts';

export interface EditorFootProps {
  readonly standing: Standing;
  /** Whether the notation as it is typed cannot be read, so that the rows say something else. */
  readonly unread: boolean;
  /** Whether the question is open, if the changes are to be dropped. */
  readonly asking: boolean;
}

export function EditorFoot({ standing, unread, asking }: EditorFootProps) {
  const { problem } = standing;
  const notes = unread
    ? ['The rows are used, not the notation that cannot be read.', ...standing.notes]
    : standing.notes;
  if (asking)
    return (
      <div className={classes.foot} role="alertdialog" aria-label="Drop the changes?">
        <span className={classes.standing}>
          Drop the changes? The network of the settings stays as it is.
        </span>
        <Button variant="default" size="xs" autoFocus onClick={keepEditing}>
          Keep editing
        </Button>
        <Button size="xs" onClick={dropEdits}>
          Drop them
        </Button>
      </div>
    );
  return (
    <div className={classes.foot}>
      <div className={classes.standing} id="network-standing" role="status">
        {problem !== null ? (
          <span className={classes.problem}>{problem}</span>
        ) : (
          notes.map((note) => <p key={note}>{note}</p>)
        )}
      </div>
      <Button variant="default" size="xs" onClick={leaveEditor}>
        Cancel
      </Button>
      <Button size="xs" disabled={problem !== null} aria-describedby="network-standing" onClick={applyEdits}>
        Use this network
      </Button>
    </div>
  );
}
