/**
 * Shows a slider through chosen stops of a wide range, beside the exact number, which may lie
 * between stops.
 */
import { Slider } from '@mantine/core';
import { type FieldName, fields, type NumberField } from '../../runs/spec/fields.ts';
import { setSetting } from '../store/settings.ts';
import { useLocked } from '../store/view/class-view.ts';
import { FieldRow, type FieldRowProps } from './FieldRow.tsx';
import { NumberInput } from './NumberInput.tsx';
import { nearestStop, writeNumber } from './numbers.ts';
import classes from './settings.module.css';

export interface StopSliderProps {
  readonly name: FieldName;
  readonly value: number;
  readonly message: string | null;
  readonly stops: readonly number[];
  /** Stops that are labelled with their number. */
  readonly marked: readonly number[];
  readonly help?: FieldRowProps['help'];
}

export function StopSlider({ name, value, message, stops, marked, help }: StopSliderProps) {
  const field = fields[name] as NumberField;
  const id = `setting-${name}`;
  const locked = useLocked();
  const valueText = `${writeNumber(value)} ${field.unit}`.trim();
  return (
    <FieldRow
      name={name}
      message={message}
      controlId={id}
      {...(help ? { help } : {})}
      aside={<NumberInput id={id} name={name} value={value} message={message} />}
    >
      <Slider
        className={classes.slider}
        min={0}
        max={stops.length - 1}
        step={1}
        value={nearestStop(stops, value)}
        onChange={(index) => setSetting(name, stops[index])}
        label={null}
        disabled={locked}
        size={4}
        thumbSize={15}
        marks={marked.map((stop) => ({ value: stops.indexOf(stop), label: writeNumber(stop) }))}
        thumbLabel={field.label}
        thumbValueText={valueText}
      />
    </FieldRow>
  );
}
