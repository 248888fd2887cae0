/** Edits the upper bound: the paper's percentiles are one press away, any other is typed. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { setSetting } from '../store/settings.ts';
import { FieldRow, labelId } from './FieldRow.tsx';
import { NumberInput } from './NumberInput.tsx';
import classes from './settings.module.css';

const usual = [
  { value: '99', label: 'p99' },
  { value: '99.9', label: 'p99.9' },
  { value: '100', label: 'max' },
];

export function PercentileControl({ value, message }: { value: number; message: string | null }) {
  const [typing, setTyping] = useState(false);
  const known = usual.some((o) => Number(o.value) === value);
  const other = typing || !known;
  return (
    <FieldRow
      name="percentile"
      message={message}
      aside={
        other && <NumberInput id="setting-percentile" name="percentile" value={value} message={message} />
      }
    >
      <SegmentedControl
        fullWidth
        size="xs"
        classNames={{ root: classes.segments, indicator: classes.indicator, label: classes.segment }}
        aria-labelledby={labelId('percentile')}
        data={[...usual, { value: 'other', label: 'other' }]}
        value={other ? 'other' : String(value)}
        onChange={(choice) => {
          setTyping(choice === 'other');
          if (choice !== 'other') setSetting('percentile', Number(choice));
        }}
      />
    </FieldRow>
  );
}
