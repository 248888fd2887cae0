/**
 * Shows a choice among a few: as segments, as a list if their words would not fit side by side, or
 * as the bare word if there is no choice yet.
 */
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { type ChoiceField, type FieldName, fields } from '../../runs/spec/fields.ts';
import { namedFor } from '../../tasks/example-words.ts';
import { useDraftTask } from '../store/selectors.ts';
import { setSetting } from '../store/settings.ts';
import { describedBy, FieldRow, labelId } from './FieldRow.tsx';
import classes from './settings.module.css';

/** Most segments, and most letters in all, that fit side by side in the narrow panel. */
const mostSegments = 4;
const mostLetters = 32;

function fits(options: ChoiceField['options']): boolean {
  const letters = options.reduce((sum, { label }) => sum + label.length, 0);
  return options.length <= mostSegments && letters <= mostLetters;
}

export interface ChoiceControlProps {
  readonly name: FieldName;
  readonly value: string;
  readonly message: string | null;
}

export function ChoiceControl({ name, value, message }: ChoiceControlProps) {
  const field = fields[name] as ChoiceField;
  // A value beside the options, as a link can have, is one of them while it is chosen.
  const task = useDraftTask();
  const listed = field.options.some((option) => option.value === value);
  const all = listed || !field.others ? field.options : [...field.options, { value, label: value }];
  const options = all.map((option) => ({ ...option, label: namedFor(task, option.label) }));
  if (options.length === 1)
    return (
      <FieldRow
        name={name}
        message={message}
        aside={<span className={classes.only}>{options[0]?.label}</span>}
      />
    );
  if (!fits(options)) {
    const id = `setting-${name}`;
    return (
      <FieldRow name={name} message={message} controlId={id}>
        <NativeSelect
          id={id}
          size="xs"
          aria-describedby={describedBy(name, message)}
          data={options.map((o) => ({ value: o.value, label: o.label }))}
          value={value}
          onChange={(event) => setSetting(name, event.currentTarget.value)}
        />
      </FieldRow>
    );
  }
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
