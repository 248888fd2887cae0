/** A native slider with its name, its value in words, and a sentence of help. */
import { type ReactNode, useId } from 'react';
import classes from './neuron.module.css';

interface RangeRowProps {
  readonly label: ReactNode;
  /** The value as it stands beside the label. */
  readonly shown: string;
  /** The value as it is read out. */
  readonly spoken: string;
  readonly help: ReactNode;
  readonly colour: 'ann' | 'spike' | 'ink';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function RangeRow(props: RangeRowProps) {
  const { label, shown, spoken, help, colour, min, max, step, value, onChange } = props;
  const id = useId();
  return (
    <div className={classes.row}>
      <div className={classes.line}>
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className={classes.value} data-of={colour}>
          {shown}
        </output>
      </div>
      <input
        id={id}
        type="range"
        className={classes.range}
        data-of={colour}
        aria-describedby={`${id}-help`}
        aria-valuetext={spoken}
        {...{ min, max, step, value }}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <p id={`${id}-help`} className={classes.help}>
        {help}
      </p>
    </div>
  );
}
