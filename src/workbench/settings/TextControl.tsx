/**
 * Edits a text setting. A text that is not valid stays as typed, with its message, and the setting
 * keeps its last value.
 */
import { type ReactNode, useEffect, useState } from 'react';
import { type FieldName, fields, type TextField } from '../../runs/spec/fields.ts';
import { setSetting } from '../store/settings.ts';
import { describedBy, FieldRow } from './FieldRow.tsx';
import classes from './settings.module.css';

export interface TextControlProps {
  readonly name: FieldName;
  readonly value: string;
  readonly message: string | null;
  /** Shown at the end of the label's line. */
  readonly aside?: ReactNode;
}

export function TextControl({ name, value, message, aside }: TextControlProps) {
  const { maxLength } = fields[name] as TextField;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const id = `setting-${name}`;
  return (
    <FieldRow name={name} message={message} controlId={id} aside={aside}>
      <textarea
        id={id}
        className={classes.text}
        rows={2}
        maxLength={maxLength}
        spellCheck={false}
        autoComplete="off"
        value={text}
        aria-invalid={message ? true : undefined}
        aria-describedby={describedBy(name, message)}
        onChange={(event) => {
          const typed = event.currentTarget.value.replace(/\s/g, '');
          setText(typed);
          setSetting(name, typed);
        }}
      />
    </FieldRow>
  );
}
