/** Edits one axis: numbers are typed as a list or a range, choices are ticked. */
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { allowed, type Field, fields } from '../../../runs/spec/fields.ts';
import { readAxes, toggled } from '../../store/draft.ts';
import type { DraftAxis } from '../../store/state.ts';
import classes from './form.module.css';

export interface AxisRowProps {
  readonly axis: DraftAxis;
  readonly onChange: (text: string) => void;
  readonly onRemove: () => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

const switchOptions: readonly Option[] = [
  { value: 'on', label: 'on' },
  { value: 'off', label: 'off' },
];

function optionsOf(field: Field): readonly Option[] | null {
  if (field.kind === 'choice') return field.options;
  return field.kind === 'switch' ? switchOptions : null;
}

export function AxisRow({ axis, onChange, onRemove }: AxisRowProps) {
  const id = useId();
  const field: Field = fields[axis.field];
  const options = optionsOf(field);
  const chosen = new Set(axis.text.split(',').map((part) => part.trim()));
  const example =
    field.kind === 'integer'
      ? '1,2,4 or 1..6'
      : field.kind === 'text'
        ? 'commas between values, %2C within one'
        : 'commas between values';
  const wrong = readAxes([axis]).problems.length > 0;
  return (
    <fieldset className={classes.axis}>
      <legend className="visually-hidden">{field.label}</legend>
      <div className={classes.axisHead}>
        {options ? <span>{field.label}</span> : <label htmlFor={id}>{field.label}</label>}
        <ActionIcon variant="subtle" size={24} aria-label={`Do not vary ${field.label}`} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      {options ? (
        <div className={classes.ticks}>
          {options.map(({ value, label }) => (
            <label key={value}>
              <input
                type="checkbox"
                checked={chosen.has(value)}
                onChange={() =>
                  onChange(
                    toggled(
                      axis.text,
                      value,
                      options.map((option) => option.value),
                    ),
                  )
                }
              />
              {label}
            </label>
          ))}
        </div>
      ) : (
        <>
          <input
            id={id}
            className={classes.values}
            autoComplete="off"
            spellCheck={false}
            value={axis.text}
            aria-invalid={wrong || undefined}
            aria-describedby={`${id}-help`}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <p id={`${id}-help`} className={classes.help}>
            {example}: {allowed(axis.field)} each
          </p>
        </>
      )}
    </fieldset>
  );
}
