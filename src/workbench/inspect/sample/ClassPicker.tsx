/** Goes to the next test image of a class, which is searched by its name. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { NetworkSource } from '../../../runs/inspection/simulation.ts';
import { nextOfClass } from '../../clients/simulation-client.ts';
import styles from './sample.module.css';

interface ClassPickerProps {
  readonly source: NetworkSource;
  readonly classNames: readonly string[];
  readonly index: number;
  readonly onIndex: (index: number) => void;
}

/** Most names that are listed at once; the others are found by typing. */
const mostListed = 100;

export function ClassPicker({ source, classNames, index, onIndex }: ClassPickerProps) {
  const [none, setNone] = useState<string | null>(null);
  const [text, setText] = useState('');
  const go = async (chosen: string | null) => {
    setText('');
    if (chosen === null) return;
    const outcome = await nextOfClass(source, Number(chosen), index);
    // A failure is shown by whoever inspects the image itself.
    if (!outcome?.ok) return;
    setNone(outcome.value === null ? (classNames[Number(chosen)] ?? null) : null);
    if (outcome.value !== null) onIndex(outcome.value);
  };
  return (
    <>
      <Select
        size="xs"
        className={styles.picker ?? ''}
        aria-label="Next test image of a class"
        placeholder="next of a class …"
        nothingFoundMessage="No class has such a name"
        searchable
        limit={mostListed}
        data={classNames.map((label, i) => ({ value: String(i), label }))}
        value={null}
        searchValue={text}
        onSearchChange={setText}
        onBlur={() => setText('')}
        onChange={(chosen) => void go(chosen)}
      />
      {none !== null && <p role="status">There is no test image of {none}.</p>}
    </>
  );
}
