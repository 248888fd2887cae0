/** A choice among a few: segments, or the bare word where there is no choice yet. */
import { SegmentedControl } from '@mantine/core';
import { type ChoiceField, type FieldName, fields } from '../../runs/fields.ts';
import { setSetting } from '../store/settings.ts';
import { FieldRow, labelId } from './FieldRow.tsx';
import classes from './settings.module.css';

export interface ChoiceControlProps {
  readonly name: FieldName;
  readonly value: string;
  readonly message: string | null;
}

export function ChoiceControl({ name, value, message }: ChoiceControlProps) {
  const { options } = fields[name] as ChoiceField;
  if (options.length === 1)
    return (
      <FieldRow
        name={name}
        message={message}
        aside={<span className={classes.only}>{options[0]?.label}</span>}
      />
    );
  return (
    <FieldRow name={name} message={message}>
      <SegmentedControl
        fullWidth
        size="xs"
        classNames={{ root: classes.segments, indicator: classes.indicator, label: classes.segment }}
        aria-labelledby={labelId(name)}
        data={options.map((o) => ({ value: o.value, label: o.label }))}
        value={value}
        onChange={(choice) => setSetting(name, choice)}
      />
    </FieldRow>
  );
}
