/** The buttons of a row: up, down, duplicate, remove. */
import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react';
import { edit } from './editor.ts';
import classes from './network.module.css';
import type { Draft } from './rows/draft.ts';
import { duplicateRow, moveRow, removeRow } from './rows/edits.ts';

export interface RowButtonsProps {
  readonly id: number;
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

const acts = {
  up: (draft: Draft, id: number) => moveRow(draft, id, -1),
  down: (draft: Draft, id: number) => moveRow(draft, id, 1),
  duplicate: duplicateRow,
  remove: removeRow,
} as const;

interface RowButton {
  readonly act: keyof typeof acts;
  readonly words: string;
  readonly keys: string;
  readonly Icon: typeof IconCopy;
  readonly can: boolean;
}

export function RowButtons({ id, name, isFirst, isLast }: RowButtonsProps) {
  const buttons: readonly RowButton[] = [
    { act: 'up', words: `Move ${name} up`, keys: ' (Alt+↑)', Icon: IconArrowUp, can: !isFirst },
    { act: 'down', words: `Move ${name} down`, keys: ' (Alt+↓)', Icon: IconArrowDown, can: !isLast },
    { act: 'duplicate', words: `Duplicate ${name}`, keys: '', Icon: IconCopy, can: true },
    { act: 'remove', words: `Remove ${name}`, keys: '', Icon: IconTrash, can: true },
  ];
  return (
    <span className={classes.buttons}>
      {buttons.map(({ act, words, keys, Icon, can }) => (
        <ActionIcon
          key={act}
          id={`network-row-${id}-${act}`}
          variant="subtle"
          size={28}
          aria-label={words}
          title={words + keys}
          aria-disabled={!can}
          {...(can ? {} : { 'data-disabled': true })}
          onClick={() => can && edit((draft) => acts[act](draft, id))}
        >
          <Icon size={16} aria-hidden />
        </ActionIcon>
      ))}
    </span>
  );
}
