/** One field of a row: its label and what is typed. */
import classes from './network.module.css';

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly help?: string;
  /** Written in the field while it is empty. */
  readonly empty?: string | undefined;
  readonly wrong: boolean;
  readonly describedBy?: string | undefined;
  readonly onChange: (typed: string) => void;
}

export function Field({ id, label, value, help, empty, wrong, describedBy, onChange }: FieldProps) {
  return (
    <span className={classes.field}>
      <label htmlFor={id} title={help}>
        {label}
      </label>
      <input
        id={id}
        className={classes.typed}
        value={value}
        placeholder={empty}
        title={help}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong || undefined}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </span>
  );
}
