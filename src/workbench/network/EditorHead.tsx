/** The head of the editor: a network to start from, undo and redo. */
import { ActionIcon, Group, NativeSelect, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { DatasetFacts } from '../../datasets/dataset.ts';
import { useSpec } from '../store/settings.ts';
import { layOut, redoEdit, undoEdit } from './editor.ts';
import classes from './network.module.css';
import type { Draft } from './rows/draft.ts';
import type { History } from './rows/history.ts';
import { startsFor } from './rows/starts.ts';

export interface EditorHeadProps {
  readonly history: History<Draft>;
  readonly data: DatasetFacts | undefined;
}

export function EditorHead({ history, data }: EditorHeadProps) {
  const { preset, task } = useSpec();
  const groups = useMemo(() => startsFor({ preset, task }, data), [preset, task, data]);
  return (
    <div className={classes.head}>
      <NativeSelect
        size="xs"
        className={classes.starts ?? ''}
        aria-label="Start from a network by name"
        value=""
        onChange={(event) => {
          if (event.currentTarget.value) layOut(event.currentTarget.value);
        }}
      >
        <option value="">Start from a network by name …</option>
        {groups.map(({ title, starts }) => (
          <optgroup key={title} label={title}>
            {starts.map(({ words, notation }) => (
              <option key={notation} value={notation}>
                {words}
              </option>
            ))}
          </optgroup>
        ))}
      </NativeSelect>
      <Group gap={4} wrap="nowrap">
        <Step words="Undo" keys="Ctrl+Z" can={history.past.length > 0} act={undoEdit}>
          <IconArrowBackUp size={17} aria-hidden />
        </Step>
        <Step words="Redo" keys="Ctrl+Shift+Z" can={history.future.length > 0} act={redoEdit}>
          <IconArrowForwardUp size={17} aria-hidden />
        </Step>
      </Group>
    </div>
  );
}

interface StepProps {
  readonly words: string;
  readonly keys: string;
  readonly can: boolean;
  readonly act: () => void;
  readonly children: React.ReactNode;
}

/** A button that keeps the focus when there is nothing more to undo. */
function Step({ words, keys, can, act, children }: StepProps) {
  return (
    <Tooltip label={`${words} (${keys})`}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={words}
        aria-disabled={!can}
        {...(can ? {} : { 'data-disabled': true })}
        onClick={() => can && act()}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
