/**
 * A field for a number typed by hand. While it cannot be used it stays as typed, with its message,
 * and the setting keeps its last value.
 */
import { useEffect, useState } from 'react';
import { type FieldName, fields, type LimitField, type NumberField } from '../../runs/spec/fields.ts';
import { namedFor } from '../../tasks/example-words.ts';
import { useDraftTask } from '../store/selectors.ts';
import { setSetting } from '../store/settings.ts';
import { describedBy } from './FieldRow.tsx';
import { readSetting, writeNumber } from './numbers.ts';
import classes from './settings.module.css';

export interface NumberInputProps {
  readonly name: FieldName;
  readonly value: number;
  readonly message: string | null;
  readonly id: string;
}

const read = (name: FieldName, text: string) => readSetting(name, text, navigator.language);

export function NumberInput({ name, value, message, id }: NumberInputProps) {
  const field = fields[name] as NumberField | LimitField;
  const unit = namedFor(useDraftTask(), field.unit);
  const [text, setText] = useState(writeNumber(value));
  // A change from elsewhere (slider, preset, link) shows here; what is being typed is left alone.
  useEffect(() => {
    setText((shown) => (read(name, shown) === value ? shown : writeNumber(value)));
  }, [name, value]);

  return (
    <span className={classes.number}>
      <input
        id={id}
        className={classes.typed}
        type="text"
        inputMode={field.kind === 'number' ? 'decimal' : 'numeric'}
        autoComplete="off"
        spellCheck={false}
        value={text}
        size={Math.max(3, text.length)}
        aria-invalid={message ? true : undefined}
        aria-describedby={describedBy(name, message)}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setSetting(name, read(name, event.currentTarget.value));
        }}
        onBlur={() => {
          if (!message) setText(writeNumber(value));
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setText(writeNumber(value));
          setSetting(name, value);
        }}
      />
      {unit && unit !== 'percentile' && <span className={classes.unit}>{unit}</span>}
    </span>
  );
}
