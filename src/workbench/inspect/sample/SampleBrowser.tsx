/**
 * Steps through the test examples: back, on, straight to an index, at random, or to the next that
 * is worth a look.
 */
import { ActionIcon, Button, NumberInput, Tooltip } from '@mantine/core';
import {
  IconArrowsShuffle,
  IconChevronLeft,
  IconChevronRight,
  IconZoomExclamation,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { whole } from '../../shared/format.ts';
import styles from './sample.module.css';
import type { Search } from './use-search.ts';

interface SampleBrowserProps {
  /** What an example is called: `image`. */
  readonly noun: string;
  readonly index: number;
  /** Null until the data are loaded. */
  readonly size: number | null;
  readonly onIndex: (index: number) => void;
}

export function SampleBrowser({ noun, index, size, onIndex }: SampleBrowserProps) {
  const last = (size ?? index + 2) - 1;
  const wrap = (to: number) => onIndex(to < 0 ? last : to > last ? 0 : to);
  return (
    <div className={styles.browser}>
      <Step label={`Previous test ${noun}`} onClick={() => wrap(index - 1)}>
        <IconChevronLeft size={16} />
      </Step>
      <NumberInput
        size="xs"
        aria-label={`Test ${noun}`}
        className={styles.index ?? ''}
        value={index}
        min={0}
        max={last}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        hideControls
        onChange={(value) => typeof value === 'number' && onIndex(value)}
      />
      <Step label={`Next test ${noun}`} onClick={() => wrap(index + 1)}>
        <IconChevronRight size={16} />
      </Step>
    </div>
  );
}

interface SampleJumpsProps {
  readonly noun: string;
  readonly size: number;
  readonly onIndex: (index: number) => void;
  readonly search: Search;
  /** What the search looks for. */
  readonly wanted: string;
}

export function SampleJumps({ noun, size, onIndex, search, wanted }: SampleJumpsProps) {
  if (search.at !== null)
    return (
      <Button size="compact-sm" variant="default" onClick={search.stop}>
        Stop at {noun} {whole(search.at)}
      </Button>
    );
  return (
    <>
      <Step label={`Random test ${noun}`} onClick={() => onIndex(Math.floor(Math.random() * size))}>
        <IconArrowsShuffle size={16} />
      </Step>
      <Step label={wanted} onClick={() => search.start(size)}>
        <IconZoomExclamation size={16} />
      </Step>
    </>
  );
}

interface StepProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Step({ label, onClick, children }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={28} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
