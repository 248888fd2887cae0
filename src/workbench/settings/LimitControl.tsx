/**
 * Edits a number that may be no limit at all: a switch, and beside it the number while it is on.
 */
import { Switch } from '@mantine/core';
import { useState } from 'react';
import { type FieldName, noLimit } from '../../runs/spec/fields.ts';
import { setSetting } from '../store/settings.ts';
import { FieldRow, helpId, labelId } from './FieldRow.tsx';
import { NumberInput } from './NumberInput.tsx';
import classes from './settings.module.css';

/** The limit when it is first switched on. */
const firstLimit = 64;

export interface LimitControlProps {
  readonly name: FieldName;
  readonly value: number | typeof noLimit;
  readonly message: string | null;
}

export function LimitControl({ name, value, message }: LimitControlProps) {
  const id = `setting-${name}`;
  const limited = value !== noLimit;
  const [last, setLast] = useState(limited ? value : firstLimit);
  const toggle = (on: boolean) => {
    if (limited) setLast(value);
    setSetting(name, on ? last : noLimit);
  };
  return (
    <FieldRow
      name={name}
      message={message}
      controlId={limited ? id : undefined}
      aside={
        <span className={classes.limit}>
          {limited ? <NumberInput id={id} name={name} value={value} message={message} /> : <span>none</span>}
          <Switch
            size="xs"
            checked={limited}
            aria-label="Limit on"
            aria-describedby={`${labelId(name)} ${helpId(name)}`}
            onChange={(event) => toggle(event.currentTarget.checked)}
          />
        </span>
      }
    />
  );
}
