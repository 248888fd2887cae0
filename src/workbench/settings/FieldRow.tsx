/**
 * Frames one setting: its label, its control, one sentence of help with its place in the paper, its
 * message.
 */
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FieldName, fields } from '../../runs/spec/fields.ts';
import { namedFor } from '../../tasks/example-words.ts';
import { useDraftTask } from '../store/selectors.ts';
import { useWorkbench } from '../store/store.ts';
import { Term } from '../words/glossary/Term.tsx';
import type { TermId } from '../words/glossary/terms.ts';
import classes from './settings.module.css';
import { valueWords } from './words.ts';

export interface FieldRowProps {
  readonly name: FieldName;
  /** The reason why the value cannot be used, or null. */
  readonly message: string | null;
  /** Shown at the end of the label's line. */
  readonly aside?: ReactNode;
  /** Shown below the label's line, over the whole width. */
  readonly children?: ReactNode;
  /** Replaces the table's sentence of help and its reference. */
  readonly help?: { readonly words: ReactNode; readonly reference: string };
  /** Id of the control that the label belongs to; without it, the label belongs to the group. */
  readonly controlId?: string | undefined;
}

/** Settings whose label is a term of art. */
const termOf: Readonly<Partial<Record<FieldName, TermId>>> = {
  method: 'tandem',
  timeSteps: 'timeSteps',
  thresholdRule: 'leastSquares',
  percentile: 'upperBound',
  thresholdScope: 'threshold',
  initialPotential: 'initialPotential',
  patience: 'patience',
  inputCoding: 'inputCoding',
  decoding: 'freePotential',
  readoutStage: 'readout',
  calibrationCount: 'calibration',
};

export const labelId = (name: FieldName): string => `setting-${name}-label`;
export const helpId = (name: FieldName): string => `setting-${name}-help`;
export const messageId = (name: FieldName): string => `setting-${name}-message`;

/** Returns the ids that describe a control: its help, and its message if there is one. */
export function describedBy(name: FieldName, message: string | null): string {
  return message ? `${messageId(name)} ${helpId(name)}` : helpId(name);
}

export function FieldRow({ name, message, aside, children, help, controlId }: FieldRowProps) {
  const field = fields[name];
  const reference = help?.reference ?? field.reference;
  const term = termOf[name];
  const task = useDraftTask();
  const named = namedFor(task, field.label);
  const label = term ? <Term id={term}>{named}</Term> : named;
  const words = help?.words ?? field.help;
  const printed = useWorkbench(({ spec }) => valueWords(name, spec[name]));
  return (
    <div className={classes.row} data-setting={name} data-wrong={message ? true : undefined}>
      <div className={classes.line}>
        {controlId ? (
          <label id={labelId(name)} htmlFor={controlId}>
            {label}
          </label>
        ) : (
          <span id={labelId(name)}>{label}</span>
        )}
        {aside}
        <b className={classes.printed} aria-hidden>
          {printed}
        </b>
      </div>
      {children}
      {message && (
        <p className={classes.message} id={messageId(name)} role="alert">
          {message}
        </p>
      )}
      <p className={classes.help} id={helpId(name)}>
        {typeof words === 'string' ? namedFor(task, words) : words}{' '}
        <Tooltip label={`In the paper (or, where it names a file, in the documentation): ${reference}`}>
          <span className={classes.reference}>{reference}</span>
        </Tooltip>
      </p>
    </div>
  );
}
